import { useEffect, useMemo, useState } from 'react';
import type { OwnSession } from '#shared/identity/contract.ts';
import { useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';
import { Button } from '#client/ui/Button.tsx';
import styles from './OwnSettings.module.css';
import { type ActOf, noteRefusal, requestsOf } from './useRequest.ts';
import { useNotedRequest } from './useNotedRequest.tsx';

export type StaffClient = { readonly [R in 'expert' | 'adviser' | 'supervisor' | 'administrator']: RoleClient<R> }[
  | 'expert'
  | 'adviser'
  | 'supervisor'
  | 'administrator'];

type Asks = ActOf<'session:list' | 'session:end'>;

/** Where one is signed in: by which kind of browser, since when, and when it was last used. Another place than this one can be signed out from here. */
export function OwnSessions({ roleClient }: { readonly roleClient: StaffClient }) {
  const { t, language } = useTexts('common');
  const [sessions, setSessions] = useState<readonly OwnSession[] | null>(null);
  // Each desk has these two; TypeScript takes no request that four kinds of client share.
  const noted = useNotedRequest(roleClient as RoleClient<'expert'>);
  const act = noted.act as Asks;
  const read = useMemo(() => {
    const request = requestsOf(roleClient as RoleClient<'expert'>, noteRefusal) as Asks;
    return async (): Promise<void> => {
      const found = await request('session:list', {});
      if (found !== null) setSessions(found.sessions);
    };
  }, [roleClient]);
  useEffect(() => void read(), [read]);
  const end = async (sessionId: string): Promise<void> => {
    if ((await act('session:end', { sessionId })) !== null) await read();
  };
  if (sessions === null) return null;
  return (
    <section aria-labelledby="ownSessions-title" data-testid="ownSessions">
      <h3 id="ownSessions-title">{t('settings.sessions.title')}</h3>
      {noted.notice}
      <ul className={styles['sessions']}>
        {sessions.map(({ sessionId, browser, system, since, lastUsedAt, isThis }) => (
          <li key={sessionId} data-this={isThis || undefined}>
            <span>
              <strong>{t('settings.sessions.device', { browser: t(`settings.sessions.browser.${browser}`), system: t(`settings.sessions.system.${system}`) })}</strong>
              <span className={styles['note']}>
                {t('settings.sessions.times', { since: clockTime(since, language, true), used: clockTime(lastUsedAt, language, true) })}
              </span>
            </span>
            {isThis ? (
              <span className={styles['note']}>{t('settings.sessions.this')}</span>
            ) : (
              <Button kind="secondary" onPress={() => void end(sessionId)}>
                {t('settings.sessions.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
