import { expect, it } from 'vitest';
import { type SelfTestStepName, selfTestSteps } from '#shared/connection/selfTest.ts';
import type { PointId } from '#shared/ids.ts';
import { ConnectionHouse, adviserId, terminalId } from '#tests/support/connectionHouse.ts';
import { servedBuild } from '#tests/support/ports.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

onBothDatabases('faults of terminals', (world) => {
  const scene = new ConnectionHouse(world);
  const mikkeli = ['mikkeli' as PointId];
  const other = 'mikkeli-2';
  const alertsOf = async (id: string) => (await scene.adviserView()).terminals.find((one) => one.terminalId === id)?.alerts ?? [];
  const shown = async () => (await alertsOf(other)).map(({ code, endedAt }) => ({ code, isOver: endedAt !== null }));
  const done = async () => scene.connections.markDone((await alertsOf(other)).at(-1)?.alertId ?? '', mikkeli, adviserId);
  const selfTest = (...failed: readonly SelfTestStepName[]) =>
    world.engine.terminals.reportSelfTest(
      other as typeof terminalId,
      selfTestSteps.map((name) => ({ name, outcome: failed.includes(name) ? ('failed' as const) : ('passed' as const), detail: {} })),
    );

  it('[F13] [F52] a terminal that stays away is an alert, once, also with two servers; its return ends it', async () => {
    const second = scene.open();
    await world.engine.connect(other);
    await world.engine.disconnect(other);
    scene.pass(50_000);
    await scene.connections.keep();
    expect(await shown()).toEqual([]);
    scene.pass(20_000);
    await Promise.all([scene.connections.keep(), second.keep()]);
    expect(await shown()).toEqual([{ code: 'terminalOffline', isOver: false }]);
    // What no server touches stands all the same: it is the terminal's own.
    scene.pass(600_000);
    await scene.connections.keep();
    expect(await shown()).toEqual([{ code: 'terminalOffline', isOver: false }]);
    await done();
    scene.pass(600_000);
    await scene.connections.keep();
    expect(await shown()).toEqual([]);
    await world.engine.connect(other);
    await second.keep();
    await world.engine.disconnect(other);
    scene.pass(70_000);
    await second.keep();
    expect(await shown()).toEqual([{ code: 'terminalOffline', isOver: false }]);
    await world.engine.connect(other);
    await scene.connections.keep();
    expect(await shown()).toEqual([{ code: 'terminalOffline', isOver: true }]);
  });

  it('a terminal that a call is known to have lost is not told of twice', async () => {
    scene.connections.monitor.signalling(`terminal:${terminalId}`, true);
    await scene.sampleStats(2);
    scene.seen = { upRtpBytes: 0, upBitrate: 0 };
    scene.connections.monitor.signalling(`terminal:${terminalId}`, false);
    await world.engine.disconnect(terminalId);
    for (const _ of [1, 2, 3, 4]) {
      scene.pass(20_000);
      await scene.connections.tick();
    }
    await scene.connections.settled();
    await scene.connections.keep();
    expect((await alertsOf(terminalId)).filter(({ endedAt }) => endedAt === null).map(({ code }) => code)).toEqual(['connectionLost']);
  });

  it('[F13] [F52] a self-test that finds something is an alert till one finds nothing; the same again is the same, another is a new one', async () => {
    await selfTest('turn', 'bandwidth');
    expect(await alertsOf(other)).toMatchObject([{ code: 'selfTestFailed', leg: 'terminal', evidence: { steps: 'turn bandwidth' }, endedAt: null }]);
    await done();
    scene.pass(86_400_000);
    await selfTest('turn', 'bandwidth');
    expect(await shown()).toEqual([]);
    await selfTest('turn', 'microphone');
    expect(await shown()).toEqual([{ code: 'selfTestFailed', isOver: false }]);
    await scene.connections.keep();
    await selfTest();
    expect(await shown()).toEqual([{ code: 'selfTestFailed', isOver: true }]);
  });

  it('[F13] the desk knows which build of the pages a terminal runs, and when the server has another', async () => {
    const { terminals } = world.engine;
    const report = { devices: { camera: 'ok', microphone: 'ok' }, isInUse: false, deviceChoices: [], settings: null } as const;
    const pages = async (build: string | null) => {
      await terminals.report(terminalId, { ...report, build });
      return (await scene.adviserView()).terminals.find((one) => one.terminalId === terminalId)?.pages;
    };
    expect(await pages(null)).toBeNull();
    expect(await pages('Before12')).toEqual({ build: 'Before12', isOutdated: true });
    expect(await pages(servedBuild)).toEqual({ build: servedBuild, isOutdated: false });
  });
});
