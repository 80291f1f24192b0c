import type { ReactElement } from 'react';
import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay, type ModalOverlayProps } from 'react-aria-components';
import { Button } from './Button.tsx';
import styles from './Dialog.module.css';

type Props = {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly cancel: string;
  readonly size?: 'normal' | 'large';
  readonly onConfirm: () => void;
};

/** Asks before something that cannot be undone. */
export function ConfirmDialog({ trigger, ...props }: Props & { readonly trigger: ReactElement }) {
  return (
    <DialogTrigger>
      {trigger}
      <Confirm {...props} />
    </DialogTrigger>
  );
}

/** The question itself, where something else than a button of its own brings it up. */
export function Confirm({ title, text, confirm, cancel, size = 'normal', onConfirm, ...overlay }: Props & Pick<ModalOverlayProps, 'isOpen' | 'onOpenChange'>) {
  return (
    <ModalOverlay {...overlay} className={styles['overlay'] ?? ''} isDismissable>
      <Modal className={styles['modal'] ?? ''}>
        <Dialog role="alertdialog" className={styles['dialog'] ?? ''}>
          {({ close }) => (
            <>
              <Heading slot="title">{title}</Heading>
              <p>{text}</p>
              <div className={styles['actions']}>
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
              </div>
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
