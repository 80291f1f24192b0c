import { useState } from 'react';
import type { EmptyPoint } from '#shared/fleet/contract.ts';
import type { PointId } from '#shared/ids.ts';
import type { Localised } from '#shared/language.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { Button } from '#client/ui/Button.tsx';
import { Choice } from '#client/ui/Choice.tsx';
import { DialogActions, ModalDialog } from '#client/ui/ModalDialog.tsx';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { NameFields } from './NameFields.tsx';
import { hasName, writtenNames } from './names.ts';
import { pointsIn } from './scope.ts';

type Props = DeskProps & {
  readonly emptyPoints: readonly EmptyPoint[];
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly onAdded: (terminalId: string) => void;
};

/** A new terminal of a point; its code is shown next. */
export function AddDialog({ act, catalogue, view, emptyPoints, isOpen, onOpenChange, onAdded }: Props) {
  const { t, inLanguage } = useTexts('fleet');
  const points = pointsIn(view.administrator.scope, catalogue, emptyPoints);
  const [chosen, setPoint] = useState<PointId | null>(null);
  const [names, setNames] = useState<Localised>({});
  const pointId = chosen ?? (points.length === 1 ? (points[0]?.pointId ?? null) : null);
  const add = async (): Promise<void> => {
    const added = pointId === null ? null : await act('terminal:add', { pointId, names: writtenNames(names) });
    if (added === null) return;
    onOpenChange(false);
    setNames({});
    onAdded(added.terminalId);
  };
  return (
    <ModalDialog title={t('add.title')} isDismissable isOpen={isOpen} onOpenChange={onOpenChange} data-testid="addTerminalDialog">
      {(close) => (
        <>
          <Choice
            label={t('point')}
            value={pointId}
            options={points.map(({ pointId: id, names: of }) => ({ id, text: inLanguage(of) }))}
            placeholder={t('choosePoint')}
            testId="addAt"
            onChange={setPoint}
          />
          <NameFields names={names} onChange={setNames} />
          <DialogActions>
            <Button kind="secondary" onPress={close}>
              {t('cancel')}
            </Button>
            <Button isDisabled={pointId === null || !hasName(names)} onPress={() => void add()} data-testid="confirmAdd">
              {t('add.action')}
            </Button>
          </DialogActions>
        </>
      )}
    </ModalDialog>
  );
}
