import { AgencyStates } from '#client/roles/adviser/AgencyStates.tsx';
import { CalledBack } from '#client/roles/adviser/CalledBack.tsx';
import { NumberOverrides } from '#client/roles/adviser/NumberOverrides.tsx';
import { TerminalCard } from '#client/roles/adviser/TerminalCard.tsx';
import { VisitingBookings } from '#client/roles/adviser/VisitingBookings.tsx';
import { adviserView as view } from './adviserView.ts';
import { catalogue } from './catalogue.ts';
import { Stage } from './Stage.tsx';
import { stillFace } from './stillFace.ts';

const parts = { CalledBack, VisitingBookings, NumberOverrides, AgencyStates };

/** The parts of the adviser's desk, each terminal in another state. */
export function AdviserDesk() {
  const props = { roleClient: stillFace('adviser', view), view, catalogue, act: () => Promise.resolve(null) };
  return (
    <>
      {view.terminals.map((terminal) => (
        <Stage key={terminal.terminalId} title={`adviser / TerminalCard / ${terminal.state}`}>
          <TerminalCard {...props} terminal={terminal} />
        </Stage>
      ))}
      {Object.entries(parts).map(([name, Part]) => (
        <Stage key={name} title={`adviser / ${name}`}>
          <Part {...props} />
        </Stage>
      ))}
    </>
  );
}
