import { Phone } from 'lucide-react';
import type { CauseCode } from '#shared/connection/findings.ts';
import { byRank, causeOf } from '#shared/connection/findings.ts';
import { CallNotice } from '#client/features/calls/CallNotice.tsx';
import { useSustained } from '#client/ui/useSustained.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { useMedia } from '#client/app/state/roleClient.ts';
import type { TerminalProps } from './props.ts';

/** What a customer is told about, each with a sentence of its own; the rest is for the adviser. */
const told = [
  'microphoneSilent',
  'speakerMissing',
  'speakerOff',
  'cameraCovered',
  'cameraFrozen',
  'acousticFeedback',
  'echo',
  'oneWayAudio',
  'uplinkLoss',
  'downlinkLoss',
  'uplinkBandwidth',
  'downlinkBandwidth',
  'highDelay',
  'jitter',
  'processorOverloaded',
  'mediaLost',
  'serverOverloaded',
] as const satisfies readonly CauseCode[];

/** How long video may take to recover before the telephone is suggested. */
const patienceMs = 10_000;

/** The weightiest thing that is wrong with the connection, in one sentence, and how it goes on if it stays so; nothing when all is well. */
export function ConnectionTrouble({ roleClient, view, catalogue }: TerminalProps) {
  const { t } = useTexts('terminal');
  const isHealing = useMedia(roleClient).connection === 'healing';
  const code = byRank(view.findings)
    .map((finding) => finding.code)
    .flatMap((one) => told.filter((known) => known === one))[0];
  const isStopped = isHealing || view.findings.some((finding) => causeOf(finding.code).rank === 'stops');
  const phone = catalogue.points.find(({ id }) => id === view.terminal.pointId)?.phone;
  const hasExpert = view.call !== null && 'expertName' in view.call;
  const isLong = useSustained(isStopped && hasExpert, patienceMs);
  return (
    <>
      {code !== undefined && (
        <div data-testid="trouble" data-code={code}>
          <CallNotice>{t(`trouble.${code}`)}</CallNotice>
        </div>
      )}
      {isLong && phone !== undefined && (
        <div data-testid="phone">
          <CallNotice kind="live" icon={<Phone aria-hidden />}>
            {t('trouble.phone', { phone })}
          </CallNotice>
        </div>
      )}
    </>
  );
}
