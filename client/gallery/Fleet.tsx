import { type EmptyPoint, type FleetTerminal, fleetTerminalSchema } from '#shared/fleet/contract.ts';
import type { PointId } from '#shared/ids.ts';
import { ownSessionSchema } from '#shared/identity/contract.ts';
import { instantSchema } from '#shared/instant.ts';
import { onboardingSteps } from '#shared/onboarding/contract.ts';
import { OwnSessions } from '#client/app/shell/OwnSessions.tsx';
import { CodeCard } from '#client/features/fleet/EnrolDialog.tsx';
import { Concerned } from '#client/roles/administrator/terminals/Concerned.tsx';
import { TerminalTable } from '#client/roles/administrator/terminals/TerminalTable.tsx';
import EnrolmentScreen from '#client/roles/terminal/enrolment/EnrolmentScreen.tsx';
import { Panel } from '#client/ui/Card.tsx';
import { administratorView } from './administratorView.ts';
import { catalogue, place } from './catalogue.ts';
import { type InputOf, inMinutes, made, minutesAgo, now, uuid } from './made.ts';
import { Stage } from './Stage.tsx';
import { stillFace } from './stillFace.ts';

type Input = InputOf<typeof fleetTerminalSchema>;

const dayMinutes = 1_440;
const terminal = (n: number, state: FleetTerminal['state'], change: Partial<Input> = {}): FleetTerminal =>
  made(fleetTerminalSchema, {
    terminalId: `mikkeli-${n}`,
    names: { sv: `Rum ${n}`, fi: `Huone ${n}`, en: `Room ${n}` },
    pointId: place.pointId,
    state,
    lastHeardAt: now,
    devices: { camera: 'ok', microphone: 'ok' },
    pages: { build: 'Newest12', isOutdated: false },
    selfTest: { at: minutesAgo(180), verdict: 'good' },
    enrolledUntil: inMinutes(300 * dayMinutes),
    hasKey: true,
    codeUntil: null,
    concerned: { calls: 0, waiting: 0 },
    ...change,
  });

const terminals = [
  terminal(1, 'inCall', { concerned: { calls: 1, waiting: 1 } }),
  terminal(2, 'inQueue', { concerned: { calls: 0, waiting: 2 }, pages: { build: 'Older123', isOutdated: true } }),
  terminal(3, 'free', { selfTest: { at: minutesAgo(200), verdict: 'usable' } }),
  terminal(4, 'fault', { hasKey: false, devices: { camera: 'ok', microphone: 'missing' } }),
  terminal(5, 'notEnrolled', { enrolledUntil: null, codeUntil: inMinutes(12), lastHeardAt: null, pages: null, selfTest: null }),
  terminal(6, 'offline', { lastHeardAt: minutesAgo(340 * dayMinutes), enrolledUntil: inMinutes(20 * dayMinutes) }),
];

const emptyPoints: EmptyPoint[] = [{ pointId: 'kerava' as PointId, names: { sv: 'Kervo bibliotek', fi: 'Keravan kirjasto', en: 'Kerava library' } }];

const sessions = [
  made(ownSessionSchema, { sessionId: uuid(1), browser: 'chrome', system: 'windows', since: now, lastUsedAt: now, isThis: true }),
  made(ownSessionSchema, { sessionId: uuid(2), browser: 'safari', system: 'ios', since: minutesAgo(300), lastUsedAt: minutesAgo(90), isThis: false }),
];

const nothing = (): void => {};

/** Terminals as machines: how they are enrolled and looked after; and where a person is signed in. */
export const Fleet = () => {
  const props = {
    roleClient: stillFace('administrator', administratorView),
    view: administratorView,
    catalogue,
    act: () => Promise.resolve(null),
    done: onboardingSteps,
  };
  return (
    <>
      <Stage title="administrator / terminals">
        <Panel title="" isFlush>
          <TerminalTable {...props} terminals={terminals} emptyPoints={emptyPoints} onAct={nothing} />
        </Panel>
      </Stage>
      {terminals.slice(0, 3).map((one) => (
        <Stage key={one.terminalId} title={`administrator / terminals / Concerned / ${one.state}`}>
          <Concerned terminal={one} />
        </Stage>
      ))}
      {(['good', 'over'] as const).map((name) => (
        <Stage key={name} title={`CodeCard / ${name}`}>
          <CodeCard code="7K4M-92PX" expiresAt={made(instantSchema, name === 'good' ? inMinutes(15) : minutesAgo(1))} now={made(instantSchema, now)} />
        </Stage>
      ))}
      <Stage title="OwnSessions">
        <OwnSessions sessions={sessions} notice={null} onEnd={nothing} />
      </Stage>
      <Stage title="terminal / enrolment" isPage>
        <EnrolmentScreen />
      </Stage>
    </>
  );
};
