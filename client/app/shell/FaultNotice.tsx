import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '#client/app/i18n/index.ts';
import { faultToTell } from '#client/app/state/faults.ts';
import { Button } from '#client/ui/Button.tsx';
import { errorText } from './errorText.ts';
import { Notice } from '#client/ui/Notice.tsx';
import styles from '#client/ui/PartFault.module.css';

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
