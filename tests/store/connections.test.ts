import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { selfTestSteps } from '#shared/connection/selfTest.ts';
import type { AdviserId, PointId, TerminalId } from '#shared/ids.ts';
import { readExpertView, readTerminalView } from '#server/views/index.ts';
import { ConnectionHouse, adviserId, official, terminal, terminalId } from '#tests/support/connectionHouse.ts';
import { accept, expert } from '#tests/support/engine.ts';
import { goodReport } from '#tests/support/legs.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';
import { system } from '#server/calls/index.ts';

onBothDatabases('connections', (world) => {
  const scene = new ConnectionHouse(world);

  it('[F52] [F54] a finding is an alert at the desk, at the terminal and in the history, till it is over and marked as done', async () => {
    scene.seen = { upLossRatio: 0.2 };
    await scene.sampleStats(3);
    expect(await scene.alerts()).toMatchObject([{ code: 'uplinkLoss', leg: 'terminal', endedAt: null, evidence: { lossRatio: 0.2 } }]);
    const own = await world.database.transaction((tx) => readTerminalView(tx, world.engine.catalogue, world.engine.hours, terminalId));
    expect(own.findings.map(({ code }) => code)).toEqual(['uplinkLoss']);
    scene.seen = {};
    await scene.sampleStats(4);
    const [over] = await scene.alerts();
    expect(over?.endedAt).not.toBeNull();
    await scene.connections.markDone(over?.alertId ?? '', ['mikkeli' as PointId], adviserId);
    expect(await scene.alerts()).toEqual([]);
    expect((await scene.connections.history(terminalId)).alerts).toHaveLength(1);
    scene.seen = { upLossRatio: 0.2 };
    await scene.sampleStats(3);
    expect(await scene.alerts()).toHaveLength(1);
  });

  it('[F51] the expert’s trouble is seen at the desk of the point, and no name of theirs is kept when it is over', async () => {
    await scene.sampleStats(3, official, { timerLatenessMs: 500 });
    expect(await scene.alerts()).toMatchObject([{ code: 'processorOverloaded', leg: 'expert' }]);
    const own = await world.database.transaction((tx) => readExpertView(tx, world.engine.catalogue, expert('expert-fpa-1')));
    expect(own.findings.map(({ code }) => code)).toEqual(['processorOverloaded']);
    await scene.sampleStats(4, official);
    const rows = await world.database.transaction((tx) =>
      tx.rows(z.object({ subjectId: z.string() }), 'select subject_id as "subjectId" from connection_alerts'),
    );
    expect(rows).toEqual([{ subjectId: '' }]);
  });

  it('[F51] nothing that is kept of a finding says who somebody was, not even what it was concluded from', async () => {
    const silent = goodReport.inbound.map((one) => ({
      ...one,
      from: { role: 'expert' as const, id: 'expert-fpa-1' },
      totalAudioEnergy: 0,
    }));
    const heard = { consumers: [{ from: official, source: 'microphone' as const, isFlowing: true, sentBytes: 10_000, spatialLayer: null }] };
    for (const _ of [1, 2, 3]) {
      scene.seen = {};
      await scene.sampleStats(1, official);
      scene.seen = heard;
      await scene.connections.monitor.report(terminal, { ...goodReport, inbound: silent });
    }
    await scene.connections.settled();
    expect((await scene.alerts()).map(({ code }) => code)).toContain('oneWayAudio');
    scene.seen = {};
    await scene.sampleStats(4, official);
    await scene.sampleStats(4);
    const row = z.object({ kept: z.string() });
    const kept = await world.database.transaction((tx) =>
      tx.rows(row, `select concat(code, evidence, case when leg <> 'terminal' then subject_id end, done_by) as kept from connection_alerts`),
    );
    expect(kept.length).toBeGreaterThan(0);
    expect(JSON.stringify(kept)).not.toContain('expert-fpa-1');
  });

  it('[F54] what was measured follows what is measured: at the desk stands the loss of now, not that of the beginning', async () => {
    scene.seen = { upLossRatio: 0.06 };
    await scene.sampleStats(3);
    const [first] = await scene.alerts();
    expect(first?.evidence['lossRatio']).toBeLessThan(0.1);
    scene.seen = { upLossRatio: 0.4 };
    await scene.sampleStats(5);
    const [now] = await scene.alerts();
    expect(now).toMatchObject({ alertId: first?.alertId, since: first?.since });
    expect(now?.evidence['lossRatio']).toBeGreaterThan(0.3);
  });

  it('[F52] an expert’s trouble that comes along into the next call is that point’s to see to, and stays in the history of both', async () => {
    const { calls, experts } = world.engine;
    const slow = { timerLatenessMs: 500 };
    await scene.sampleStats(3, official, slow);
    const [before] = await scene.alerts();
    const first = scene.callId;
    await calls.command(first, { type: 'end', endedBy: 'customer' }, system);
    await calls.command(first, { type: 'completeWrapUp', expertId: expert('expert-fpa-1'), outcomeCode: 'settled', referral: null }, system);
    await experts.choose('expert-fpa-1', { status: 'available' });
    const far = 'pargas-1' as TerminalId;
    await world.engine.connect(far);
    scene.callId = await world.engine.queue(far);
    await world.engine.route('fpa');
    await accept(world.engine, scene.callId, 'expert-fpa-1');
    await scene.sampleStats(1, official, slow);
    const there = async () => (await scene.adviserView('adviser-pargas-1')).terminals.find((one) => one.terminalId === far)?.alerts ?? [];
    expect(await there()).toMatchObject([{ code: 'processorOverloaded', since: before?.since, endedAt: null }]);
    await scene.connections.markDone((await there())[0]?.alertId ?? '', ['pargas' as PointId], 'adviser-pargas-1' as AdviserId);
    expect(await there()).toEqual([]);
    expect((await scene.connections.history(terminalId)).alerts).toMatchObject([{ code: 'processorOverloaded', alertId: before?.alertId }]);
    expect((await scene.connections.history(far)).alerts).toHaveLength(1);
  });

  it('[F100] an adviser of another point sees none of it and can mark nothing', async () => {
    scene.seen = { upLossRatio: 0.2 };
    await scene.sampleStats(3);
    const [alert] = await scene.alerts();
    expect(JSON.stringify(await scene.adviserView('adviser-pargas-1'))).not.toContain(alert?.alertId);
    expect(await world.refusalOf(scene.connections.markDone(alert?.alertId ?? '', ['pargas' as PointId], 'adviser-pargas-1' as AdviserId))).toBe('notFound');
  });

  it('[F60] the adviser of the point that looks after another one sees its terminals and alerts, and marks them', async () => {
    const far = 'pelkosenniemi-1' as TerminalId;
    await world.engine.connect(far);
    await world.engine.arrive('expert-fpa-3');
    scene.callId = await world.engine.queue(far);
    await world.engine.route('fpa');
    await accept(world.engine, scene.callId, 'expert-fpa-3');
    scene.seen = { upLossRatio: 0.2 };
    await scene.sampleStats(3, `terminal:${far}`);
    const desk = async (id: string) => (await scene.adviserView(id)).terminals.find(({ terminalId: one }) => one === far);
    const there = await desk('adviser-saarijarvi-1');
    expect(there).toMatchObject({ elsewhere: { en: 'Pelkosenniemi service point' }, alerts: [{ code: 'uplinkLoss' }], call: { callId: scene.callId } });
    expect((await desk('adviser-pelkosenniemi-1'))?.elsewhere).toBeNull();
    expect(await desk('adviser-mikkeli-1')).toBeUndefined();
    await scene.connections.markDone(there?.alerts[0]?.alertId ?? '', ['saarijarvi', 'pelkosenniemi'] as PointId[], 'adviser-saarijarvi-1' as AdviserId);
    expect((await desk('adviser-saarijarvi-1'))?.alerts).toEqual([]);
  });

  it('[F51] what the expert misses while the terminal’s word is late is not told of as lost on the expert’s way', async () => {
    scene.seen = { consumers: [{ from: terminal, source: 'camera', isFlowing: true, sentBytes: 240_000, spatialLayer: 2 }] };
    const inbound = goodReport.inbound.map((one) => ({ ...one, packetsLost: 20, packetsReceived: 80 }));
    const expertAlerts = async () => (await scene.alerts()).filter(({ leg }) => leg === 'expert').map(({ code }) => code);
    await scene.sampleStats(1, terminal);
    await scene.sampleStats(3, official, { inbound });
    expect(await expertAlerts()).toEqual([]);
    for (const _ of [1, 2, 3]) {
      await scene.sampleStats(1, terminal);
      await scene.connections.monitor.report(official, { ...goodReport, inbound });
    }
    await scene.connections.settled();
    expect(await expertAlerts()).toEqual(['downlinkLoss']);
  });

  it('[F92] how the customer found a call stands beside its score: said at its terminal, once it is over, as long as the visit lasts', async () => {
    const { ratings, calls, visits } = world.engine;
    const rating = async () => (await world.database.transaction((tx) => readTerminalView(tx, world.engine.catalogue, world.engine.hours, terminalId))).rating;
    await scene.sampleStats(5);
    await scene.connections.keep();
    expect(await rating()).toBeNull();
    expect(await world.refusalOf(ratings.rate(terminalId, scene.callId, 5))).toBe('wrongState');
    await calls.command(scene.callId, { type: 'end', endedBy: 'customer' }, system);
    expect(await rating()).toEqual({ callId: scene.callId, agencyId: 'fpa', rating: null });
    expect(await world.refusalOf(ratings.rate('pargas-1' as TerminalId, scene.callId, 5))).toBe('notFound');
    await ratings.rate(terminalId, scene.callId, 2);
    await ratings.rate(terminalId, scene.callId, 4);
    expect((await rating())?.rating).toBe(4);
    const { quality } = await scene.connections.history(terminalId);
    expect(quality).toMatchObject({ rating: 4, scores: [{ leg: 'terminal' }] });
    expect(quality.scores[0]?.mean).toBeGreaterThan(3);
    await visits.close(terminalId);
    expect(await world.refusalOf(ratings.rate(terminalId, scene.callId, 1))).toBe('notFound');
  });

  it('[F92] who never spoke with anybody is not asked how it went', async () => {
    const other = 'mikkeli-2' as TerminalId;
    const waiting = await world.engine.queue(other);
    await world.engine.calls.command(waiting, { type: 'end', endedBy: 'customer' }, system);
    expect(await world.refusalOf(world.engine.ratings.rate(other, waiting, 1))).toBe('wrongState');
  });

  it('[F53] a remote action is carried out by the terminal, measured before and after, and the same id is the same act', async () => {
    const remoteActionId = randomUUID();
    const run = { remoteActionId, terminalId, remoteAction: { remoteAction: 'restartIce' } as const, adviserId };
    scene.seen = { upLossRatio: 0.12 };
    await scene.sampleStats(4);
    await scene.remoteActions.run(run);
    await scene.remoteActions.run(run);
    // The same id with another remote action is another act, which that id cannot stand for (E22).
    expect(await world.refusalOf(scene.remoteActions.run({ ...run, remoteAction: { remoteAction: 'reload' } }))).toBe('sameIdOtherContent');
    expect(scene.sent).toMatchObject([{ remoteActionId, remoteAction: { remoteAction: 'restartIce' } }]);
    expect(await world.refusalOf(scene.remoteActions.report('pargas-1' as TerminalId, remoteActionId, 'done'))).toBe('notFound');
    await scene.remoteActions.report(terminalId, remoteActionId, 'done');
    scene.seen = { upLossRatio: 0.01 };
    await scene.sampleStats(5);
    await scene.remoteActions.measure();
    const remoteActionRuns = (await scene.adviserView()).terminals.find((one) => one.terminalId === terminalId)?.remoteActionRuns ?? [];
    expect(remoteActionRuns).toMatchObject([{ outcome: 'done', byName: 'Ritva Kettunen' }]);
    expect(remoteActionRuns[0]?.before?.upLossRatio).toBeCloseTo(0.12);
    expect(remoteActionRuns[0]?.after?.upLossRatio).toBeCloseTo(0.01);
    expect((await scene.connections.history(terminalId)).remoteActionRuns).toHaveLength(1);
  });

  it('[F13] the self-tests of a terminal are its history: the newest on the desk, those before it on asking, none for long', async () => {
    const { terminals } = world.engine;
    const step = (outcome: 'passed' | 'failed') => selfTestSteps.map((name) => ({ name, outcome, detail: { ms: 3 } }));
    const shown = async () => (await scene.adviserView()).terminals.find((one) => one.terminalId === terminalId)?.selfTest?.verdict;
    expect(await shown()).toBeUndefined();
    await terminals.reportSelfTest(terminalId, step('passed'));
    scene.pass(86_400_000);
    await terminals.reportSelfTest(terminalId, step('failed'));
    expect(await shown()).toBe('broken');
    expect((await terminals.selfTests(terminalId)).map(({ verdict }) => verdict)).toEqual(['broken', 'good']);
    scene.pass(100 * 86_400_000);
    await terminals.reportSelfTest(terminalId, step('passed'));
    expect(await terminals.selfTests(terminalId)).toHaveLength(1);
  });

  it('[F53] what is set by hand at a terminal stands on the desk', async () => {
    const { terminals } = world.engine;
    const settings = { quality: 'small', pathPolicy: 'relay', volume: 0.4, audioinput: 'a', videoinput: null, audiooutput: null } as const;
    const report = { devices: { camera: 'ok', microphone: 'ok' }, isInUse: true, deviceChoices: [], settings, build: null } as const;
    await terminals.report(terminalId, report);
    const shown = async () => (await scene.adviserView()).terminals.find((one) => one.terminalId === terminalId)?.settings;
    expect(await shown()).toEqual(settings);
    await terminals.report(terminalId, { ...report, settings: { ...settings, pathPolicy: 'any' } });
    expect((await shown())?.pathPolicy).toBe('any');
  });

  it('a terminal that is away is said to be, and one that never answers too', async () => {
    const remoteAction = { remoteAction: 'attention' } as const;
    expect(
      await world.refusalOf(scene.remoteActions.run({ remoteActionId: randomUUID(), terminalId: 'mikkeli-2' as TerminalId, remoteAction, adviserId })),
    ).toBe('terminalOffline');
    await scene.remoteActions.run({ remoteActionId: randomUUID(), terminalId, remoteAction, adviserId });
    scene.pass(30_000);
    await scene.remoteActions.measure();
    const outcomes = async () =>
      (await scene.adviserView()).terminals.find((one) => one.terminalId === terminalId)?.remoteActionRuns.map(({ outcome }) => outcome);
    expect(await outcomes()).toEqual(['noAnswer']);
    // A customer who is asked has longer, but not for ever.
    const remoteActionId = randomUUID();
    await scene.remoteActions.run({ remoteActionId, terminalId, remoteAction: { remoteAction: 'unmute' }, adviserId });
    await scene.remoteActions.report(terminalId, remoteActionId, 'asked');
    scene.pass(60_000);
    await scene.remoteActions.measure();
    expect(await outcomes()).toEqual(['asked', 'noAnswer']);
    scene.pass(20_000);
    await scene.remoteActions.measure();
    expect(await outcomes()).toEqual(['noAnswer', 'noAnswer']);
  });
});
