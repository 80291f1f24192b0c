import { type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import { useLocation } from 'wouter';
import { useTexts } from '#client/app/i18n/index.ts';
import { type AnyRoleClient, useIsInCall } from '#client/app/state/roleClient.ts';
import { Button } from '#client/ui/Button.tsx';
import { Notice } from '#client/ui/Notice.tsx';
import { ObstacleText } from './ObstacleText.tsx';
import styles from './SignallingGate.module.css';
import { useObstacle } from './useObstacle.ts';
import { useReloadForVersion } from './useReloadForVersion.ts';

type Props = { readonly roleClient: AnyRoleClient; readonly isReady: boolean; readonly children: ReactNode };

/** Shown in place of a page, or above it, while the server does not answer. */
export function SignallingGate({ roleClient, isReady, children }: Props) {
  const { t } = useTexts('common');
  const [, navigate] = useLocation();
  const { signalling, lateAnswers } = useStore(roleClient.connection.store);
  const isInCall = useIsInCall(roleClient);
  const isOutdated = signalling === 'outdated';
  const isReloading = useReloadForVersion(isOutdated && !isInCall);
  const obstacle = useObstacle(roleClient, isReady && signalling === 'connected' ? null : signalling);
  useEffect(() => {
    if (signalling !== 'notSignedIn') return;
    // A machine that is no terminal any more, or not yet, is made one at its own address.
    if (roleClient.role === 'terminal') {
      if (isReady) window.location.reload();
      return;
    }
    navigate('/', { state: { refused: roleClient.role } });
    // The next person to sign in gets a new page: nothing of this one stays in memory.
    window.location.reload();
  }, [signalling, navigate, roleClient, isReady]);
  if (signalling === 'replaced') {
    return (
      <main className={styles['whole']}>
        <h1>{t('replaced.title')}</h1>
        <p>{t('replaced.text')}</p>
        <Button size="large" onPress={roleClient.connection.takeOver}>
          {t('replaced.useHere')}
        </Button>
      </main>
    );
  }
  if (isOutdated && !isInCall) {
    return (
      <main className={styles['whole']} data-testid="outdated">
        <p role="status">
          {t(isReloading ? 'builtIn:outdated.reloading' : 'builtIn:outdated.text')} {!isReloading && t('builtIn:page.soon')}
        </p>
        {!isReloading && <Reload />}
      </main>
    );
  }
  if (!isReady) {
    return (
      <main className={styles['whole']}>
        {obstacle === null ? <p role="status">{t('connecting')}</p> : <ObstacleText {...obstacle} role={roleClient.role} />}
      </main>
    );
  }
  return (
    <>
      {isOutdated ? (
        <Banner>
          <p>{t('builtIn:outdated.inCall')}</p>
          <Reload />
        </Banner>
      ) : obstacle !== null ? (
        <Banner>
          <ObstacleText {...obstacle} role={roleClient.role} />
        </Banner>
      ) : signalling !== 'connected' ? (
        <Banner>{t('reconnecting')}</Banner>
      ) : (
        lateAnswers > 0 && <Banner>{t('builtIn:slow')}</Banner>
      )}
      {children}
    </>
  );
}

function Banner({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles['banner']}>
      <Notice kind="warning">{children}</Notice>
    </div>
  );
}

function Reload() {
  const { t } = useTexts('builtIn');
  return (
    <Button kind="secondary" data-testid="reload" onPress={() => window.location.reload()}>
      {t('reload')}
    </Button>
  );
}
