import { BookingTable } from '#client/roles/supervisor/BookingTable.tsx';
import { CallTable } from '#client/roles/supervisor/CallTable.tsx';
import { EntryTable } from '#client/roles/supervisor/EntryTable.tsx';
import { ExpertTable } from '#client/roles/supervisor/ExpertTable.tsx';
import { OfferTable } from '#client/roles/supervisor/OfferTable.tsx';
import { QueueTable } from '#client/roles/supervisor/QueueTable.tsx';
import { VisitingTable } from '#client/roles/supervisor/VisitingTable.tsx';
import { catalogue } from './catalogue.ts';
import { Stage } from './Stage.tsx';
import { stillFace } from './stillFace.ts';
import { supervisorView as view } from './supervisorView.ts';

const tables = { QueueTable, EntryTable, BookingTable, VisitingTable, CallTable, ExpertTable, OfferTable };

/** The tables of the supervisor's desk. */
export function SupervisorDesk() {
  const props = { roleClient: stillFace('supervisor', view), view, catalogue, act: () => Promise.resolve(null) };
  return Object.entries(tables).map(([name, Table]) => (
    <Stage key={name} title={`supervisor / ${name}`}>
      <Table {...props} />
    </Stage>
  ));
}
