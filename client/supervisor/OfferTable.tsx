import { useTexts } from '#client/i18n/index.ts';
import { clockTime } from '#client/i18n/openingText.ts';
import styles from './Supervisor.module.css';
import type { DeskProps } from './SupervisorPage.tsx';

/** Who got whom, and why. */
export function OfferTable({ view }: DeskProps) {
  const { t, language } = useTexts('supervisor');
  if (view.offers.length === 0) return null;
  return (
    <section aria-labelledby="offers-title">
      <h2 id="offers-title">{t('offers.title')}</h2>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('offers.at')}</th>
            <th scope="col">{t('calls.expert')}</th>
            <th scope="col">{t('offers.why')}</th>
          </tr>
        </thead>
        <tbody>
          {view.offers.map(({ callId, at, expertName, reason, note }) => (
            <tr key={`${callId}-${at}`} data-testid="pastOffer">
              <td>{clockTime(at, language, false)}</td>
              <td>{expertName}</td>
              <td>
                {t(`offers.reason.${reason}`)}
                {note !== null && `: ${t(`offers.note.${note}`)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
