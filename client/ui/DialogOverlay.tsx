import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './Button.tsx';
import styles from './Dialog.module.css';

/** What leads back, what is said beside the title, and what stands at its end. */
export type DialogPage = { readonly back: string; readonly status?: ReactNode; readonly tools?: ReactNode };

export type DialogProps = {
  readonly title: string;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly isDismissable: boolean;
  readonly isAlert: boolean;
  readonly isWide: boolean;
  readonly isAside: boolean;
  readonly page: DialogPage | undefined;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
  readonly data: Readonly<Record<`data-${string}`, string>>;
};

/** The open dialog itself: a part of its own, which a page loads when it has time. */
export default function DialogOverlay({ title, onOpenChange, isDismissable, isAlert, isWide, isAside, page, children, data }: DialogProps) {
  return (
    <ModalOverlay
      isOpen
      onOpenChange={onOpenChange}
      isDismissable={isDismissable}
      data-overlay
      className={page === undefined ? `${styles['overlay']} ${isAside ? styles['aside'] : ''}` : (styles['pageOverlay'] ?? '')}
    >
      <Modal className={`${styles['modal']} ${isWide ? styles['wide'] : ''} ${page === undefined ? '' : styles['page']}`}>
        <Dialog role={isAlert ? 'alertdialog' : 'dialog'} className={styles['dialog'] ?? ''} {...data}>
          {({ close }) => (
            <>
              {page === undefined ? <Heading slot="title">{title}</Heading> : <PageHead {...page} title={title} onBack={close} />}
              {typeof children === 'function' ? children(close) : children}
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

const PageHead = ({ back, status, tools, title, onBack }: DialogPage & { readonly title: string; readonly onBack: () => void }) => (
  <div className={styles['pageHead']}>
    <Button kind="quiet" icon={<ArrowLeft aria-hidden className="turning" />} onPress={onBack}>
      {back}
    </Button>
    <Heading slot="title">{title}</Heading>
    {status}
    {tools !== undefined && <div className={styles['pageTools']}>{tools}</div>}
  </div>
);
