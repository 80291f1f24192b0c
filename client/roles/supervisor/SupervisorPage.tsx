import { useEffect } from 'react';
import { Toaster } from 'sonner';
import { useCatalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import { useToastedRequest } from '#client/app/shell/useToastedRequest.ts';
import { LanguageSwitcher } from '#client/ui/LanguageSwitcher.tsx';
import { CallBoundary, PartBoundary } from '#client/features/boundary/PartBoundary.tsx';
import { SignOut } from '#client/app/shell/SignOut.tsx';
import { SignallingGate } from '#client/app/shell/SignallingGate.tsx';
import { useTexts } from '#client/app/i18n/index.ts';
import { roleClientOf, useCatalogue, useView } from '#client/app/state/roleClient.ts';
import { BookingTable } from './BookingTable.tsx';
import { CallTable } from './CallTable.tsx';
import { EntryTable } from './EntryTable.tsx';
import { ExpertTable } from './ExpertTable.tsx';
import { Listening } from './Listening.tsx';
import { OfferTable } from './OfferTable.tsx';
import type { DeskProps } from './props.ts';
import { QueueTable } from './QueueTable.tsx';
import { VisitingTable } from './VisitingTable.tsx';
import styles from './Supervisor.module.css';

const tables = {
  queues: QueueTable,
  entries: EntryTable,
  bookings: BookingTable,
  visiting: VisitingTable,
  calls: CallTable,
  experts: ExpertTable,
  offers: OfferTable,
};

/** The supervisor's page. */
export default function SupervisorPage() {
  const roleClient = roleClientOf('supervisor');
  const view = useView(roleClient);
  const catalogue = useCatalogue(roleClient);
  return (
    <SignallingGate roleClient={roleClient} isReady={view !== null && catalogue !== null}>
      {view !== null && catalogue !== null && <Desk roleClient={roleClient} view={view} catalogue={catalogue} />}
    </SignallingGate>
  );
}

function Desk({ roleClient, view, catalogue }: Omit<DeskProps, 'act'>) {
  const { t } = useTexts('supervisor');
  const { agencyName } = useCatalogueTexts(catalogue);
  const act = useToastedRequest(roleClient);
  const listeningTo = view.listening?.isAsking === false ? view.listening.callId : null;
  useEffect(() => {
    if (listeningTo === null) roleClient.media.stop();
    else void roleClient.media.start(listeningTo, { isListener: true });
  }, [roleClient, listeningTo]);
  const props = { roleClient, view, catalogue, act };
  return (
    <div className={styles['desk']}>
      <header className={styles['header']}>
        <div>
          <h1>{agencyName(view.supervisor.agencyId)}</h1>
          <span>{t('role', { name: view.supervisor.displayName })}</span>
        </div>
        <LanguageSwitcher />
        <SignOut roleClient={roleClient} isInCall={view.listening !== null} />
      </header>
      <main className={styles['main']}>
        <CallBoundary resetKey={listeningTo}>{view.listening !== null && <Listening {...props} listening={view.listening} />}</CallBoundary>
        {Object.entries(tables).map(([name, Table]) => (
          <PartBoundary key={name}>
            <Table {...props} />
          </PartBoundary>
        ))}
      </main>
      <Toaster position="bottom-center" closeButton />
    </div>
  );
}
