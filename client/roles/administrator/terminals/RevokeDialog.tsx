import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { Concerned } from './Concerned.tsx';
import type { TerminalDialogProps } from './props.ts';

/** Takes a machine's enrolment back, after who is concerned has been said. */
export function RevokeDialog({ terminal, act, isOpen, onOpenChange }: TerminalDialogProps) {
  const { t, inLanguage } = useTexts('fleet');
  const revoke = async (close: () => void): Promise<void> => {
    if ((await act('terminal:revoke', { terminalId: terminal.terminalId })) !== null) close();
  };
  return (
    <ModalDialog title={t('revoke.title', { terminal: inLanguage(terminal.names) })} isAlert isDismissable isOpen={isOpen} onOpenChange={onOpenChange}>
      {(close) => (
        <>
          <p>{t('revoke.text')}</p>
          <Concerned terminal={terminal} />
          <DialogActions>
            <Button kind="secondary" onPress={close}>
              {t('cancel')}
            </Button>
            <Button kind="danger" onPress={() => void revoke(close)} data-testid="confirmRevoke">
              {t('act.revoke')}
            </Button>
          </DialogActions>
        </>
      )}
    </ModalDialog>
  );
}
