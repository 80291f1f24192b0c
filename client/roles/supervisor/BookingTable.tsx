import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { Panel } from '#client/ui/Card.tsx';
import { DataTable } from '#client/ui/DataTable.tsx';
import { languageName, useTexts } from '#client/app/i18n/index.ts';
import { clockTime } from '#client/app/i18n/openingText.ts';
import type { DeskProps } from './props.ts';

/** What is booked with the agency for the coming day (F21). */
export function BookingTable({ view, catalogue }: DeskProps) {
  const { t, language, inLanguage } = useTexts('supervisor');
  const { serviceName } = useCatalogueTexts(catalogue);
  if (view.bookings.length === 0) return null;
  const title = t('bookings.title', { count: view.bookings.length });
  return (
    <Panel title={title} label={title} isFlush>
      <DataTable
        caption={title}
        columns={[
          { id: 'at', title: t('offers.at') },
          { id: 'service', title: t('queues.service') },
          { id: 'point', title: t('entries.point') },
        ]}
        rows={view.bookings.map((booking) => ({
          id: booking.callId,
          testId: 'booking',
          cells: [
            clockTime(booking.at, language, true),
            `${serviceName(booking.serviceId)} · ${languageName(booking.language)}`,
            inLanguage(booking.pointNames),
          ],
        }))}
        empty="–"
      />
    </Panel>
  );
}
