import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import type { ServerLeg } from '#shared/connection/evidence.ts';
import type { ConnectionReport } from '#shared/contract/connectionReport.ts';
import type { CallId } from '#shared/ids.ts';
import { type Monitor, createMonitor } from '#server/connection/monitor.ts';
import type { StepTaken } from '#server/connection/monitorContext.ts';
import type { FindingsChange } from '#server/connection/toldFindings.ts';
import { watchOverload } from '#server/connection/overload.ts';
import type { Arrival, MediaPort } from '#server/media/port.ts';
import { goodReport, goodServer } from '#tests/support/legs.ts';

const roomId = 'room' as CallId;
const key = (name: string) => name as ParticipantKey;
const terminal = key('terminal:t1');
const quietServer: ServerLeg = { ...goodServer, consumers: [] };

describe('the monitor', () => {
  let now = 0;
  let seen: Partial<ServerLeg> = {};
  let arrival: Arrival | null = null;
  let sampleStats: (participant: ParticipantKey) => Promise<void> = async () => {};
  let changes: FindingsChange[] = [];
  let steps: StepTaken[] = [];
  let monitor: Monitor;
  beforeEach(() => {
    now = 0;
    seen = {};
    arrival = null;
    sampleStats = async () => {};
    changes = [];
    steps = [];
    monitor = createMonitor({
      media: {
        sampleStats: async (participant: ParticipantKey) => {
          await sampleStats(participant);
          return { leg: { ...quietServer, ...seen }, roomId };
        },
        readUplinkStats: async () => arrival,
      } as unknown as MediaPort,
      isBrowserAnswering: async () => false,
      now: () => now,
      onFindings: (change) => changes.push(change),
      onStep: (step) => steps.push(step),
      logger: pino({ level: 'silent' }),
    });
  });
  async function report(times: number, who: ParticipantKey = terminal, changed: Partial<ConnectionReport> = {}): Promise<void> {
    for (let count = 0; count < times; count += 1) {
      now += 2_000;
      await monitor.report(who, { ...goodReport, inbound: [], ...changed });
    }
  }

  it('[F49] twenty terminals that fall silent at once are looked at together, however slow the media worker, and one that fails stops no other', async () => {
    const names = Array.from({ length: 20 }, (_, index) => key(`terminal:t${index}`));
    for (const name of names) await monitor.report(name, { ...goodReport, inbound: [] });
    const asked: ParticipantKey[] = [];
    const open = Promise.withResolvers<void>();
    sampleStats = (participant) => {
      asked.push(participant);
      return participant === names[0] ? Promise.reject(new Error('no statistics')) : open.promise;
    };
    now += 2_700;
    const done = monitor.tick();
    await Promise.resolve();
    expect(asked).toHaveLength(20);
    open.resolve();
    await done;
    seen = { upRtpBytes: 0, upBitrate: 0 };
    for (const laterMs of [1_000, 1_000]) {
      now += laterMs;
      await monitor.tick();
    }
    expect(now).toBeLessThan(6_000);
    expect(changes.map(({ participant, findings }) => [participant, findings[0]?.code])).toEqual(
      expect.arrayContaining(names.slice(1).map((name) => [name, 'connectionLost'])),
    );
  });

  it('[F54] [Q4] a media worker that failed is told of till media is there again, however soon the page has lost it', async () => {
    await report(2);
    seen = { isAnswering: false };
    await report(1);
    seen = {};
    await report(1, terminal, { sessionId: null });
    now += 1_500;
    await monitor.tick();
    expect(changes).toMatchObject([{ findings: [{ code: 'serverOverloaded' }] }]);
    await report(2);
    expect(changes.at(-1)).toMatchObject({ findings: [] });
  });

  it('[F54] who has no media again in time after a media worker failed is forgotten, as is at once who simply left', async () => {
    await report(2);
    seen = { isAnswering: false };
    await report(1);
    await report(1, terminal, { sessionId: null });
    now += 6_100;
    await monitor.tick();
    expect(changes).toMatchObject([{ findings: [{ code: 'serverOverloaded' }] }, { findings: [] }]);
    seen = { upLossRatio: 0.2 };
    await report(2);
    await report(1, terminal, { sessionId: null });
    expect(changes.slice(2)).toMatchObject([{ findings: [{ code: 'uplinkLoss' }] }, { findings: [] }]);
  });

  it('[F54] a page that is late with every report is looked at without it and with it, and found overloaded at its second one', async () => {
    await report(2);
    for (let count = 0; count < 2; count += 1) {
      now += 2_800;
      await monitor.tick();
      now += 200;
      await monitor.report(terminal, { ...goodReport, inbound: [], intervalMs: 3_000, timerLatenessMs: 280 });
    }
    expect(changes.at(-1)?.findings.map(({ code }) => code)).toEqual(['processorOverloaded']);
  });

  it('[F54] what is measured beside a finding follows what is measured now, every few seconds at most', async () => {
    seen = { upLossRatio: 0.06 };
    await report(3);
    expect(changes).toMatchObject([{ haveFindingsChanged: true, findings: [{ code: 'uplinkLoss' }] }]);
    const told = Number(changes[0]?.findings[0]?.evidence['lossRatio']);
    seen = { upLossRatio: 0.4 };
    await report(6);
    const later = changes.slice(1);
    expect(later.length).toBeGreaterThan(0);
    expect(later.length).toBeLessThanOrEqual(4);
    expect(later.every(({ haveFindingsChanged }) => !haveFindingsChanged)).toBe(true);
    expect(Number(later.at(-1)?.findings[0]?.evidence['lossRatio'])).toBeGreaterThan(3 * told);
    const count = changes.length;
    await report(6);
    expect(changes.length).toBeLessThanOrEqual(count + 1);
  });

  it('[F51] what one-way sound was concluded from names the speaker’s role, not the speaker', async () => {
    const official = key('expert:e1');
    const silent = goodReport.inbound.map((one) => ({ ...one, totalAudioEnergy: 0 }));
    for (const _ of [1, 2, 3]) {
      seen = {};
      await report(1, official);
      seen = { consumers: [{ from: official, source: 'microphone', isFlowing: true, sentBytes: 10_000, spatialLayer: null }] };
      await monitor.report(terminal, { ...goodReport, inbound: silent });
    }
    const evidence = changes.flatMap(({ findings }) => findings.filter(({ code }) => code === 'oneWayAudio')).map((one) => one.evidence);
    expect(evidence).toMatchObject([{ from: 'expert' }]);
    expect(JSON.stringify(evidence)).not.toContain('e1');
  });

  it('what does not get out over one participant’s narrow line is not told of as the others’ loss', async () => {
    const official = key('expert:e1');
    const from = { role: 'terminal', id: 't1' } as const;
    const lossy = goodReport.inbound.map((one) => ({ ...one, from, packetsLost: one.source === 'camera' ? 20 : 0, packetsReceived: 80 }));
    const choked = (currentRoundTripTime: number): Partial<ConnectionReport> => ({
      send: goodReport.send && { ...goodReport.send, availableOutgoingBitrate: 120_000, currentRoundTripTime },
      outbound: goodReport.outbound.map((one) => ({ ...one, qualityLimitationReason: 'bandwidth' })),
    });
    const findingsOf = (who: ParticipantKey) => changes.findLast(({ participant }) => participant === who)?.findings.map(({ code }) => code) ?? [];
    await report(3);
    await report(3, official);
    for (const roundTrip of [0.3, 0.5]) await report(1, terminal, choked(roundTrip));
    expect(findingsOf(terminal)).toEqual(['uplinkBandwidth']);
    seen = { consumers: goodServer.consumers.map((one) => ({ ...one, from: terminal })) };
    await report(3, official, { inbound: lossy });
    expect(findingsOf(official)).toEqual([]);
    seen = { consumers: [] };
    await report(3, official, { inbound: lossy });
    expect(findingsOf(official)).toEqual(['downlinkLoss']);
  });

  it('[F54] what was lost on the far side’s way since its last look is not told of as lost here', async () => {
    const official = key('expert:e1');
    const from = { role: 'terminal', id: 't1' } as const;
    const lossy = goodReport.inbound.map((one) => ({ ...one, from, packetsLost: one.source === 'camera' ? 20 : 0, packetsReceived: 80 }));
    const codes = () => changes.findLast(({ participant }) => participant === official)?.findings.map(({ code }) => code) ?? [];
    seen = { consumers: goodServer.consumers.map((one) => ({ ...one, from: terminal })) };
    await report(1);
    await report(1, official);
    arrival = { upJitter: 0.003, upLossRatio: 0.3 };
    for (const _ of [1, 2]) {
      now += 1_000;
      await monitor.report(official, { ...goodReport, inbound: lossy, intervalMs: 1_000 });
    }
    expect(codes()).toEqual([]);
    arrival = { upJitter: 0.003, upLossRatio: 0 };
    for (const _ of [1, 2]) {
      await report(1);
      await report(1, official, { inbound: lossy });
    }
    expect(codes()).toEqual(['downlinkLoss']);
  });

  it('two of one role in a room are two series, and who reloads stays who they were', async () => {
    const [first, second] = [key('expert:e1'), key('expert:e2')];
    await report(1, first);
    await report(1, second);
    await report(1, second, { timerLatenessMs: 2 });
    const ordinals = () => monitor.series(roomId).map(({ leg, ordinal, points }) => [leg, ordinal, points.length]);
    expect(ordinals()).toEqual([
      ['expert', 1, 1],
      ['expert', 2, 2],
    ]);
    await report(1, first, { sessionId: null });
    await report(1, first);
    expect(ordinals()).toEqual([
      ['expert', 2, 2],
      ['expert', 1, 1],
    ]);
    // What was before the reload counts as well.
    expect(monitor.inRooms(0).map(({ ordinal }) => ordinal)).toEqual([2, 1, 1]);
  });

  it('[F92] who was in the room for a few seconds only is kept as well, also when the page has gone, and once', async () => {
    const [first, second] = [key('adviser:a1'), key('expert:e1')];
    await report(1, first);
    await report(1, second);
    await report(1, second, { sessionId: null });
    const kept = () => monitor.inRooms(1_000).map(({ leg }) => leg);
    expect(kept()).toEqual(['adviser', 'expert']);
    expect(monitor.inRooms(now)).toEqual([]);
    expect(kept()).toEqual(['adviser']);
  });

  it('[F62] each step of a page’s own healing is told once, also over a session that is made anew', async () => {
    await report(2);
    await report(2, terminal, { healingStep: 'restartIce' });
    await report(1, terminal, { healingStep: 'tcp' });
    await report(1, terminal, { healingStep: 'tcp', sessionId: null });
    await report(1, terminal, { healingStep: 'tcp' });
    await report(1);
    await report(1, terminal, { healingStep: 'restartIce' });
    expect(steps.map(({ step, leg, ordinal, at }) => [step, leg, ordinal, at])).toEqual([
      ['restartIce', 'terminal', 1, 6_000],
      ['tcp', 'terminal', 1, 10_000],
      ['restartIce', 'terminal', 1, 18_000],
    ]);
  });

  it('a server that cannot keep up is told to operations once, however many suffer, and counted', async () => {
    const lines: [string, string][] = [];
    const logger = { error: (_: unknown, text: string) => lines.push(['error', text]), info: (text: string) => lines.push(['info', text]) };
    const note = watchOverload(logger as never);
    const noteAll = () => changes.splice(0).forEach(({ participant, findings }) => note(participant, findings));
    seen = { workerLoad: 0.97 };
    await report(3);
    await report(3, key('terminal:t2'));
    expect(monitor.active().get('serverOverloaded')).toBe(2);
    noteAll();
    expect(lines).toEqual([['error', 'the media server cannot keep up']]);
    seen = {};
    await report(4);
    await report(4, key('terminal:t2'));
    expect(monitor.active().get('serverOverloaded')).toBeUndefined();
    noteAll();
    expect(lines.map(([level]) => level)).toEqual(['error', 'info']);
  });
});
