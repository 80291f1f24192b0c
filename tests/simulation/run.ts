import { after } from '#shared/instant.ts';
import { AppError } from '#server/errors.ts';
import { agenciesToRoute } from '#server/routing/index.ts';
import type { Engine } from '#tests/support/engine.ts';
import { timings } from '#tests/support/callArbitraries.ts';
import { deedsOf } from './actions.ts';
import { ConnectionLost, type Fault } from './faults.ts';
import type { House } from './world.ts';
import { type Snapshot, checkConsents, checkNobodyUnseen, checkPlaces, checkReplay, readSnapshot } from './snapshot.ts';

/** One moment of a run, as the seed gives it: who does what, in which process, what time has passed, and what breaks. */
export type Moment = {
  readonly deed: number;
  readonly chance: number;
  readonly node: 0 | 1;
  /** What happens in the other process at the same time; null: nothing. */
  readonly beside: number | null;
  readonly waitMs: number;
  readonly fault: Fault;
};

/** Ordinary outcomes of doing the wrong thing at the wrong moment, and the faults that were put in. All else is a finding. */
const isExpected = (error: unknown): boolean => (error instanceof AppError && error.code !== 'fault') || error instanceof ConnectionLost;

const quietly = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => {
    if (!isExpected(error)) throw error;
  });

/** What rings, each offer by its fencing number. */
const offersOf = ({ calls }: Snapshot): string[] => calls.flatMap((call) => (call.state === 'offered' ? [`${call.callId} ${call.offerCount}`] : []));

/** Where a run begins, if not in an empty house; and what its deeds are about, if not everything. */
export type Scene = {
  readonly begin: (engine: Engine, newId: () => string, told: (callId: string) => void) => Promise<void>;
  readonly isAbout: (deed: string) => boolean;
};

/** Two processes of the real engine over one real store, moved on by the seed alone; throws where a rule does not hold. */
export async function simulate(world: House, moments: readonly Moment[], scene: Scene | null = null): Promise<string[]> {
  const log: string[] = [];
  try {
    await play(world, moments, log, scene);
  } catch (cause) {
    throw new Error(`${cause instanceof Error ? cause.message : String(cause)}\nafter:\n${log.join('\n')}`, { cause });
  }
  return log;
}

async function play(world: House, moments: readonly Moment[], log: string[], scene: Scene | null): Promise<void> {
  const { database, clock, links, engines, newId } = await world.begin();
  const advance = (ms: number): void => void (clock.now = after(clock.now, ms));
  const told = new Set<string>();
  const pins = new Map<number, string>();
  await scene?.begin(engines[0], newId, (callId) => told.add(callId));
  /** As the server's own loop does: where somebody may be offered. */
  const route = async (engine: Engine): Promise<void> => {
    for (const id of await database.transaction(agenciesToRoute)) await engine.route(id);
  };
  /** What a process does by itself, several times a second. */
  const tick = async (engine: Engine): Promise<void> => {
    await quietly(engine.hours.refresh());
    await quietly(engine.presence.tick());
    await quietly(engine.calls.runDue());
    await quietly(engine.experts.runDue());
    await route(engine);
  };

  let known: Snapshot | null = null;
  for (const { deed, chance, node, beside, waitMs, fault } of moments) {
    advance(waitMs);
    // Only time has passed since what was read last.
    const snapshot: Snapshot = known === null ? await readSnapshot(database) : { ...known, now: after(known.now, waitMs) };
    known = null;
    checkPlaces(snapshot, told);
    const all = deedsOf({ snapshot, newId, told: (callId) => told.add(callId), pins }, chance);
    const actions = scene === null ? all : all.filter(({ name }) => scene.isAbout(name));
    const chosen = actions[deed % actions.length];
    const other = beside === null ? undefined : actions[beside % actions.length];
    log.push(`+${waitMs} ${chosen?.name ?? ''}${other === undefined ? '' : ` | ${other.name}`}${fault === 'none' ? '' : ` !${fault}`}`);
    links[node].next = fault;
    await Promise.all([
      quietly(chosen?.run(engines[node]) ?? Promise.resolve()),
      quietly(other?.run(engines[node === 0 ? 1 : 0]) ?? Promise.resolve()),
      ...(chance % 2 === 0 ? [route(engines[node === 0 ? 1 : 0])] : []),
    ]);
    if (chance % 3 !== 0 && waitMs < timings.ringMs) continue;
    await tick(engines[node]);
    // Nothing broke in this moment: then whoever could be helped is being helped now.
    known = await readSnapshot(database);
    if (fault === 'none') checkNobodyUnseen(known, engines[0].catalogue);
  }

  // Quiet: nothing more breaks, and within the time of one ring everybody who can be helped is being helped.
  for (const link of links) link.next = 'none';
  await tick(engines[0]);
  const ringing = offersOf(await readSnapshot(database));
  advance(timings.ringMs);
  await tick(engines[1]);
  await route(engines[0]);
  const snapshot = await readSnapshot(database);
  checkPlaces(snapshot, told);
  checkNobodyUnseen(snapshot, engines[0].catalogue);
  const still = offersOf(snapshot).filter((offer) => ringing.includes(offer));
  if (still.length > 0) throw new Error(`rings longer than an offer may: ${still.join(', ')}`);
  await checkReplay(database, snapshot);
  await checkConsents(database, snapshot, engines[0].catalogue);
}
