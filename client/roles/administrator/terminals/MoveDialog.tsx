import { useState } from 'react';
import type { PointId } from '#shared/ids.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import { Concerned } from './Concerned.tsx';
import type { TerminalDialogProps } from './props.ts';
import { pointsIn } from './scope.ts';

/** Takes a terminal to another point of the scope. */
export function MoveDialog({ terminal, act, catalogue, view, emptyPoints, isOpen, onOpenChange }: TerminalDialogProps) {
  const { t, inLanguage } = useTexts('fleet');
  const [to, setTo] = useState<PointId | null>(null);
  const move = async (close: () => void): Promise<void> => {
    if (to !== null && (await act('terminal:move', { terminalId: terminal.terminalId, from: terminal.pointId, to })) !== null) close();
  };
  const options = pointsIn(view.administrator.scope, catalogue, emptyPoints)
    .filter(({ pointId }) => pointId !== terminal.pointId)
    .map(({ pointId: id, names }) => ({ id, text: inLanguage(names) }));
  return (
    <ModalDialog title={t('move.title', { terminal: inLanguage(terminal.names) })} isDismissable isOpen={isOpen} onOpenChange={onOpenChange}>
      {(close) => (
        <>
          <p>{t('move.text')}</p>
          <Choice label={t('point')} value={to} options={options} placeholder={t('choosePoint')} testId="moveTo" onChange={setTo} />
          <Concerned terminal={terminal} />
          <DialogActions>
            <Button kind="secondary" onPress={close}>
              {t('cancel')}
            </Button>
            <Button isDisabled={to === null} onPress={() => void move(close)} data-testid="confirmMove">
              {t('act.move')}
            </Button>
          </DialogActions>
        </>
      )}
    </ModalDialog>
  );
}
