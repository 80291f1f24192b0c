import { ArrowLeft } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay, type ModalOverlayProps } from 'react-aria-components';
import { useTexts } from '#client/app/i18n/index.ts';
import { Boundary } from './Boundary.tsx';
import { Button } from './Button.tsx';
import styles from './Dialog.module.css';
import faultStyles from './PartFault.module.css';

type Props = Pick<ModalOverlayProps, 'isOpen' | 'onOpenChange' | 'isDismissable'> & {
  readonly title: string;
  /** The button that opens it; without one, `isOpen` says when it is in sight. */
  readonly trigger?: ReactElement;
  /** It interrupts, so a screen reader says it at once (https://www.w3.org/WAI/ARIA/apg/patterns/alertdialog/). */
  readonly isAlert?: boolean;
  readonly isWide?: boolean;
  /** It takes the page's place, below the desk's head: what leads back, what is said beside the title, and what stands at its end. */
  readonly page?: { readonly back: string; readonly status?: ReactNode; readonly tools?: ReactNode };
  readonly children: ReactNode | ((close: () => void) => ReactNode);
  readonly [data: `data-${string}`]: string;
};

/** A dialog over the page. What fails in it leaves the page as it is. */
export function ModalDialog({ title, trigger, isOpen, onOpenChange, isDismissable = false, isAlert = false, isWide = false, page, children, ...data }: Props) {
  const opening = { ...(isOpen === undefined ? {} : { isOpen }), ...(onOpenChange === undefined ? {} : { onOpenChange }) };
  const look = page === undefined ? (isWide ? styles['wide'] : '') : styles['page'];
  const overlay = (
    <ModalOverlay
      {...(trigger === undefined ? opening : {})}
      isDismissable={isDismissable}
      className={(page === undefined ? styles['overlay'] : styles['pageOverlay']) ?? ''}
    >
      <Modal className={`${styles['modal']} ${look}`}>
        <Dialog role={isAlert ? 'alertdialog' : 'dialog'} className={styles['dialog'] ?? ''} {...data}>
          {({ close }) => (
            <>
              {page === undefined ? (
                <Heading slot="title">{title}</Heading>
              ) : (
                <div className={styles['pageHead']}>
                  <Button kind="quiet" icon={<ArrowLeft aria-hidden className="turning" />} onPress={close}>
                    {page.back}
                  </Button>
                  <Heading slot="title">{title}</Heading>
                  {page.status}
                  {page.tools !== undefined && <div className={styles['pageTools']}>{page.tools}</div>}
                </div>
              )}
              {typeof children === 'function' ? children(close) : children}
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
  return (
    <Boundary resetKey={title} fallback={(retry) => <DialogFault onRetry={retry} />}>
      {trigger === undefined ? (
        overlay
      ) : (
        <DialogTrigger {...opening}>
          {trigger}
          {overlay}
        </DialogTrigger>
      )}
    </Boundary>
  );
}

/** A dialog's buttons, in a row at its end. */
export const DialogActions = ({ children, label }: { readonly children: ReactNode; readonly label?: string }) => (
  <div className={styles['actions']} {...(label === undefined ? {} : { role: 'group', 'aria-label': label })}>
    {children}
  </div>
);

/** In place of the dialog and of the button that opens it; both are there again after a try. */
function DialogFault({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useTexts('builtIn');
  return (
    <div className={faultStyles['fault']} data-testid="partFault">
      <p role="status">{t('part.text')}</p>
      <div className={faultStyles['actions']}>
        <Button onPress={onRetry}>{t('tryAgain')}</Button>
        <Button kind="secondary" data-testid="reload" onPress={() => window.location.reload()}>
          {t('reload')}
        </Button>
      </div>
    </div>
  );
}
