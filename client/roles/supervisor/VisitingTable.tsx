import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import styles from './Supervisor.module.css';
import type { DeskProps } from './props.ts';

/** Who meets the agency's experts in person at the points that they visit (F33). */
export function VisitingTable({ view, catalogue }: DeskProps) {
  const { t, language, inLanguage } = useTexts('supervisor');
  const { serviceName } = useCatalogueTexts(catalogue);
  if (view.visitingBookings.length === 0) return null;
  return (
    <section aria-labelledby="visiting-title">
      <h2 id="visiting-title">{t('visiting.title', { count: view.visitingBookings.length })}</h2>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('offers.at')}</th>
            <th scope="col">{t('queues.service')}</th>
            <th scope="col">{t('entries.point')}</th>
            <th scope="col">{t('visiting.number')}</th>
          </tr>
        </thead>
        <tbody>
          {view.visitingBookings.map((booking) => {
            return (
              <tr key={booking.bookingId} data-testid="visitingBooking">
                <th scope="row">
                  {clockTime(booking.at, language, true)}
                  {!booking.hasDay && ` · ${t('visitingNoDay')}`}
                </th>
                <td>
                  {serviceName(booking.serviceId)} · {languageName(booking.language)}
                </td>
                <td>{inLanguage(booking.pointNames)}</td>
                <td>{booking.number}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
