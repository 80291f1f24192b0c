import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '#client/i18n/index.ts';
import { faultToTell } from '#client/state/faults.ts';
import { Button } from './Button.tsx';
import { errorText } from './errorText.ts';
import { Notice } from './Notice.tsx';
import styles from './PartFault.module.css';

const shownMs = 20_000;
const close = (): void => faultToTell.setState({ fault: null });

/** What a press came to when nothing nearer says it, on every page; above dialogs too. */
export function FaultNotice() {
  const { t } = useTexts('builtIn');
  const fault = useStore(faultToTell, (state) => state.fault);
  useEffect(() => {
    if (fault === null) return;
    const timer = setTimeout(close, shownMs);
    return () => clearTimeout(timer);
  }, [fault]);
  if (fault === null) return null;
  return (
    <div className={styles['said']} data-testid="fault" data-react-aria-top-layer="true">
      <Notice kind="warning">
        {errorText(t, fault.error)}
        <Button kind="quiet" onPress={close}>
          {t('close')}
        </Button>
      </Notice>
    </div>
  );
}
