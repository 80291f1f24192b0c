import { describe, expect, it } from 'vitest';
import { isStalled, noArrivals, noteSilence } from '#shared/connection/recovery/arrivals.ts';
import type { RecoveryEffect, RecoveryEvent, SessionFacts } from '#shared/connection/recovery/facts.ts';
import { nextRecovery } from '#shared/connection/recovery/nextRecovery.ts';
import { type RecoveryState, stoppedRecovery } from '#shared/connection/recovery/state.ts';

const session: SessionFacts = { id: 's1', path: 'any', hasRelay: true, isWell: true, isUp: true, silentMs: 0, silentVideoMs: 0 };

/** A recovery that has been started; each call takes one event. */
function running(): (event: RecoveryEvent, now: number, change?: Partial<SessionFacts>) => readonly RecoveryEffect[] {
  let state: RecoveryState = stoppedRecovery;
  const take = (event: RecoveryEvent, now: number, change: Partial<SessionFacts> = {}): readonly RecoveryEffect[] => {
    const next = nextRecovery(state, { event, session: { ...session, ...change }, isMediaLost: false, isOneWayAudio: false, random: 0.5 }, now);
    ({ state } = next);
    return next.effects;
  };
  take({ type: 'started' }, 0);
  return take;
}
const reported = (isOnFallbackPath: boolean): RecoveryEvent => ({ type: 'reported', isOnFallbackPath });

describe('the return to UDP', () => {
  it('is probed once at a time', () => {
    const take = running();
    take(reported(true), 0);
    expect(take(reported(true), 3_000)).toEqual([{ type: 'probeUdp', task: 1 }]);
    expect(take(reported(true), 100_000)).toEqual([]);
    take({ type: 'udpProbed', task: 1, isConnected: false }, 100_100);
    expect(take(reported(true), 300_000)).toEqual([{ type: 'probeUdp', task: 2 }]);
  });

  it('is not made where media has left the fallback path meanwhile', () => {
    const take = running();
    take(reported(true), 0);
    take(reported(true), 3_000);
    take(reported(false), 4_000);
    expect(take({ type: 'udpProbed', task: 1, isConnected: true }, 5_000)).toEqual([]);
  });
});

it('an ICE restart counts as made only when the server has granted it', () => {
  for (const [isGranted, expected] of [
    [true, []],
    [false, ['restartIce']],
  ] as const) {
    const take = running();
    expect(take({ type: 'signallingBack' }, 100, { isWell: false })).toEqual([{ type: 'restartIce', task: 1, sessionId: 's1' }]);
    take({ type: 'iceRestarted', task: 1, sessionId: 's1', isGranted }, 200, { isWell: false });
    const effects = take({ type: 'transportLost', isForGood: true }, 300, { isWell: false });
    expect(effects.map(({ type }) => type)).toEqual(['show', ...expected]);
  }
});

it('media has stalled when it stays away much longer than its packets were apart, within limits', () => {
  /** Silences up to this long, again and again. */
  const after = (gapMs: number) => Array.from({ length: 20 }, (_, index) => (index % 2) * gapMs).reduce(noteSilence, noArrivals);
  for (const [gapMs, limitMs] of [
    [20, 500],
    [200, 800],
    [2_000, 1_200],
  ] as const) {
    expect(isStalled(after(gapMs), limitMs)).toBe(false);
    expect(isStalled(after(gapMs), limitMs + 1)).toBe(true);
  }
  expect(isStalled(after(20), null)).toBe(false);
});
