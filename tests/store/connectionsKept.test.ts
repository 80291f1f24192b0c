import { expect, it } from 'vitest';
import { z } from 'zod';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import { ConnectionHouse, official, terminal, terminalId } from '#tests/support/connectionHouse.ts';
import { expert } from '#tests/support/engine.ts';
import { goodReport } from '#tests/support/legs.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

onBothDatabases('what is kept of connections', (world) => {
  const scene = new ConnectionHouse(world);

  it('[Q6] what could not be written while the database was away is written when it is back: no finding stays that is over', async () => {
    scene.seen = { upLossRatio: 0.2 };
    scene.failures = Infinity;
    await scene.sampleStats(3);
    expect(await scene.alerts()).toEqual([]);
    scene.failures = 0;
    await scene.connections.tick();
    await scene.connections.settled();
    expect(await scene.alerts()).toMatchObject([{ code: 'uplinkLoss', endedAt: null }]);
    scene.seen = {};
    scene.failures = Infinity;
    await scene.sampleStats(4);
    expect((await scene.alerts())[0]?.endedAt).toBeNull();
    scene.failures = 0;
    await scene.connections.tick();
    await scene.connections.settled();
    expect((await scene.alerts())[0]?.endedAt).not.toBeNull();
  });

  it('[Q6] what another server has closed, taking this one for fallen, is opened anew while it stands', async () => {
    scene.seen = { upLossRatio: 0.2 };
    await scene.sampleStats(3);
    scene.pass(60_000);
    await scene.open().keep();
    expect((await scene.alerts()).filter(({ endedAt }) => endedAt === null)).toEqual([]);
    await scene.connections.keep();
    await scene.connections.settled();
    expect((await scene.alerts()).filter(({ endedAt }) => endedAt === null)).toMatchObject([{ code: 'uplinkLoss' }]);
  });

  it('[F49] two experts in one room are two series with a score each; who they are is not kept', async () => {
    const colleague: ParticipantKey = `expert:${expert('expert-fpa-2')}`;
    for (const upBitrate of [100_000, 200_000, 300_000]) {
      scene.seen = { upBitrate };
      await scene.sampleStats(1, official);
      scene.seen = { upBitrate: upBitrate * 10 };
      await scene.sampleStats(1, colleague);
    }
    await scene.connections.keep();
    const history = await scene.open().history(terminalId);
    expect(history.legs.map(({ leg, ordinal, points }) => [leg, ordinal, points[0]?.figures.upBitrate])).toEqual([
      ['expert', 1, 200_000],
      ['expert', 2, 2_000_000],
    ]);
    expect(history.quality.scores).toMatchObject([{ ordinal: 1 }, { ordinal: 2 }]);
    const live = await scene.connections.history(terminalId);
    expect(live.legs.map(({ ordinal, points }) => [ordinal, points.length])).toEqual([
      [1, 3],
      [2, 3],
    ]);
    expect(JSON.stringify(live)).not.toContain('expert-fpa');
  });

  it('[F62] what a page tries by itself is in the history at once, stays there, and goes with the month', async () => {
    await scene.sampleStats(2);
    await scene.sampleStats(1, terminal, { healingStep: 'restartIce' });
    await scene.sampleStats(1, terminal, { healingStep: 'relay' });
    const steps = async () => (await scene.connections.history(terminalId)).healing;
    const live = await steps();
    expect(live).toMatchObject([
      { leg: 'terminal', ordinal: 1, step: 'restartIce' },
      { leg: 'terminal', ordinal: 1, step: 'relay' },
    ]);
    scene.failures = 1;
    await expect(scene.connections.keep()).rejects.toThrow();
    await scene.connections.keep();
    const kept = await steps();
    expect(kept.map(({ step }) => step)).toEqual(['restartIce', 'relay']);
    expect(Math.abs((kept[1]?.at ?? 0) - (live[1]?.at ?? 0))).toBeLessThan(500);
    scene.pass(31 * 86_400_000);
    await scene.connections.downsample();
    expect(await steps()).toEqual([]);
  });

  it('[Q33] a clock that is set an hour back makes no finding and moves no look: the newest were taken just now', async () => {
    await scene.sampleStats(4);
    world.later(-3_600_000);
    await scene.sampleStats(2);
    expect(await scene.alerts()).toEqual([]);
    const points = (await scene.connections.history(terminalId)).legs[0]?.points ?? [];
    expect(points).toHaveLength(6);
    const nowThere = await world.database.transaction(async (tx) => tx.now);
    expect(Math.abs(nowThere - (points.at(-1)?.at ?? 0))).toBeLessThan(1_000);
    expect((points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0)).toBe(10_000);
  });

  it('alerts of a server that has fallen close by themselves; those that still stand do not', async () => {
    scene.seen = { upLossRatio: 0.2 };
    await scene.sampleStats(3);
    const other = scene.open();
    scene.pass(25_000);
    await scene.connections.keep();
    await other.keep();
    expect((await scene.alerts())[0]?.endedAt).toBeNull();
    scene.pass(35_000);
    await other.keep();
    expect((await scene.alerts())[0]?.endedAt).not.toBeNull();
  });

  it('[F92] the series is kept, thinned to the worst of each minute after a day, gone after a month; the score stays with the call', async () => {
    for (const [index, upLossRatio] of [0, 0.3, 0].entries()) {
      scene.seen = { upLossRatio };
      await scene.sampleStats(5, terminal, { inbound: goodReport.inbound.map((one) => ({ ...one, concealedSamples: index === 1 ? 30_000 : 0 })) });
      await scene.connections.keep();
    }
    const kept = async () => (await scene.open().history(terminalId)).legs.find(({ leg }) => leg === 'terminal')?.points ?? [];
    expect(await kept()).toHaveLength(3);
    const minutes = new Set((await kept()).map(({ at }) => Math.floor(at / 60_000))).size;
    scene.pass(25 * 3_600_000);
    await scene.connections.downsample();
    expect(await kept()).toHaveLength(minutes);
    expect((await kept()).some(({ figures }) => (figures.concealedRatio ?? 0) > 0.2)).toBe(true);
    scene.pass(31 * 86_400_000);
    await scene.connections.downsample();
    expect(await kept()).toEqual([]);
    const score = z.object({ looks: z.number(), worst: z.number() });
    const [row] = await world.database.transaction((tx) => tx.rows(score, 'select looks, worst_score as worst from connection_scores'));
    expect(row?.looks).toBe(3);
    expect(row?.worst).toBeLessThan(2.5);
  });
});
