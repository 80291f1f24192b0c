import { describe, expect, it } from 'vitest';
import { RecoveryWorld } from '#tests/support/recoveryWorld.ts';

const opened = (world: RecoveryWorld) => world.effects('open').map(({ effect: { path, cause } }) => `${path} ${cause}`);

describe('how recovery goes', () => {
  it('a call that is well is left alone', () => {
    const world = new RecoveryWorld();
    world.run(60_000);
    expect(world.log.filter(({ effect }) => effect.type !== 'show')).toEqual([]);
    expect(world.isHealthy).toBe(true);
  });

  it('[C12] UDP is blocked: one ICE restart asks, nothing answers, and a session over any path has media within 4 s', () => {
    const world = new RecoveryWorld();
    world.passages.udp = 'blocked';
    expect(world.runUntil(() => world.session?.used === 'tcp', 10_000)).toBeLessThanOrEqual(4_000);
    world.run(2_000);
    expect(world.isHealthy).toBe(true);
    expect(opened(world)).toEqual(['any mediaLost']);
    expect(world.effects('restartIce')).toHaveLength(1);
    expect(world.effects('checkSignalling').map(({ effect }) => effect.withinMs)).toEqual([380]);
  });

  it('[C12] UDP answers and carries nothing: TCP alone is next, and where TCP is blocked the relay', () => {
    const world = new RecoveryWorld();
    Object.assign(world.passages, { udp: 'silent', tcp: 'blocked' });
    expect(world.runUntil(() => world.session?.used === 'relay' && world.isHealthy, 20_000)).toBeLessThan(15_000);
    expect(opened(world)).toEqual(['tcp mediaLost', 'relay mediaLost']);
    expect(world.steps).toEqual(['tcp', 'relay', null]);
  });

  it('without a relay TCP and any path take turns', () => {
    const world = new RecoveryWorld();
    world.hasRelay = false;
    Object.assign(world.passages, { udp: 'blocked', tcp: 'blocked' });
    world.run(30_000);
    expect(new Set(opened(world))).toEqual(new Set(['any mediaLost', 'tcp mediaLost']));
  });

  it('[F62] [C17] from a fallback path it goes back to UDP once that gets through, and not before', () => {
    const world = new RecoveryWorld();
    world.passages.udp = 'blocked';
    world.run(20_000);
    expect(world.session?.used).toBe('tcp');
    const failed = world.effects('probeUdp').length;
    expect(failed).toBeGreaterThan(0);
    world.passages.udp = 'open';
    world.run(20_000);
    expect(world.session?.used).toBe('udp');
    expect(opened(world)).toEqual(['any mediaLost', 'any udpIsBack']);
    const probes = world.effects('probeUdp').length;
    world.run(60_000);
    expect(world.effects('probeUdp')).toHaveLength(probes);
  });

  it('[C14] one-way audio: another session over the same path after 4 s, then less and less often', () => {
    const world = new RecoveryWorld();
    world.isOneWayAudio = true;
    world.run(3_900);
    expect(opened(world)).toEqual([]);
    world.run(60_000);
    const at = world.effects('open').map((one) => one.at);
    expect(opened(world)).toEqual(['any oneWayAudio', 'any oneWayAudio', 'any oneWayAudio', 'any oneWayAudio']);
    expect(at.slice(1).map((one, index) => Math.round((one - (at[index] ?? 0)) / 1_000))).toEqual([8, 16, 32]);
    world.isOneWayAudio = false;
    world.run(120_000);
    expect(world.effects('open')).toHaveLength(4);
  });

  it('[Q4] the server restarts: the session that the page opens is left alone while it comes up', () => {
    const world = new RecoveryWorld();
    world.setSignalling(false);
    world.restartServer();
    world.run(8_000);
    expect(opened(world)).toEqual([]);
    world.setSignalling(true);
    expect(world.runUntil(() => world.isHealthy, 5_000)).toBeLessThan(1_000);
    world.run(10_000);
    expect(opened(world)).toEqual([]);
  });

  it('signalling is lost while media flows: nothing is done, also when it comes back', () => {
    const world = new RecoveryWorld();
    world.setSignalling(false);
    world.run(30_000);
    world.setSignalling(true);
    world.run(10_000);
    expect(world.log.filter(({ effect }) => effect.type !== 'show')).toEqual([]);
  });

  it('[F62] media and signalling are lost together: signalling is checked, and its return asks for another path at once', () => {
    const world = new RecoveryWorld();
    for (const kind of ['udp', 'tcp', 'relay'] as const) world.passages[kind] = 'blocked';
    world.setSignalling(false);
    world.run(3_000);
    expect(world.effects('checkSignalling')).toHaveLength(1);
    const before = world.effects('restartIce').length;
    for (const kind of ['udp', 'tcp', 'relay'] as const) world.passages[kind] = 'open';
    world.setSignalling(true);
    expect(world.effects('restartIce')).toHaveLength(before + 1);
    expect(world.runUntil(() => world.isHealthy, 10_000)).toBeLessThan(5_000);
  });

  it('a short gap asks for no key frames, a long one after which video does not come does', () => {
    for (const [gapMs, requests] of [
      [1_700, 0],
      [3_000, 1],
    ] as const) {
      const world = new RecoveryWorld();
      const situation = world.situation.bind(world);
      world.situation = () => ({ ...situation(), session: { ...situation().session!, silentVideoMs: 900 } });
      world.isSignalling = false;
      world.passages.udp = 'silent';
      world.run(gapMs);
      world.passages.udp = 'open';
      world.run(1_000);
      expect(world.effects('requestKeyFrames')).toHaveLength(requests);
    }
  });
});
