import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Panel } from '#client/ui/Card.tsx';
import { DataTable } from '#client/ui/DataTable.tsx';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import type { DeskProps } from './props.ts';

/** Who meets the agency's experts in person at the points that they visit (F33). */
export function VisitingTable({ view, catalogue }: DeskProps) {
  const { t, language, inLanguage } = useTexts('supervisor');
  const { serviceName } = useCatalogueTexts(catalogue);
  if (view.visitingBookings.length === 0) return null;
  const title = t('visiting.title', { count: view.visitingBookings.length });
  return (
    <Panel title={title} label={title} isFlush>
      <DataTable
        caption={title}
        columns={[
          { id: 'at', title: t('offers.at') },
          { id: 'service', title: t('queues.service') },
          { id: 'point', title: t('entries.point') },
          { id: 'number', title: t('visiting.number'), isFigure: true },
        ]}
        rows={view.visitingBookings.map((booking) => ({
          id: booking.bookingId,
          testId: 'visitingBooking',
          cells: [
            `${clockTime(booking.at, language, true)}${booking.hasDay ? '' : ` · ${t('visitingNoDay')}`}`,
            `${serviceName(booking.serviceId)} · ${languageName(booking.language)}`,
            inLanguage(booking.pointNames),
            booking.number,
          ],
        }))}
        empty="–"
      />
    </Panel>
  );
}
