import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PathPolicy } from '#shared/connection/pathPolicy.ts';
import { Recovery } from '#client/media/recovery/recovery.ts';
import type { Session } from '#client/media/session/session.ts';
import { createCallMediaStore } from '#client/media/state.ts';
import { goodReport } from '#tests/support/legs.ts';

const track = (consumerId: string) => ({ consumerId, track: {} as MediaStreamTrack, isOpen: true, isMuted: false });

/** A page whose network carries nothing after `cut`. */
function page() {
  const store = createCallMediaStore();
  store.setState({ connection: 'connected', remotes: [{ role: 'expert', id: 'e1', audio: track('a'), video: track('v') }] });
  const done: string[] = [];
  const net = { playedAt: Infinity, refusal: null as Error | null, connectionState: 'connected' };
  const answer = async <T>(what: string, value: T): Promise<T> => {
    done.push(what);
    if (net.refusal !== null) throw net.refusal;
    return value;
  };
  const session = (id: string) =>
    ({
      id,
      hasRelay: true,
      isUp: true,
      send: net,
      receive: net,
      restartIce: () => answer('restartIce', undefined),
      answers: () => answer('answers', { counts: new Map(), roundTripMs: 0 }),
      lastPlayedAt: () => Math.min(net.playedAt, Date.now()),
    }) as unknown as Session;
  let current: Session | null = session('s1');
  const recovery = new Recovery({
    answerWindow: { isOpen: false },
    store,
    session: () => current,
    path: () => 'any' as PathPolicy,
    open: async (path, isNeeded) => {
      await answer(`open ${path} ${isNeeded()}`, undefined);
      net.playedAt = Infinity;
      current = session('s2');
    },
    checkAlive: (withinMs) => answer(`check ${withinMs}`, undefined),
    requestKeyFrames: () => answer('keyFrames', undefined),
    probeUdp: () => answer('probeUdp', true),
  });
  return { store, done, net, recovery, cut: () => (net.playedAt = Date.now()) };
}

beforeEach(() => {
  vi.useFakeTimers();
  // What fails here on purpose is told in the page's console.
  for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockReturnValue();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('the page’s recovery', () => {
  it('carries out what is decided and shows it, until media is back', async () => {
    const { store, done, recovery, cut } = page();
    recovery.start();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(done).toEqual([]);
    cut();
    await vi.advanceTimersByTimeAsync(1_850);
    expect(done).toEqual(['answers', 'check 300', 'restartIce', 'answers', 'open any true']);
    expect(store.getState()).toMatchObject({ connection: 'connected', healingStep: null });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(done).toHaveLength(5);
  });

  it('does nothing before its start and after its stop, and leaves no timer', async () => {
    const { store, done, recovery, net } = page();
    recovery.setFindings(['mediaLost']);
    expect(vi.getTimerCount()).toBe(0);
    recovery.start();
    recovery.start();
    net.connectionState = 'disconnected';
    recovery.transportChanged('disconnected');
    expect(store.getState().connection).toBe('healing');
    recovery.stop();
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(60_000);
    recovery.transportChanged('failed');
    recovery.report({ ...goodReport, send: goodReport.send && { ...goodReport.send, protocol: 'tcp' } });
    await recovery.signallingBack();
    expect(done).toEqual([]);
    expect(store.getState().healingStep).toBeNull();
  });

  it('a refused restart is followed by a session; one that cannot be opened by the next path', async () => {
    const { store, done, recovery, net } = page();
    recovery.start();
    net.refusal = new Error('away');
    net.connectionState = 'failed';
    recovery.transportChanged('failed');
    await vi.advanceTimersByTimeAsync(4_000);
    expect(done).toEqual(['restartIce', 'open any true']);
    expect(store.getState().healingStep).toBe('any');
    await vi.advanceTimersByTimeAsync(7_500);
    expect(done.slice(2)).toEqual(['open tcp true', 'open relay true']);
    net.connectionState = 'connected';
    recovery.transportChanged('connected');
    expect(store.getState()).toMatchObject({ connection: 'connected', healingStep: null });
  });

  it('UDP that gets through again is taken, and one that could not be probed is probed again', async () => {
    const { done, recovery, net } = page();
    const overTcp = { ...goodReport, receive: goodReport.receive && { ...goodReport.receive, protocol: 'tcp' as const } };
    recovery.start();
    net.refusal = new Error('away');
    const reportFor = async (seconds: number): Promise<void> => {
      for (let second = 0; second < seconds; second += 2) {
        recovery.report(overTcp);
        await vi.advanceTimersByTimeAsync(2_000);
      }
    };
    await reportFor(6);
    expect(done).toEqual(['probeUdp']);
    net.refusal = null;
    await reportFor(6);
    expect(done).toEqual(['probeUdp', 'probeUdp', 'open any true']);
  });
});
