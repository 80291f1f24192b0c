import { BookingTable } from '#client/supervisor/BookingTable.tsx';
import { CallTable } from '#client/supervisor/CallTable.tsx';
import { EntryTable } from '#client/supervisor/EntryTable.tsx';
import { ExpertTable } from '#client/supervisor/ExpertTable.tsx';
import { OfferTable } from '#client/supervisor/OfferTable.tsx';
import { QueueTable } from '#client/supervisor/QueueTable.tsx';
import { VisitingTable } from '#client/supervisor/VisitingTable.tsx';
import { catalogue } from './catalogue.ts';
import { Stage } from './Stage.tsx';
import { stillFace } from './stillFace.ts';
import { supervisorView as view } from './supervisorView.ts';

const tables = { QueueTable, EntryTable, BookingTable, VisitingTable, CallTable, ExpertTable, OfferTable };

/** The tables of the supervisor's desk. */
export function SupervisorDesk() {
  const props = { roleClient: stillFace('supervisor', view), view, catalogue, act: () => Promise.resolve(true) };
  return Object.entries(tables).map(([name, Table]) => (
    <Stage key={name} title={`supervisor / ${name}`}>
      <Table {...props} />
    </Stage>
  ));
}
