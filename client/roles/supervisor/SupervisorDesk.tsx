import { Tv } from 'lucide-react';
import type { CallId } from '#shared/ids.ts';
import { Toaster } from 'sonner';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { CallBoundary, PartBoundary } from '#client/features/boundary/PartBoundary.tsx';
import { OwnAccount } from '#client/features/account/OwnAccount.tsx';
import { OwnSettings } from '#client/app/shell/OwnSettings.tsx';
import { SignOut } from '#client/app/shell/SignOut.tsx';
import { DeskBar } from '#client/ui/DeskBar.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { BookingTable } from './BookingTable.tsx';
import { CallTable } from './CallTable.tsx';
import { EntryTable } from './EntryTable.tsx';
import { ExpertList } from './ExpertList.tsx';
import { Listening } from './Listening.tsx';
import { OfferTable } from './OfferTable.tsx';
import type { DeskProps } from './props.ts';
import { QueueTable } from './QueueTable.tsx';
import styles from './SupervisorDesk.module.css';
import { Tiles } from './Tiles.tsx';
import { VisitingTable } from './VisitingTable.tsx';

/** In the order of haste: what cannot wait stands first. */
const tables = { queues: QueueTable, entries: EntryTable, calls: CallTable, bookings: BookingTable, visiting: VisitingTable, offers: OfferTable };

type Props = DeskProps & { readonly listeningTo: CallId | null };

/** The whole desk: the figures, what waits and runs at one side, the people at the other. */
export function SupervisorDesk({ listeningTo, ...props }: Props) {
  const { roleClient, view, catalogue } = props;
  const { t } = useTexts('supervisor');
  const { agencyName } = useCatalogueTexts(catalogue);
  const name = agencyName(view.supervisor.agencyId);
  return (
    <div className={styles['desk']}>
      <DeskBar name={name} place={t('role', { name: view.supervisor.displayName })} heading={name}>
        <a className={styles['wall']} href="/supervisor/wall" target="_blank" rel="noreferrer" data-testid="wallLink">
          <Tv aria-hidden />
          {t('wall.link')}
        </a>
        <OwnSettings roleClient={roleClient} />
        <OwnAccount desk="supervisor" />
        <SignOut roleClient={roleClient} isInCall={view.listening !== null} />
      </DeskBar>
      <main className={styles['main']}>
        <PartBoundary>
          <Tiles {...props} />
        </PartBoundary>
        <div className={styles['columns']}>
          <div className={styles['column']}>
            <CallBoundary resetKey={listeningTo}>{view.listening !== null && <Listening {...props} listening={view.listening} />}</CallBoundary>
            {Object.entries(tables).map(([id, Table]) => (
              <PartBoundary key={id}>
                <Table {...props} />
              </PartBoundary>
            ))}
          </div>
          <PartBoundary>
            <ExpertList {...props} />
          </PartBoundary>
        </div>
      </main>
      <Toaster position="bottom-center" closeButton />
    </div>
  );
}
