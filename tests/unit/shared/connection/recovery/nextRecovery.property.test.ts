import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepPatienceMs } from '#shared/connection/recovery/attempt.ts';
import type { RecoveryEvent, RecoveryFacts } from '#shared/connection/recovery/facts.ts';
import { nextRecovery } from '#shared/connection/recovery/nextRecovery.ts';
import { type RecoveryState, stoppedRecovery } from '#shared/connection/recovery/state.ts';
import { type Passage, RecoveryWorld, transportKinds } from '#tests/support/recoveryWorld.ts';

type Change = (world: RecoveryWorld) => void;

/** Over UDP a path may answer and carry nothing, as where a network lets only small packets through. */
const network = fc.record({
  udp: fc.constantFrom<Passage>('open', 'blocked', 'silent'),
  tcp: fc.constantFrom<Passage>('open', 'blocked'),
  relay: fc.constantFrom<Passage>('open', 'blocked'),
});
const networkChange: fc.Arbitrary<Change> = fc.oneof(
  network.map(
    (passages): Change =>
      (world) =>
        Object.assign(world.passages, passages),
  ),
  fc.boolean().map(
    (isSignalling): Change =>
      (world) =>
        world.setSignalling(isSignalling),
  ),
  fc.boolean().map(
    (isOneWayAudio): Change =>
      (world) =>
        (world.isOneWayAudio = isOneWayAudio),
  ),
  fc.constant<Change>((world) => world.restartServer()),
);
/** Clocks that are set forward or back, and pages that sleep. */
const clockChange: fc.Arbitrary<Change> = fc.oneof(
  fc.integer({ min: -7_200_000, max: 7_200_000 }).map(
    (ms): Change =>
      (world) =>
        (world.skewMs += ms),
  ),
  fc.integer({ min: 1_000, max: 600_000 }).map(
    (ms): Change =>
      (world) =>
        world.run(ms, true),
  ),
);
const story = (change: fc.Arbitrary<Change>) => fc.array(fc.tuple(change, fc.integer({ min: 1, max: 200 })), { maxLength: 12 });

function play(changes: readonly (readonly [Change, number])[], hasRelay = true): RecoveryWorld {
  const world = new RecoveryWorld();
  world.hasRelay = hasRelay;
  for (const [change, steps] of changes) {
    change(world);
    world.run(steps * 50);
  }
  return world;
}

/** From now on the network stays so, and signalling is there. */
function applyHysteresis(world: RecoveryWorld, passages: RecoveryWorld['passages']): void {
  Object.assign(world.passages, passages);
  world.isOneWayAudio = false;
  world.setSignalling(true);
}
const nothing = { udp: 'blocked', tcp: 'blocked', relay: 'blocked' } as const;

describe('recovery, whatever the network does', () => {
  it('ends well while any path exists', () => {
    const passable = network.filter((passages) => transportKinds.some((kind) => passages[kind] === 'open'));
    fc.assert(
      fc.property(story(fc.oneof(networkChange, clockChange)), passable, (changes, passages) => {
        const world = play(changes);
        applyHysteresis(world, passages);
        expect(world.runUntil(() => world.isHealthy, 120_000)).toBeLessThan(60_000);
      }),
    );
  });

  it('asks again without end where no path exists, and ends well as soon as one does', () => {
    fc.assert(
      fc.property(story(networkChange), fc.boolean(), fc.constantFrom(...transportKinds), (changes, hasRelay, back) => {
        const world = play(changes, hasRelay);
        applyHysteresis(world, nothing);
        world.run(20_000);
        const opened = (): number => world.effects('open').filter(({ effect }) => effect.cause === 'mediaLost').length;
        const before = opened();
        world.run(36_000);
        expect(opened() - before).toBeGreaterThanOrEqual(9);
        expect(opened() - before).toBeLessThanOrEqual(11);
        world.hasRelay = true;
        world.passages[back] = 'open';
        expect(world.runUntil(() => world.isHealthy, 60_000)).toBeLessThan(30_000);
      }),
    );
  });

  it('gives each path its time, unless the server says that media is lost over it', () => {
    fc.assert(
      fc.property(story(networkChange), (changes) => {
        const world = new RecoveryWorld();
        let opened: { readonly at: number; readonly wasLost: boolean } | null = null;
        const take = world.take.bind(world);
        world.take = (event) => {
          const effects = take(event);
          const isIdle = world.state.state === 'stopped' || world.state.attempt.state === 'idle';
          if (isIdle) opened = null;
          if (opened !== null && world.isMediaLost && !opened.wasLost) opened = null;
          const next = effects.find((effect) => effect.type === 'open' && effect.cause === 'mediaLost');
          if (next !== undefined && opened !== null) expect(world.now - opened.at).toBeGreaterThanOrEqual(stepPatienceMs);
          if (event.type === 'opened' && !isIdle) opened = { at: world.now, wasLost: world.isMediaLost };
          else if (opened !== null && !world.isMediaLost) opened = { ...opened, wasLost: false };
          return effects;
        };
        for (const [change, steps] of changes) {
          change(world);
          world.run(steps * 50);
        }
        applyHysteresis(world, nothing);
        world.run(30_000);
      }),
    );
  });

  it('has one thing of a kind under way, and gives each task once', () => {
    fc.assert(
      fc.property(story(fc.oneof(networkChange, clockChange)), (changes) => {
        const world = play(changes);
        const tasks = world.log.flatMap(({ at, effect }) => ('task' in effect ? [{ at, effect }] : []));
        expect(new Set(tasks.map(({ effect }) => effect.task)).size).toBe(tasks.length);
        for (const type of ['probeUdp', 'open'] as const) {
          const ours = tasks.filter(({ effect }) => effect.type === type && !(effect.type === 'open' && effect.cause === 'udpIsBack'));
          for (const [index, { at }] of ours.slice(1).entries())
            expect(at).toBeGreaterThanOrEqual(world.answeredAt.get(ours[index]?.effect.task ?? NaN) ?? Infinity);
        }
      }),
    );
  });

  it('asks once for a stall, however long it lasts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 90 }), (ticks) => {
        const world = new RecoveryWorld();
        world.isSignalling = false;
        world.passages.udp = 'silent';
        world.run(1_300 + ticks * 50);
        expect(world.effects('restartIce')).toHaveLength(1);
        expect(world.effects('checkSignalling')).toHaveLength(1);
      }),
    );
  });
});

