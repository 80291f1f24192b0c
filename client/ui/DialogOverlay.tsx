import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import styles from './Dialog.module.css';

export type DialogProps = {
  readonly title: string;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly isDismissable: boolean;
  readonly isAlert: boolean;
  readonly isWide: boolean;
  readonly isAside: boolean;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
  readonly data: Readonly<Record<`data-${string}`, string>>;
};

/** The open dialog itself: a part of its own, which a page loads when it has time. */
export default function DialogOverlay({ title, onOpenChange, isDismissable, isAlert, isWide, isAside, children, data }: DialogProps) {
  return (
    <ModalOverlay isOpen onOpenChange={onOpenChange} isDismissable={isDismissable} className={`${styles['overlay']} ${isAside ? styles['aside'] : ''}`}>
      <Modal className={`${styles['modal']} ${isWide ? styles['wide'] : ''}`}>
        <Dialog role={isAlert ? 'alertdialog' : 'dialog'} className={styles['dialog'] ?? ''} {...data}>
          {({ close }) => (
            <>
              <Heading slot="title">{title}</Heading>
              {typeof children === 'function' ? children(close) : children}
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
