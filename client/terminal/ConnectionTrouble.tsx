import type { CauseCode } from '#shared/connection/findings.ts';
import { byRank } from '#shared/connection/findings.ts';
import { Notice } from '#client/components/Notice.tsx';
import { useTexts } from '#client/i18n/index.ts';
import type { TerminalProps } from './TerminalPage.tsx';

/** What a customer is told about, each with a sentence of its own; the rest is for the adviser. */
const told = [
  'microphoneSilent',
  'speakerOff',
  'cameraCovered',
  'cameraFrozen',
  'howl',
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

/** The weightiest thing that is wrong with the connection, in one sentence; nothing when all is well. */
export function ConnectionTrouble({ view }: Pick<TerminalProps, 'view'>) {
  const { t } = useTexts('terminal');
  const code = byRank(view.findings)
    .map((finding) => finding.code)
    .flatMap((one) => told.filter((known) => known === one))[0];
  return code === undefined ? null : (
    <div data-testid="trouble" data-code={code}>
      <Notice kind="warning">{t(`trouble.${code}`)}</Notice>
    </div>
  );
}
