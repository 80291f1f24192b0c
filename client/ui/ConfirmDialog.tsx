import type { ReactElement } from 'react';
import { Button } from './Button.tsx';
import { DialogActions, ModalDialog, type Opening } from './ModalDialog.tsx';

type Props = Opening & {
  /** The button that brings the question up; without one, `isOpen` says when it is asked. */
  readonly trigger?: ReactElement<{ readonly onPress?: () => void }>;
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly cancel: string;
  readonly size?: 'normal' | 'large';
  readonly isAside?: boolean;
  readonly onConfirm: () => void;
};

/** Asks before something that cannot be undone. */
export function ConfirmDialog({ text, confirm, cancel, size = 'normal', onConfirm, ...dialog }: Props) {
  return (
    <ModalDialog {...dialog} isAlert isDismissable>
      {(close) => (
        <>
          <p>{text}</p>
          <DialogActions>
            <Button kind="secondary" size={size} onPress={close} autoFocus>
              {cancel}
            </Button>
            <Button
              kind="danger"
              size={size}
              onPress={() => {
                close();
                onConfirm();
              }}
            >
              {confirm}
            </Button>
          </DialogActions>
        </>
      )}
    </ModalDialog>
  );
}
