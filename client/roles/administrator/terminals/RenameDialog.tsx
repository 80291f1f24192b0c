import { useState } from 'react';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { NameFields } from './NameFields.tsx';
import { hasName, writtenNames } from './names.ts';
import type { TerminalDialogProps } from './props.ts';

/** Gives a terminal other names. Whoever has written over it meanwhile is not written over. */
export function RenameDialog({ terminal, act, isOpen, onOpenChange }: TerminalDialogProps) {
  const { t, inLanguage } = useTexts('fleet');
  // As it was when it was opened, whatever others do meanwhile.
  const [from] = useState(terminal.names);
  const [names, setNames] = useState(from);
  const rename = async (close: () => void): Promise<void> => {
    if ((await act('terminal:rename', { terminalId: terminal.terminalId, from, to: writtenNames(names) })) !== null) close();
  };
  return (
    <ModalDialog title={t('rename.title', { terminal: inLanguage(from) })} isDismissable isOpen={isOpen} onOpenChange={onOpenChange}>
      {(close) => (
        <>
          <NameFields names={names} onChange={setNames} />
          <DialogActions>
            <Button kind="secondary" onPress={close}>
              {t('cancel')}
            </Button>
            <Button isDisabled={!hasName(names)} onPress={() => void rename(close)} data-testid="confirmRename">
              {t('save')}
            </Button>
          </DialogActions>
        </>
      )}
    </ModalDialog>
  );
}
