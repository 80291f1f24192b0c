import { clockText } from '#client/components/duration.ts';
import { useTexts } from '#client/i18n/index.ts';
import { clockTime } from '#client/i18n/openingText.ts';
import styles from './Expert.module.css';
import type { DeskProps } from './ExpertPage.tsx';

/** The expert's own day: what came, what was missed, how long it took (F44). */
export function OwnDay({ view, catalogue }: DeskProps) {
  const { t, language, inLanguage } = useTexts('expert');
  const { answered, missed, declined, meanHandlingMs, calls } = view.today;
  const services = catalogue.agencies.flatMap((agency) => agency.services);
  return (
    <details className={styles['today']} data-testid="ownDay">
      <summary>{t('today.summary', { answered, missed })}</summary>
      <p>{t('today.declined', { count: declined })}</p>
      {meanHandlingMs !== null && <p>{t('today.mean', { time: clockText(meanHandlingMs) })}</p>}
      <ul className={styles['queue']}>
        {calls.map(({ callId, serviceId, acceptedAt, handlingMs, outcomeCode }) => {
          const service = services.find(({ id }) => id === serviceId);
          return (
            <li key={`${callId}-${acceptedAt}`}>
              <strong>
                {clockTime(acceptedAt, language, false)} {service ? inLanguage(service.names) : serviceId}
              </strong>
              <span>
                {handlingMs === null ? t('today.running') : clockText(handlingMs)}
                {outcomeCode !== null && ` · ${t(`wrapUp.outcomeCode.${outcomeCode}`)}`}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
