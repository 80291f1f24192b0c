import { verdictOf } from '#shared/connection/selfTest.ts';
import { Button } from '#client/ui/Button.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { SelfTestSteps } from '#client/features/selfTest/SelfTestSteps.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import type { SelfTestRun } from './useSelfTestRun.ts';

/** The self-test while it runs, and its result in one sentence. */
export function SelfTestDialog({ run, onClose }: { readonly run: SelfTestRun; readonly onClose: () => void }) {
  const { t } = useTexts('connection');
  const verdict = run.isRunning ? 'running' : verdictOf(run.steps);
  return (
    <ModalDialog isOpen title={t('selfTest.title')} data-testid="selfTest" data-verdict={verdict}>
      <p role="status">{t(`selfTest.verdict.${verdict}`)}</p>
      <SelfTestSteps steps={run.steps} />
      <DialogActions>
        <Button size="large" isDisabled={run.isRunning} onPress={onClose}>
          {t('close')}
        </Button>
      </DialogActions>
    </ModalDialog>
  );
}
