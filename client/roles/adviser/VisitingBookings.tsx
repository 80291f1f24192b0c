import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { Chip, Panel } from '#client/ui/Card.tsx';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { State } from '#client/ui/State.tsx';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import type { DeskProps } from './props.ts';
import { NumberDialog } from './NumberDialog.tsx';
import styles from './SideList.module.css';

type Booking = DeskProps['view']['visitingBookings'][number];

/** Who meets an expert at the point in person, today and on the coming days (F33). */
export function VisitingBookings(props: DeskProps) {
  const { t } = useTexts('adviser');
  const { visitingBookings } = props.view;
  if (visitingBookings.length === 0) return null;
  return (
    <Panel title={t('visiting.title')} isFlush data-testid="visitingBookings">
      <ul className={styles['list']}>
        {visitingBookings.map((booking) => (
          <li key={booking.bookingId} data-testid="visitingBooking" data-has-day={booking.hasDay}>
            <Row {...props} booking={booking} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Row({ booking, ...props }: DeskProps & { readonly booking: Booking }) {
  const { view, catalogue, act } = props;
  const { t, language, inLanguage } = useTexts('adviser');
  const { agencyShortName, serviceName } = useCatalogueTexts(catalogue);
  const { bookingId, number, at } = booking;
  return (
    <>
      <span className={styles['what']}>
        <strong>{number}</strong> {serviceName(booking.serviceId)}
        <small>
          {agencyShortName(booking.agencyId)} · {languageName(booking.language)}
          {booking.pointId !== view.adviser.pointId && ` · ${inLanguage(booking.pointNames)}`}
        </small>
      </span>
      <Chip>{clockTime(at, language, true)}</Chip>
      {!booking.hasDay && (
        <State kind="poor" look="plain">
          {t('visitingNoDay')}
        </State>
      )}
      <div className={styles['acts']}>
        <NumberDialog
          {...props}
          facts={{ ...booking, isInPerson: true }}
          move={{
            read: async () => (await act('adviser:visitingTimes', { bookingId }))?.times ?? null,
            to: (time) => act('adviser:moveVisiting', { bookingId, at: time }),
          }}
        />
        <ConfirmDialog
          trigger={<Button kind="quiet">{t('visiting.cancel')}</Button>}
          title={t('visiting.cancelTitle', { number })}
          text={t('visiting.cancelText')}
          confirm={t('visiting.cancel')}
          cancel={t('visiting.keep')}
          onConfirm={() => void act('adviser:cancelVisiting', { bookingId })}
        />
      </div>
    </>
  );
}
