import { useEffect } from 'react';
import { Toaster } from 'sonner';
import { useAct } from '#client/components/useAct.ts';
import { LanguageSwitcher } from '#client/components/LanguageSwitcher.tsx';
import { CallBoundary, PartBoundary } from '#client/components/PartBoundary.tsx';
import { SignOut } from '#client/components/SignOut.tsx';
import { SignallingGate } from '#client/components/SignallingGate.tsx';
import { useTexts } from '#client/i18n/index.ts';
import { faceOf, useCatalogue, useView } from '#client/state/face.ts';
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

/** The supervisor's face. */
export default function SupervisorPage() {
  const face = faceOf('supervisor');
  const view = useView(face);
  const catalogue = useCatalogue(face);
  return (
    <SignallingGate face={face} isReady={view !== null && catalogue !== null}>
      {view !== null && catalogue !== null && <Desk face={face} view={view} catalogue={catalogue} />}
    </SignallingGate>
  );
}

function Desk({ face, view, catalogue }: Omit<DeskProps, 'act'>) {
  const { t, inLanguage } = useTexts('supervisor');
  const act = useAct(face, 'supervisor');
  const listeningTo = view.listening?.isAsking === false ? view.listening.callId : null;
  useEffect(() => {
    if (listeningTo === null) face.media.stop();
    else void face.media.start(listeningTo, { isListener: true });
  }, [face, listeningTo]);
  const agency = catalogue.agencies.find(({ id }) => id === view.supervisor.agencyId);
  const props = { face, view, catalogue, act };
  return (
    <div className={styles['desk']}>
      <header className={styles['header']}>
        <div>
          <h1>{agency && inLanguage(agency.names)}</h1>
          <span>{t('role', { name: view.supervisor.displayName })}</span>
        </div>
        <LanguageSwitcher />
        <SignOut face={face} isInCall={view.listening !== null} />
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
