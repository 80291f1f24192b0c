import type { ReactNode } from 'react';
import type { OwnSession } from '#shared/identity/contract.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import { Button } from '#client/ui/Button.tsx';
import styles from './OwnSettings.module.css';

type Props = { readonly sessions: readonly OwnSession[]; readonly notice: ReactNode; readonly onEnd: (sessionId: string) => void };

/** Where one is signed in: by which kind of browser, since when, and when it was last used. Another place than this one can be signed out from here. */
export function OwnSessions({ sessions, notice, onEnd }: Props) {
  const { t, language } = useTexts('common');
  return (
    <section aria-labelledby="ownSessions-title" data-testid="ownSessions">
      <h3 id="ownSessions-title">{t('settings.sessions.title')}</h3>
      <div role="alert">{notice}</div>
      <ul className={styles['sessions']}>
        {sessions.map(({ sessionId, browser, system, since, lastUsedAt, isThis }) => (
          <li key={sessionId} data-this={isThis || undefined}>
            <span>
              <strong>
                {t('settings.sessions.device', { browser: t(`settings.sessions.browser.${browser}`), system: t(`settings.sessions.system.${system}`) })}
              </strong>
              <span className={styles['note']}>
                {t('settings.sessions.times', { since: clockTime(since, language, true), used: clockTime(lastUsedAt, language, true) })}
              </span>
            </span>
            {isThis ? (
              <span className={styles['note']}>{t('settings.sessions.this')}</span>
            ) : (
              <Button kind="secondary" onPress={() => onEnd(sessionId)} data-testid="endSession">
                {t('settings.sessions.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