const task = fc.integer({ min: 0, max: 6 });
const event: fc.Arbitrary<RecoveryEvent> = fc.oneof(
  fc.constantFrom<RecoveryEvent>({ type: 'tick' }, { type: 'due' }, { type: 'transportConnected' }, { type: 'findingsChanged' }, { type: 'signallingBack' }),
  fc.boolean().map((isForGood): RecoveryEvent => ({ type: 'transportLost', isForGood })),
  fc.boolean().map((isOnFallbackPath): RecoveryEvent => ({ type: 'reported', isOnFallbackPath })),
  fc.record({ type: fc.constant('iceRestarted' as const), task, sessionId: fc.constantFrom('s1', 's2'), isGranted: fc.boolean() }),
  fc.record({ type: fc.constant('opened' as const), task }),
  fc.record({ type: fc.constant('udpProbed' as const), task, isConnected: fc.boolean() }),
  fc.record({
    type: fc.constant('answersRead' as const),
    task,
    answers: fc.option(fc.record({ counts: fc.nat(3).map((n) => new Map([['pair', n]])), roundTripMs: fc.nat(2_000) })),
  }),
);
const silence = fc.option(fc.nat(10_000));
const facts: fc.Arbitrary<RecoveryFacts> = fc.record({
  event,
  session: fc.option(
    fc.record({
      id: fc.constantFrom('s1', 's2'),
      path: fc.constantFrom('any', 'tcp', 'relay'),
      hasRelay: fc.boolean(),
      isWell: fc.boolean(),
      isUp: fc.boolean(),
      silentMs: silence,
      silentVideoMs: silence,
    }),
  ),
  isMediaLost: fc.boolean(),
  isOneWayAudio: fc.boolean(),
  random: fc.double({ min: 0, max: 1, noNaN: true }),
});
/** Facts that need not fit together, at times that go anywhere. */
const anything = fc.array(fc.tuple(facts, fc.integer({ min: -1_000_000, max: 1_000_000 })), { maxLength: 60 });
const quiet = { session: null, isMediaLost: false, isOneWayAudio: false, random: 0 };
const started = nextRecovery(stoppedRecovery, { ...quiet, event: { type: 'started' } }, 0).state;

describe('recovery, whatever it is told', () => {
  it('never gives more than a handful of effects at once, and its clock never goes back', () => {
    fc.assert(
      fc.property(anything, (inputs) => {
        let state: RecoveryState = started;
        for (const [input, now] of inputs) {
          const next = nextRecovery(state, input, now);
          expect(next.effects.length).toBeLessThanOrEqual(6);
          if (next.state.state === 'running' && state.state === 'running') expect(next.state.clock).toBeGreaterThanOrEqual(state.clock);
          ({ state } = next);
        }
        expect(state.state).toBe('running');
      }),
    );
  });

  it('the same facts twice at the same moment bring nothing more, but for the return of signalling, which counts each time', () => {
    fc.assert(
      fc.property(anything, facts, (inputs, last) => {
        fc.pre(last.event.type !== 'signallingBack');
        const state = inputs.reduce<RecoveryState>((before, [input, now]) => nextRecovery(before, input, now).state, started);
        const once = nextRecovery(state, last, 1_000_000);
        const twice = nextRecovery(once.state, last, 1_000_000);
        expect(twice.effects.filter((effect) => 'task' in effect)).toEqual([]);
      }),
    );
  });

  it('after a stop it has no effects, whatever is still answered, until it is started again', () => {
    fc.assert(
      fc.property(anything, anything, (before, after) => {
        const used = before.reduce<RecoveryState>((state, [input, now]) => nextRecovery(state, input, now).state, started);
        let state = nextRecovery(used, { ...quiet, event: { type: 'stopped' } }, 0).state;
        for (const [input, now] of after) {
          const next = nextRecovery(state, input, now);
          expect(next.effects).toEqual([]);
          ({ state } = next);
        }
        expect(nextRecovery(state, { ...quiet, event: { type: 'started' } }, 0).state).toMatchObject({ state: 'running', lastTask: used.lastTask });
      }),
    );
  });
});
