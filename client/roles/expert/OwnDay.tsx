import { agencyOf, useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Panel, Section } from '#client/ui/Card.tsx';
import { clockText } from '#client/ui/duration.ts';
import { StatTile } from '#client/ui/StatTile.tsx';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import styles from './OwnDay.module.css';
import type { DeskProps } from './props.ts';

/** The expert's own day: what came, what was missed, how long it took, and what is booked (F44). */
export function OwnDay({ view, catalogue }: DeskProps) {
  const { t } = useTexts('expert');
  const { answered, missed, declined, meanHandlingMs, heldMs } = view.today;
  return (
    <Panel title={t('today.title')} label={t('today.title')} data-testid="ownDay">
      <div className={styles['three']}>
        <StatTile name={t('today.answered')} figure={answered} />
        <StatTile name={t('today.mean')} figure={meanHandlingMs === null ? '–' : clockText(meanHandlingMs)} />
        <StatTile name={t('today.missed')} figure={missed} {...(missed > 0 ? { state: 'bad' as const } : {})} />
      </div>
      {(declined > 0 || heldMs > 0) && (
        <p className={styles['meta']}>
          {declined > 0 && t('today.declined', { count: declined })}
          {declined > 0 && heldMs > 0 && ' · '}
          {heldMs > 0 && t('today.held', { time: clockText(heldMs) })}
        </p>
      )}
      <Bookings view={view} catalogue={catalogue} />
      <Calls view={view} catalogue={catalogue} />
    </Panel>
  );
}

type Part = Pick<DeskProps, 'view' | 'catalogue'>;

function Bookings({ view: { bookings, visitingBookings }, catalogue }: Part) {
  const { t, language, inLanguage } = useTexts('expert');
  const { serviceName } = useCatalogueTexts(catalogue);
  return (
    <>
      {bookings.length > 0 && (
        <Section title={t('bookings.title', { count: bookings.length })}>
          <ul className={styles['day']} data-dated>
            {bookings.map((booking) => (
              <li key={booking.callId} data-testid="booking">
                <b>{clockTime(booking.at, language, true)}</b>
                <span>{serviceName(booking.serviceId)}</span>
                <span className={styles['meta']}>
                  {inLanguage(booking.pointNames)} · {languageName(booking.language)}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {visitingBookings.length > 0 && (
        <Section title={t('visiting.title', { count: visitingBookings.length })}>
          <ul className={styles['day']}>
            {visitingBookings.map((booking) => (
              <li key={booking.bookingId} data-testid="visitingBooking">
                <b>{clockTime(booking.at, language, false)}</b>
                <span>{serviceName(booking.serviceId)}</span>
                <span className={styles['meta']}>
                  {t('visiting.place', { point: inLanguage(booking.pointNames), number: booking.number })} · {languageName(booking.language)}
                  {!booking.hasDay && ` · ${t('visitingNoDay')}`}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Calls({ view, catalogue }: Part) {
  const { t, language, inLanguage } = useTexts('expert');
  const { serviceName } = useCatalogueTexts(catalogue);
  const own = agencyOf(catalogue, view.expert.agencyId)?.outcomes ?? [];
  // A code that the agency has taken away is shown itself.
  const nameOf = (chosen: string): string => inLanguage(own.find(({ code }) => code === chosen)?.names ?? { en: chosen });
  return (
    <ul className={styles['day']}>
      {view.today.calls.map(({ callId, serviceId, acceptedAt, handlingMs, heldMs, outcomeCode, agencyOutcome }) => (
        <li key={`${callId}-${acceptedAt}`}>
          <b>{clockTime(acceptedAt, language, false)}</b>
          <span>{serviceName(serviceId)}</span>
          <span className={styles['meta']}>
            {handlingMs === null ? t('today.running') : clockText(handlingMs)}
            {heldMs > 0 && ` · ${t('today.heldInCall', { time: clockText(heldMs) })}`}
            {outcomeCode !== null && ` · ${t(`wrapUp.outcomeCode.${outcomeCode}`)}`}
            {agencyOutcome !== null && `: ${nameOf(agencyOutcome)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
