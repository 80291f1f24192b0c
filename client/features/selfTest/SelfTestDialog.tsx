import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { verdictOf } from '#shared/connection/selfTest.ts';
import { Button } from '#client/ui/Button.tsx';
import dialogStyles from '#client/ui/Dialog.module.css';
import { SelfTestSteps } from '#client/features/selfTest/SelfTestSteps.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import type { SelfTestRun } from './useSelfTestRun.ts';

/** The self-test while it runs, and its result in one sentence. */
export function SelfTestDialog({ run, onClose }: { readonly run: SelfTestRun; readonly onClose: () => void }) {
  const { t } = useTexts('connection');
  const verdict = run.isRunning ? 'running' : verdictOf(run.steps);
  return (
    <ModalOverlay isOpen className={dialogStyles['overlay'] ?? ''}>
      <Modal className={dialogStyles['modal'] ?? ''}>
        <Dialog className={dialogStyles['dialog'] ?? ''} data-testid="selfTest" data-verdict={verdict}>
          <Heading slot="title">{t('selfTest.title')}</Heading>
          <p role="status">{t(`selfTest.verdict.${verdict}`)}</p>
          <SelfTestSteps steps={run.steps} />
          <div className={dialogStyles['actions'] ?? ''}>
            <Button size="large" isDisabled={run.isRunning} onPress={onClose}>
              {t('close')}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
