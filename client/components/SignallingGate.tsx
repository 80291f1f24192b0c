import { type ReactNode, useEffect } from 'react';
import { useLocation } from 'wouter';
import { type SignallingState } from '#client/api/connection.ts';
import { useTexts } from '#client/i18n/index.ts';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';
import styles from './SignallingGate.module.css';

type Props = { readonly signalling: SignallingState; readonly isReady: boolean; readonly onTakeOver: () => void; readonly children: ReactNode };

/** What stands in place of a face, or above it, when the server is not (yet) heard. */
export function SignallingGate({ signalling, isReady, onTakeOver, children }: Props) {
  const { t } = useTexts('common');
  const [, navigate] = useLocation();
  useEffect(() => {
    if (signalling === 'notSignedIn') navigate('/');
  }, [signalling, navigate]);
  if (signalling === 'replaced') {
    return (
      <main className={styles['whole']}>
        <h1>{t('replaced.title')}</h1>
        <p>{t('replaced.text')}</p>
        <Button size="large" onPress={onTakeOver}>
          {t('replaced.useHere')}
        </Button>
      </main>
    );
  }
  if (!isReady) {
    return (
      <main className={styles['whole']}>
        <p role="status">{t('connecting')}</p>
      </main>
    );
  }
  return (
    <>
      {signalling !== 'connected' && (
        <div className={styles['banner']}>
          <Notice kind="warning">{t('reconnecting')}</Notice>
        </div>
      )}
      {children}
    </>
  );
}
