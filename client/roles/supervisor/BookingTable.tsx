import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import styles from './Supervisor.module.css';
import type { DeskProps } from './props.ts';

/** What is booked with the agency for the coming day (F21). */
export function BookingTable({ view, catalogue }: DeskProps) {
  const { t, language, inLanguage } = useTexts('supervisor');
  const { serviceName } = useCatalogueTexts(catalogue);
  if (view.bookings.length === 0) return null;
  return (
    <section aria-labelledby="bookings-title">
      <h2 id="bookings-title">{t('bookings.title', { count: view.bookings.length })}</h2>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('offers.at')}</th>
            <th scope="col">{t('queues.service')}</th>
            <th scope="col">{t('entries.point')}</th>
          </tr>
        </thead>
        <tbody>
          {view.bookings.map((booking) => {
            return (
              <tr key={booking.callId} data-testid="booking">
                <th scope="row">{clockTime(booking.at, language, true)}</th>
                <td>
                  {serviceName(booking.serviceId)} · {languageName(booking.language)}
                </td>
                <td>{inLanguage(booking.pointNames)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
