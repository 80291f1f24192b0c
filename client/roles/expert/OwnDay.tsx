import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { clockText } from '#client/ui/duration.ts';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import styles from './Expert.module.css';
import type { DeskProps } from './props.ts';

/** The expert's own day: what came, what was missed, how long it took (F44). */
export function OwnDay({ view, catalogue }: DeskProps) {
  const { t, language, inLanguage } = useTexts('expert');
  const { serviceName } = useCatalogueTexts(catalogue);
  const { answered, missed, declined, meanHandlingMs, heldMs, calls } = view.today;
  return (
    <details className={styles['today']} data-testid="ownDay">
      <summary>{t('today.summary', { answered, missed })}</summary>
      <p>{t('today.declined', { count: declined })}</p>
      {meanHandlingMs !== null && <p>{t('today.mean', { time: clockText(meanHandlingMs) })}</p>}
      {heldMs > 0 && <p>{t('today.held', { time: clockText(heldMs) })}</p>}
      {view.bookings.length > 0 && (
        <>
          <h3>{t('bookings.title', { count: view.bookings.length })}</h3>
          <ul className={styles['queue']}>
            {view.bookings.map((booking) => (
              <li key={booking.callId} data-testid="booking">
                <strong>
                  {clockTime(booking.at, language, true)} {serviceName(booking.serviceId)}
                </strong>
                <span>
                  {inLanguage(booking.pointNames)} · {languageName(booking.language)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {view.visitingBookings.length > 0 && (
        <>
          <h3>{t('visiting.title', { count: view.visitingBookings.length })}</h3>
          <ul className={styles['queue']}>
            {view.visitingBookings.map((booking) => (
              <li key={booking.bookingId} data-testid="visitingBooking">
                <strong>
                  {clockTime(booking.at, language, false)} {serviceName(booking.serviceId)}
                </strong>
                <span>
                  {t('visiting.place', { point: inLanguage(booking.pointNames), number: booking.number })} · {languageName(booking.language)}
                  {!booking.hasDay && ` · ${t('visitingNoDay')}`}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <ul className={styles['queue']}>
        {calls.map(({ callId, serviceId, acceptedAt, handlingMs, heldMs: heldInCallMs, outcomeCode }) => {
          return (
            <li key={`${callId}-${acceptedAt}`}>
              <strong>
                {clockTime(acceptedAt, language, false)} {serviceName(serviceId)}
              </strong>
              <span>
                {handlingMs === null ? t('today.running') : clockText(handlingMs)}
                {heldInCallMs > 0 && ` · ${t('today.heldInCall', { time: clockText(heldInCallMs) })}`}
                {outcomeCode !== null && ` · ${t(`wrapUp.outcomeCode.${outcomeCode}`)}`}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
