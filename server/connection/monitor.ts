import type { Logger } from 'pino';
import { type ParticipantKey, splitKey } from '#shared/call/flows.ts';
import type { FarSide, LegSample } from '#shared/connection/evidence.ts';
import { meanFigures, type Figures } from '#shared/connection/figures.ts';
import type { Finding } from '#shared/connection/settle.ts';
import type { LegSeries } from '#shared/contract/connection.ts';
import { type ConnectionReport, reportEveryMs } from '#shared/contract/connectionReport.ts';
import type { CallId } from '#shared/ids.ts';
import type { MediaPort } from '#server/media/port.ts';
import { Leg } from './leg.ts';

/** A leg whose page has not reported for this long is looked at without it, and its browser is asked. */
const overdueMs = reportEveryMs + 700;
/** Silent legs are looked at more often than they would report. */
const silentLookEveryMs = 1_000;
/** A page that is gone, with no media left, is forgotten after this long; what stood at it ends. */
const forgottenAfterMs = 15_000;

export type MonitorOptions = {
  readonly media: MediaPort;
  readonly isBrowserAnswering: (participant: ParticipantKey) => Promise<boolean>;
  readonly now: () => number;
  /** Told of every change of what stands at a leg. */
  readonly onFindings: (participant: ParticipantKey, roomId: CallId | null, findings: readonly Finding[]) => void;
  readonly logger: Logger;
};

export type Monitor = ReturnType<typeof createMonitor>;

/** Looks at every connection that this process serves: what pages report, what the media worker sees, and what both mean. */
export function createMonitor({ media, isBrowserAnswering, now, onFindings, logger }: MonitorOptions) {
  const legs = new Map<ParticipantKey, Leg>();
  const told = new Map<ParticipantKey, string>();

  function tell(participant: ParticipantKey, leg: Leg, findings: readonly Finding[]): void {
    // Another room is news too: what stands comes along into it.
    const content = [leg.roomId ?? '', ...findings.map(({ code }) => code)].join(' ');
    if (told.get(participant) === content || (findings.length === 0 && !told.has(participant))) return;
    told.set(participant, content);
    onFindings(participant, leg.roomId, findings);
  }

  const farSidesOf = (others: readonly ParticipantKey[]): FarSide[] =>
    others.map((participant) => {
      const leg = legs.get(participant);
      return {
        participant,
        report: leg?.report ?? null,
        isArriving: leg?.isArriving ?? false,
        upJitter: leg?.upJitter ?? 0,
        upLossRatio: leg?.upLossRatio ?? 0,
      };
    });

  async function look(participant: ParticipantKey, leg: Leg, report: ConnectionReport | null): Promise<void> {
    leg.lookedAt = now();
    const [seen, isAnswering] = await Promise.all([media.look(participant), report === null && leg.isSignalling && isBrowserAnswering(participant)]);
    leg.roomId = seen?.roomId ?? null;
    const others = [...new Set(seen?.leg.consumers.map(({ from }) => from) ?? [])];
    const farSides = farSidesOf(others);
    const sample: LegSample = {
      at: now(),
      report,
      isSignalling: leg.isSignalling,
      isBrowserAnswering: report !== null || isAnswering,
      server: seen?.leg ?? null,
      farJitter: Math.max(0, ...farSides.map(({ upJitter }) => upJitter)),
      // What is lost is asked for again, and lost again with the same chance.
      farLoss: Math.max(0, ...farSides.map(({ upLossRatio }) => upLossRatio ** 2)),
    };
    tell(participant, leg, leg.take(sample, farSides));
  }

  function forget(participant: ParticipantKey, leg: Leg): void {
    legs.delete(participant);
    tell(participant, leg, []);
    told.delete(participant);
  }

  const careful = (participant: ParticipantKey, work: Promise<void>): void =>
    void work.catch((error: unknown) => logger.warn({ err: error, participant }, 'a connection could not be looked at'));

  return {
    /** A page has reported. Resolves when the look is taken. */
    async report(participant: ParticipantKey, report: ConnectionReport): Promise<void> {
      const leg = legs.get(participant) ?? new Leg(now());
      legs.set(participant, leg);
      leg.isSignalling = true;
      leg.lastReportAt = now();
      leg.report = report;
      // A page without media has nothing that could be lost; its silence is no news.
      if (report.sessionId === null) forget(participant, leg);
      else await look(participant, leg, report);
    },

    /** A page has come or gone; known at once, before any report is missed. */
    signalling(participant: ParticipantKey, isConnected: boolean): void {
      const leg = legs.get(participant);
      if (leg === undefined || leg.isSignalling === isConnected) return;
      leg.isSignalling = isConnected;
      if (!isConnected) careful(participant, look(participant, leg, null));
    },

    /** Looks at those that are silent. Call it several times a second. */
    async tick(): Promise<void> {
      for (const [participant, leg] of legs) {
        const silentMs = now() - leg.lastReportAt;
        if (silentMs < overdueMs || now() - leg.lookedAt < silentLookEveryMs) continue;
        leg.report = null;
        await look(participant, leg, null);
        if (leg.roomId === null && silentMs > forgottenAfterMs) forget(participant, leg);
      }
    },

    /** The series of everybody in the room, by this process's clock. */
    series(roomId: string): LegSeries[] {
      return [...legs]
        .filter(([, leg]) => leg.roomId === roomId)
        .map(([participant, leg]) => ({ leg: splitKey(participant).role, points: leg.figures(0) as LegSeries['points'] }));
    },

    /** Mean figures of the last `ms` at a leg; null when nothing is known. */
    meanOf: (participant: ParticipantKey, ms: number): Figures | null =>
      meanFigures((legs.get(participant)?.figures(now() - ms) ?? []).map(({ figures }) => figures)),

    /** Every leg that is in a room now, with the mean of its looks after `since`. */
    inRooms(since: number): { readonly participant: ParticipantKey; readonly roomId: CallId; readonly figures: Figures }[] {
      return [...legs].flatMap(([participant, leg]) => {
        const figures = meanFigures(leg.figures(since).map((one) => one.figures));
        return leg.roomId === null || figures === null ? [] : [{ participant, roomId: leg.roomId, figures }];
      });
    },
  };
}
