import { clockText } from '#client/components/duration.ts';
import { languagesOf, useTexts } from '#client/i18n/index.ts';
import { useNow } from '#client/state/face.ts';
import styles from './Expert.module.css';
import type { DeskProps } from './ExpertPage.tsx';

/** Everybody who waits for the agency, in the order in which they are served. */
export function QueuePanel({ face, view, catalogue }: DeskProps) {
  const { t, inLanguage } = useTexts('expert');
  const now = useNow(face);
  const services = catalogue.agencies.flatMap((agency) => agency.services);
  return (
    <section className={styles['panel']} aria-labelledby="queue-title">
      <h2 id="queue-title">{t('queue.title', { count: view.queue.length })}</h2>
      <p>{t('queue.colleagues', { count: view.colleaguesOnDuty })}</p>
      {view.queue.length === 0 && <p>{t('queue.empty')}</p>}
      <ol className={styles['queue']}>
        {view.queue.map((entry) => {
          const service = services.find(({ id }) => id === entry.serviceId);
          return (
            <li key={entry.callId} data-testid="queueEntry" data-state={entry.state} data-mine={entry.isForMe}>
              <strong>{service ? inLanguage(service.names) : entry.serviceId}</strong>
              <span>
                {inLanguage(entry.pointNames)} · {languagesOf(entry)}
              </span>
              <span>
                {clockText(now - entry.queuedAt)}
                {entry.state === 'offered' && ` · ${t('queue.ringing')}`}
                {!entry.isForMe && ` · ${t('queue.notMine')}`}
                {entry.terminalPresence.state === 'lost' && ` · ${t('queue.lost')}`}
              </span>
            </li>
          );
        })}
      </ol>
      <p className={styles['today']}>{t('today', view.today)}</p>
    </section>
  );
}
