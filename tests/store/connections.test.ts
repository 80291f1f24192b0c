import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { ParticipantKey } from '#shared/call/flows.ts';
import { selfTestSteps } from '#shared/connection/selfTest.ts';
import type { ServerLeg } from '#shared/connection/evidence.ts';
import type { Alert } from '#shared/contract/connection.ts';
import type { ConnectionReport } from '#shared/contract/connectionReport.ts';
import type { AdviserId, CallId, PointId, TerminalId } from '#shared/ids.ts';
import { createChanges } from '#server/changes.ts';
import { type Connections, createConnections } from '#server/connection/index.ts';
import { readAdviserView, readExpertView, readTerminalView } from '#server/desks/index.ts';
import type { MediaPort } from '#server/media/port.ts';
import { createTerminals } from '#server/terminals/index.ts';
import { accept, expert } from '#tests/support/engine.ts';
import { goodReport, goodServer } from '#tests/support/legs.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

const terminalId = 'mikkeli-1' as TerminalId;
const adviserId = 'adviser-mikkeli-1' as AdviserId;
const terminal: ParticipantKey = `terminal:${terminalId}`;
const official: ParticipantKey = `expert:${expert('expert-fpa-1')}`;
const logger = pino({ level: 'silent' });

onBothDatabases('connections', (world) => {
  let now = 0;
  let callId: CallId;
  let connections: Connections;
  let sent: unknown[] = [];
  /** What the media server sees; a small real one instead of a worker. */
  let seen: Partial<ServerLeg> = {};
  const media = {
    look: async () => ({
      leg: { ...goodServer, consumers: goodServer.consumers.map((one) => ({ ...one, isFlowing: false })), ...seen },
      roomId: callId,
    }),
  } as unknown as MediaPort;

  const pass = (ms: number): void => {
    now += ms;
    world.later(ms);
  };
  const open = (): Connections =>
    createConnections({
      database: world.database,
      changes: createChanges(),
      catalogue: world.engine.catalogue,
      media,
      sendLever: (_terminal, payload) => sent.push(payload),
      isBrowserAnswering: async () => false,
      now: () => now,
      logger,
    });
  /** Looks at a leg some times, two seconds apart, and waits till what it means is written. */
  async function look(times: number, who: ParticipantKey = terminal, report: Partial<ConnectionReport> = {}): Promise<void> {
    for (let count = 0; count < times; count += 1) {
      pass(2_000);
      await connections.monitor.report(who, { ...goodReport, inbound: [], ...report });
    }
    await connections.settled();
  }
  const adviserView = (id: string = adviserId) =>
    world.database.transaction((tx) => readAdviserView(tx, world.engine.catalogue, world.engine.hours, id as AdviserId));
  const alerts = async (): Promise<readonly Alert[]> => (await adviserView()).terminals.find((one) => one.terminalId === terminalId)?.alerts ?? [];

  beforeEach(async () => {
    now = 1_000_000;
    seen = {};
    sent = [];
    await world.engine.connect(terminalId);
    await world.engine.arrive('expert-fpa-1');
    callId = await world.engine.queue(terminalId);
    await world.engine.route('fpa');
    await accept(world.engine, callId, 'expert-fpa-1');
    connections = open();
  });

  it('[F52] [F54] a finding is an alert at the desk, at the terminal and in the history, till it is over and marked as done', async () => {
    seen = { upLossRatio: 0.2 };
    await look(3);
    expect(await alerts()).toMatchObject([{ code: 'uplinkLoss', leg: 'terminal', endedAt: null, evidence: { lossRatio: 0.2 } }]);
    const own = await world.database.transaction((tx) => readTerminalView(tx, world.engine.catalogue, world.engine.hours, terminalId));
    expect(own.findings.map(({ code }) => code)).toEqual(['uplinkLoss']);
    seen = {};
    await look(4);
    const [over] = await alerts();
    expect(over?.endedAt).not.toBeNull();
    await connections.markDone(over?.alertId ?? '', ['mikkeli' as PointId], adviserId);
    expect(await alerts()).toEqual([]);
    expect((await connections.history(terminalId)).alerts).toHaveLength(1);
    seen = { upLossRatio: 0.2 };
    await look(3);
    expect(await alerts()).toHaveLength(1);
  });

  it('[F51] the expert’s trouble is seen at the desk of the point, and no name of theirs is kept when it is over', async () => {
    await look(3, official, { timerLatenessMs: 500 });
    expect(await alerts()).toMatchObject([{ code: 'processorOverloaded', leg: 'expert' }]);
    const own = await world.database.transaction((tx) => readExpertView(tx, world.engine.catalogue, expert('expert-fpa-1')));
    expect(own.findings.map(({ code }) => code)).toEqual(['processorOverloaded']);
    await look(4, official);
    const rows = await world.database.transaction((tx) =>
      tx.rows(z.object({ subjectId: z.string() }), 'select subject_id as "subjectId" from connection_alerts'),
    );
    expect(rows).toEqual([{ subjectId: '' }]);
  });

  it('[F100] an adviser of another point sees none of it and can mark nothing', async () => {
    seen = { upLossRatio: 0.2 };
    await look(3);
    const [alert] = await alerts();
    expect(JSON.stringify(await adviserView('adviser-pargas-1'))).not.toContain(alert?.alertId);
    expect(await world.refusalOf(connections.markDone(alert?.alertId ?? '', ['pargas' as PointId], 'adviser-pargas-1' as AdviserId))).toBe('notFound');
  });

  it('[F60] the adviser of the point that looks after another one sees its terminals and alerts, and marks them', async () => {
    const far = 'pelkosenniemi-1' as TerminalId;
    await world.engine.connect(far);
    await world.engine.arrive('expert-fpa-3');
    callId = await world.engine.queue(far);
    await world.engine.route('fpa');
    await accept(world.engine, callId, 'expert-fpa-3');
    seen = { upLossRatio: 0.2 };
    await look(3, `terminal:${far}`);
    const desk = async (id: string) => (await adviserView(id)).terminals.find(({ terminalId: one }) => one === far);
    const there = await desk('adviser-saarijarvi-1');
    expect(there).toMatchObject({ elsewhere: { en: 'Pelkosenniemi service point' }, alerts: [{ code: 'uplinkLoss' }], call: { callId } });
    expect((await desk('adviser-pelkosenniemi-1'))?.elsewhere).toBeNull();
    expect(await desk('adviser-mikkeli-1')).toBeUndefined();
    await connections.markDone(there?.alerts[0]?.alertId ?? '', ['saarijarvi', 'pelkosenniemi'] as PointId[], 'adviser-saarijarvi-1' as AdviserId);
    expect((await desk('adviser-saarijarvi-1'))?.alerts).toEqual([]);
  });

  it('alerts of a server that has fallen close by themselves; those that still stand do not', async () => {
    seen = { upLossRatio: 0.2 };
    await look(3);
    const other = open();
    pass(25_000);
    await connections.keep();
    await other.keep();
    expect((await alerts())[0]?.endedAt).toBeNull();
    pass(35_000);
    await other.keep();
    expect((await alerts())[0]?.endedAt).not.toBeNull();
  });

  it('[F92] the series is kept, thinned to the worst of each minute after a day, gone after a month; the score stays with the call', async () => {
    for (const [index, upLossRatio] of [0, 0.3, 0].entries()) {
      seen = { upLossRatio };
      await look(5, terminal, { inbound: goodReport.inbound.map((one) => ({ ...one, concealedSamples: index === 1 ? 30_000 : 0 })) });
      await connections.keep();
    }
    const kept = async () => (await open().history(terminalId)).legs.find(({ leg }) => leg === 'terminal')?.points ?? [];
    expect(await kept()).toHaveLength(3);
    const minutes = new Set((await kept()).map(({ at }) => Math.floor(at / 60_000))).size;
    pass(25 * 3_600_000);
    await connections.thin();
    expect(await kept()).toHaveLength(minutes);
    expect((await kept()).some(({ figures }) => (figures.concealedRatio ?? 0) > 0.2)).toBe(true);
    pass(31 * 86_400_000);
    await connections.thin();
    expect(await kept()).toEqual([]);
    const score = z.object({ looks: z.number(), worst: z.number() });
    const [row] = await world.database.transaction((tx) => tx.rows(score, 'select looks, worst_score as worst from connection_scores'));
    expect(row?.looks).toBe(3);
    expect(row?.worst).toBeLessThan(2.5);
  });

  it('[F92] how the customer found a call stands beside its score: said at its terminal, once it is over, as long as the visit lasts', async () => {
    const { feelings, calls, visits } = world.engine;
    const rating = async () => (await world.database.transaction((tx) => readTerminalView(tx, world.engine.catalogue, world.engine.hours, terminalId))).rating;
    await look(5);
    await connections.keep();
    expect(await rating()).toBeNull();
    expect(await world.refusalOf(feelings.rate(terminalId, callId, 5))).toBe('wrongState');
    await calls.command(callId, { type: 'end', endedBy: 'customer' });
    expect(await rating()).toEqual({ callId, agencyId: 'fpa', feeling: null });
    expect(await world.refusalOf(feelings.rate('pargas-1' as TerminalId, callId, 5))).toBe('notFound');
    await feelings.rate(terminalId, callId, 2);
    await feelings.rate(terminalId, callId, 4);
    expect((await rating())?.feeling).toBe(4);
    const { quality } = await connections.history(terminalId);
    expect(quality).toMatchObject({ feeling: 4, scores: [{ leg: 'terminal' }] });
    expect(quality.scores[0]?.mean).toBeGreaterThan(3);
    await visits.close(terminalId);
    expect(await world.refusalOf(feelings.rate(terminalId, callId, 1))).toBe('notFound');
  });

  it('[F92] who never spoke with anybody is not asked how it went', async () => {
    const other = 'mikkeli-2' as TerminalId;
    const waiting = await world.engine.queue(other);
    await world.engine.calls.command(waiting, { type: 'end', endedBy: 'customer' });
    expect(await world.refusalOf(world.engine.feelings.rate(other, waiting, 1))).toBe('wrongState');
  });

  it('[F53] a lever is carried out by the terminal, measured before and after, and the same id is the same act', async () => {
    const repairId = randomUUID();
    const pull = { repairId, terminalId, lever: { lever: 'restartIce' } as const, adviserId };
    seen = { upLossRatio: 0.12 };
    await look(4);
    await connections.repairs.pull(pull);
    await connections.repairs.pull(pull);
    expect(sent).toMatchObject([{ repairId, lever: { lever: 'restartIce' } }]);
    expect(await world.refusalOf(connections.repairs.report('pargas-1' as TerminalId, repairId, 'done'))).toBe('notFound');
    await connections.repairs.report(terminalId, repairId, 'done');
    seen = { upLossRatio: 0.01 };
    await look(5);
    await connections.repairs.measure();
    const repairs = (await adviserView()).terminals.find((one) => one.terminalId === terminalId)?.repairs ?? [];
    expect(repairs).toMatchObject([{ outcome: 'done', byName: 'Ritva Kettunen' }]);
    expect(repairs[0]?.before?.upLossRatio).toBeCloseTo(0.12);
    expect(repairs[0]?.after?.upLossRatio).toBeCloseTo(0.01);
    expect((await connections.history(terminalId)).repairs).toHaveLength(1);
  });

  it('[F13] the self-tests of a terminal are its history: the newest on the desk, those before it on asking, none for long', async () => {
    const terminals = createTerminals({ database: world.database, catalogue: world.engine.catalogue, changes: createChanges() });
    const step = (outcome: 'passed' | 'failed') => selfTestSteps.map((name) => ({ name, outcome, detail: { ms: 3 } }));
    const shown = async () => (await adviserView()).terminals.find((one) => one.terminalId === terminalId)?.selfTest?.verdict;
    expect(await shown()).toBeUndefined();
    await terminals.reportSelfTest(terminalId, step('passed'));
    pass(86_400_000);
    await terminals.reportSelfTest(terminalId, step('failed'));
    expect(await shown()).toBe('broken');
    expect((await terminals.selfTests(terminalId)).map(({ verdict }) => verdict)).toEqual(['broken', 'good']);
    pass(100 * 86_400_000);
    await terminals.reportSelfTest(terminalId, step('passed'));
    expect(await terminals.selfTests(terminalId)).toHaveLength(1);
  });

  it('[F53] what is set by hand at a terminal stands on the desk', async () => {
    const terminals = createTerminals({ database: world.database, catalogue: world.engine.catalogue, changes: createChanges() });
    const settings = { quality: 'small', pathPolicy: 'relay', volume: 0.4, audioinput: 'a', videoinput: null, audiooutput: null } as const;
    const report = { devices: { camera: 'ok', microphone: 'ok' }, isInUse: true, deviceChoices: [], settings } as const;
    await terminals.report(terminalId, report);
    const shown = async () => (await adviserView()).terminals.find((one) => one.terminalId === terminalId)?.settings;
    expect(await shown()).toEqual(settings);
    await terminals.report(terminalId, { ...report, settings: { ...settings, pathPolicy: 'any' } });
    expect((await shown())?.pathPolicy).toBe('any');
  });

  it('a terminal that is away is said to be, and one that never answers too', async () => {
    const lever = { lever: 'attention' } as const;
    expect(await world.refusalOf(connections.repairs.pull({ repairId: randomUUID(), terminalId: 'mikkeli-2' as TerminalId, lever, adviserId }))).toBe(
      'terminalOffline',
    );
    await connections.repairs.pull({ repairId: randomUUID(), terminalId, lever, adviserId });
    pass(30_000);
    await connections.repairs.measure();
    const outcomes = async () => (await adviserView()).terminals.find((one) => one.terminalId === terminalId)?.repairs.map(({ outcome }) => outcome);
    expect(await outcomes()).toEqual(['noAnswer']);
    // A customer who is asked has longer, but not for ever.
    const repairId = randomUUID();
    await connections.repairs.pull({ repairId, terminalId, lever: { lever: 'unmute' }, adviserId });
    await connections.repairs.report(terminalId, repairId, 'asked');
    pass(60_000);
    await connections.repairs.measure();
    expect(await outcomes()).toEqual(['asked', 'noAnswer']);
    pass(20_000);
    await connections.repairs.measure();
    expect(await outcomes()).toEqual(['noAnswer', 'noAnswer']);
  });
});
