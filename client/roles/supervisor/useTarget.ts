import { type WaitPlace, waitAgainstTarget, waitTargetMs } from '#shared/queue/waitTarget.ts';
import type { StateKind } from '#client/ui/stateKinds.ts';
import { useTexts } from '#client/app/i18n/index.ts';

const kinds: Readonly<Record<WaitPlace, StateKind>> = { within: 'good', near: 'poor', over: 'bad' };
const minutes = waitTargetMs / 60_000;

/** How a wait stands against the target: as a state, as its share of it, and in words where they are needed. */
export function useTarget() {
  const { t } = useTexts('supervisor');
  return (waitedMs: number) => {
    const place = waitAgainstTarget(waitedMs);
    return {
      kind: kinds[place],
      share: waitedMs / waitTargetMs,
      /** Null within the target, which is no news in a row. */
      word: place === 'within' ? null : t(`target.${place}`),
      sentence: place === 'within' ? t('target.within', { minutes }) : t(`target.${place}Of`, { minutes }),
    };
  };
}
