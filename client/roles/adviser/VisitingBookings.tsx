import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Button } from '#client/ui/Button.tsx';
import { ConfirmDialog } from '#client/ui/ConfirmDialog.tsx';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import styles from './Adviser.module.css';
import type { DeskProps } from './props.ts';
import { NumberDialog } from './NumberDialog.tsx';

/** Who meets an expert at the point in person, today and on the coming days (F33). */
export function VisitingBookings(props: DeskProps) {
  const { view, catalogue, act } = props;
  const { t, language, inLanguage } = useTexts('adviser');
  const { agencyShortName, serviceName } = useCatalogueTexts(catalogue);
  if (view.visitingBookings.length === 0) return null;
  return (
    <section aria-labelledby="visiting-title" data-testid="visitingBookings">
      <h2 id="visiting-title">{t('visiting.title')}</h2>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('calledBack.number')}</th>
            <th scope="col">{t('visiting.time')}</th>
            <th scope="col">{t('calledBack.serviceRequest')}</th>
            <th scope="col">{t('calledBack.act')}</th>
          </tr>
        </thead>
        <tbody>
          {view.visitingBookings.map((booking) => {
            return (
              <tr key={booking.bookingId} data-testid="visitingBooking" data-has-day={booking.hasDay}>
                <th scope="row">{booking.number}</th>
                <td>
                  {clockTime(booking.at, language, true)}
                  {!booking.hasDay && ` · ${t('visitingNoDay')}`}
                </td>
                <td>
                  {agencyShortName(booking.agencyId)} · {serviceName(booking.serviceId)} · {languageName(booking.language)}
                  {booking.pointId !== view.adviser.pointId && ` · ${inLanguage(booking.pointNames)}`}
                </td>
                <td>
                  <NumberDialog
                    {...props}
                    facts={{ ...booking, isInPerson: true }}
                    move={{
                      read: async () => (await act('adviser:visitingTimes', { bookingId: booking.bookingId }))?.times ?? null,
                      to: (at) => act('adviser:moveVisiting', { bookingId: booking.bookingId, at }),
                    }}
                  />
                  <ConfirmDialog
                    trigger={<Button kind="quiet">{t('visiting.cancel')}</Button>}
                    title={t('visiting.cancelTitle', { number: booking.number })}
                    text={t('visiting.cancelText')}
                    confirm={t('visiting.cancel')}
                    cancel={t('visiting.keep')}
                    onConfirm={() => void act('adviser:cancelVisiting', { bookingId: booking.bookingId })}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
