import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { missingPart } from '#client/app/loadPart.ts';
import { watchDeploys } from '#client/app/state/deployReload.ts';
import { faultPauseMs, notAgainMs, versionPauseMs } from '#client/app/state/reloadPauses.ts';

const minute = 60_000;

/** A page of build "old" whose part is missing, watched until the test ends. */
function page(kept = new Map<string, string>()) {
  const now = { isInCall: false, own: 'old' as string | null, served: 'new' as string | null, isAway: false, isStorageShut: false };
  let reloads = 0;
  const stop = watchDeploys({
    isInCall: () => now.isInCall,
    ownBuild: () => now.own,
    servedBuild: async () => {
      if (now.isAway) throw new Error('away');
      return now.served;
    },
    storage: () => {
      if (now.isStorageShut) throw new Error('shut');
      return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
    },
    reload: () => (reloads += 1),
  });
  stops.push(stop);
  return { now, kept, reloads: () => reloads };
}
let stops: (() => void)[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'info').mockReturnValue();
  missingPart.setState({ isMissing: true });
});
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('[E5] [E21] a page whose part is gone after a deployment', () => {
  it('reloads once by itself, and not again while it is still served old', async () => {
    const { reloads, kept } = page();
    await vi.advanceTimersByTimeAsync(minute);
    expect(reloads()).toBe(1);
    const next = page(kept);
    await vi.advanceTimersByTimeAsync(10 * minute);
    expect(next.reloads()).toBe(0);
    const after = page(kept);
    after.now.served = 'newer';
    await vi.advanceTimersByTimeAsync(minute);
    expect(after.reloads()).toBe(1);
  });

  it('never in a call, also not while its session is opened again; after the call it does', async () => {
    const { now, reloads } = page();
    now.isInCall = true;
    await vi.advanceTimersByTimeAsync(10 * minute);
    now.isInCall = false;
    await vi.advanceTimersByTimeAsync(4_900);
    now.isInCall = true;
    await vi.advanceTimersByTimeAsync(minute);
    expect(reloads()).toBe(0);
    now.isInCall = false;
    await vi.advanceTimersByTimeAsync(minute);
    expect(reloads()).toBe(1);
  });

  it.each([
    ['the same build is served', { served: 'old' }],
    ['pages are served unbuilt', { own: null }],
    ['the served build is not known', { served: null }],
    ['the server is away', { isAway: true }],
    ['nothing would remember the reload', { isStorageShut: true }],
  ])('stays where %s', async (_, given) => {
    const { now, reloads } = page();
    Object.assign(now, given);
    await vi.advanceTimersByTimeAsync(10 * minute);
    expect(reloads()).toBe(0);
  });

  it('stays where the part is there after all', async () => {
    const { reloads } = page();
    await vi.advanceTimersByTimeAsync(4_000);
    missingPart.setState({ isMissing: false });
    await vi.advanceTimersByTimeAsync(minute);
    expect(reloads()).toBe(0);
  });
});

describe('[E21] the pause before a page reloads', () => {
  it('none for a page that is too old, and a long one if that did not help', () => {
    expect(versionPauseMs(0, 1_000 * minute)).toBe(0);
    expect(versionPauseMs(1_000 * minute - 1, 1_000 * minute)).toBe(notAgainMs);
    expect(versionPauseMs(900 * minute, 1_000 * minute)).toBe(0);
  });

  it('grows for a page that cannot be shown, and begins again when all was well for a while', () => {
    const at = 1_000 * minute;
    expect(faultPauseMs(null, at)).toBe(15_000);
    expect(faultPauseMs({ at, pauseMs: 15_000 }, at + 1)).toBe(30_000);
    expect(faultPauseMs({ at, pauseMs: 300_000 }, at + 1)).toBe(300_000);
    expect(faultPauseMs({ at, pauseMs: 300_000 }, at + 15 * minute)).toBe(15_000);
  });
});
