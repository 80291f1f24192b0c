import type { SupervisorView } from '#shared/contract/views/index.ts';
import { BookingTable } from '#client/roles/supervisor/BookingTable.tsx';
import { CallTable } from '#client/roles/supervisor/CallTable.tsx';
import { EntryTable } from '#client/roles/supervisor/EntryTable.tsx';
import { ExpertList } from '#client/roles/supervisor/ExpertList.tsx';
import { Listening } from '#client/roles/supervisor/Listening.tsx';
import { OfferTable } from '#client/roles/supervisor/OfferTable.tsx';
import { QueueTable } from '#client/roles/supervisor/QueueTable.tsx';
import { SupervisorDesk as Desk } from '#client/roles/supervisor/SupervisorDesk.tsx';
import { Tiles } from '#client/roles/supervisor/Tiles.tsx';
import { VisitingTable } from '#client/roles/supervisor/VisitingTable.tsx';
import { catalogue } from './catalogue.ts';
import { Stage } from './Stage.tsx';
import { stillFace } from './stillFace.ts';
import { quietSupervisorView, supervisorListening, supervisorView } from './supervisorView.ts';

const parts = { Tiles, QueueTable, EntryTable, BookingTable, VisitingTable, CallTable, ExpertList, OfferTable };
const propsOf = (view: SupervisorView) => ({ roleClient: stillFace('supervisor', view), view, catalogue, act: () => Promise.resolve(null) });
const desks = { plain: supervisorView, 'nobody waits': quietSupervisorView };

/** The supervisor's desk, and its parts. */
export const SupervisorDesk = () => (
  <>
    {Object.entries(desks).map(([name, view]) => (
      <Stage key={name} title={`supervisor / desk / ${name}`} isPage>
        <Desk {...propsOf(view)} listeningTo={null} />
      </Stage>
    ))}
    {Object.entries(parts).map(([name, Part]) => (
      <Stage key={name} title={`supervisor / ${name}`}>
        <Part {...propsOf(supervisorView)} />
      </Stage>
    ))}
    {Object.entries(supervisorListening).map(([name, listening]) => (
      <Stage key={name} title={`supervisor / Listening / ${name}`}>
        <Listening {...propsOf(supervisorView)} listening={listening} />
      </Stage>
    ))}
  </>
);
