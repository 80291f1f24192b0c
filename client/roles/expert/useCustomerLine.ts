import { causeOf } from '#shared/connection/findings.ts';
import { useSustained } from '#client/ui/useSustained.ts';
import { useMedia } from '#client/app/state/roleClient.ts';
import type { CallProps } from './props.ts';

/** Video is given so much time to heal before the telephone is named. */
const patienceMs = 10_000;

/** How the customer's connection is (F54), and whether it is time to go on by telephone (F57). */
export function useCustomerLine(roleClient: CallProps['roleClient'], catalogue: CallProps['catalogue'], call: CallProps['call']) {
  const isHealing = useMedia(roleClient).connection === 'healing';
  const { terminalFindings, terminalPresence, pointId } = call;
  const ranks = terminalFindings.map(({ code }) => causeOf(code).rank);
  const isCut = terminalPresence.state === 'lost' || ranks.includes('stops');
  const isPhoneTime = useSustained(isHealing || isCut, patienceMs);
  const health = isCut ? ('bad' as const) : ranks.includes('harms') ? ('poor' as const) : ('good' as const);
  return { health, isPhoneTime, phone: catalogue.points.find(({ id }) => id === pointId)?.phone };
}
