import { type ReactElement, type ReactNode, cloneElement, useState } from 'react';
import { useTexts } from '#client/app/i18n/index.ts';
import { Boundary } from './Boundary.tsx';
import { Button } from './Button.tsx';
import styles from './Dialog.module.css';
import { latePart } from './latePart.tsx';
import type { DialogPage } from './DialogOverlay.tsx';
import faultStyles from './PartFault.module.css';

export type Opening = {
  /** Whether it is in sight; without it the dialog keeps that itself, and `trigger` opens it. */
  readonly isOpen?: boolean | undefined;
  readonly onOpenChange?: ((isOpen: boolean) => void) | undefined;
};
type Props = Opening & {
  readonly title: string;
  /** The button that opens it; without one, `isOpen` says when it is in sight. */
  readonly trigger?: ReactElement<{ readonly onPress?: () => void }> | undefined;
  readonly isDismissable?: boolean;
  /** It interrupts, so a screen reader says it at once (https://www.w3.org/WAI/ARIA/apg/patterns/alertdialog/). */
  readonly isAlert?: boolean;
  readonly isWide?: boolean;
  /** Beside what it is about, such as a face, which stays in full sight. */
  readonly isAside?: boolean;
  /** It takes the page's place, below the desk's head. */
  readonly page?: DialogPage;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
  readonly [data: `data-${string}`]: string;
};

const overlay = latePart(() => import('./DialogOverlay.tsx'), 'nothing');
/** Dialogs come when the page has time, and at once when the first is opened. */
export const loadDialogs = overlay.load;

/** A dialog over the page. What fails in it leaves the page as it is, and closes it. */
export const ModalDialog = (props: Props) => (
  <Boundary resetKey={props.title} fallback={(retry) => <DialogFault onRetry={retry} />}>
    <TriggeredDialog {...props} />
  </Boundary>
);

function TriggeredDialog({
  title,
  trigger,
  isOpen,
  onOpenChange,
  isDismissable = false,
  isAlert = false,
  isWide = false,
  isAside = false,
  page,
  children,
  ...data
}: Props) {
  const [isOpenByItself, setOpen] = useState(false);
  const change = (isWanted: boolean): void => {
    setOpen(isWanted);
    onOpenChange?.(isWanted);
  };
  return (
    <>
      {trigger !== undefined && cloneElement(trigger, { onPress: () => change(true) })}
      {(isOpen ?? isOpenByItself) && <overlay.Part {...{ title, isDismissable, isAlert, isWide, isAside, page, children, data }} onOpenChange={change} />}
    </>
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
