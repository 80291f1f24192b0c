import type { Logger } from 'pino';
import { type ParticipantKey, splitKey } from '#shared/call/mediaRouting.ts';
import type { FarSide, LegSample } from '#shared/connection/evidence.ts';
import { meanFigures, type Figures } from '#shared/connection/figures.ts';
import type { CauseCode } from '#shared/connection/findings.ts';
import { lossBeforeRepair } from '#shared/connection/loss.ts';
import { lossToTell } from '#shared/connection/pathMeasures.ts';
import type { HealingStep } from '#shared/connection/pathPolicy.ts';
import { remoteOf, worstRemote } from '#shared/connection/remote.ts';
import { type Finding, hasEvidenceChanged } from '#shared/connection/hysteresis.ts';
import { type ConnectionReport, reportEveryMs } from '#shared/contract/connectionReport.ts';
import type { Role } from '#shared/contract/define.ts';
import type { CallId } from '#shared/ids.ts';
import type { Arrival, MediaPort } from '#server/media/port.ts';
import { Leg, type LegLocation } from './leg.ts';

/** A leg whose page has not reported for this long is looked at without it, and its browser is asked. */
const overdueMs = reportEveryMs + 700;
/** A word that takes so long is late, and its leg is not yet looked at without it. */
const lateWordMs = reportEveryMs + 300;
/** Silent legs are looked at more often than they would report. */
const silentSampleEveryMs = 1_000;
/** A page that is gone, with no media left, is forgotten after this long; what stood at it ends. */
const forgottenAfterMs = 15_000;
/** Who lost media with a media worker that failed has this long to get it again, and what stands there stands on meanwhile. */
const remadeWithinMs = 6_000;
/** What is measured beside a finding is told anew so often at most. */
const evidenceEveryMs = 3_000;

export type FindingsChange = {
  readonly participant: ParticipantKey;
  readonly roomId: CallId | null;
  readonly findings: readonly Finding[];
  /** Whether something appeared, went or came along into another room; else only what was measured is another. */
  readonly haveFindingsChanged: boolean;
};

/** `at` by the monitor's own clock. */
export type StepTaken = LegLocation & { readonly leg: Role; readonly at: number; readonly step: HealingStep };
export type Series = { readonly leg: Role; readonly ordinal: number; readonly points: readonly { readonly at: number; readonly figures: Figures }[] };
type Mean = LegLocation & { readonly leg: Role; readonly figures: Figures };

export type MonitorOptions = {
  readonly media: MediaPort;
  readonly isBrowserAnswering: (participant: ParticipantKey) => Promise<boolean>;
  /** Milliseconds that only go forward: nobody who sets the clock makes findings. */
  readonly now: () => number;
  /** Told of every change of what stands at a leg. */
  readonly onFindings: (change: FindingsChange) => void;
  /** Told of what a page has begun to try by itself. */
  readonly onStep: (step: StepTaken) => void;
  readonly logger: Logger;
};

export type Monitor = ReturnType<typeof createMonitor>;

/** Looks at every connection that this process serves: what pages report, what the media worker sees, and what both mean. */
export function createMonitor({ media, isBrowserAnswering, now, onFindings, onStep, logger }: MonitorOptions) {
  const legs = new Map<ParticipantKey, Leg>();
  /** Forgotten since the last seconds were kept. */
  const gone = new Map<Leg, Role>();
  const told = new Map<ParticipantKey, { readonly roomId: CallId | null; readonly findings: readonly Finding[]; readonly at: number }>();
  /** Of pages that are at it now; a session that is made anew in the middle is no second step. */
  const healing = new Map<ParticipantKey, { readonly step: HealingStep; readonly place: LegLocation | null }>();

  function tell(participant: ParticipantKey, { roomId }: Leg, findings: readonly Finding[]): void {
    const before = told.get(participant);
    if (before === undefined && findings.length === 0) return;
    const codes = (list: readonly Finding[]): string => list.map(({ code }) => code).join(' ');
    // Another room is news too: what stands comes along into it.
    const haveFindingsChanged = before === undefined || before.roomId !== roomId || codes(before.findings) !== codes(findings);
    if (
      !haveFindingsChanged &&
      (now() - before.at < evidenceEveryMs || !findings.some((finding, index) => hasEvidenceChanged(before.findings[index] ?? finding, finding)))
    )
      return;
    told.set(participant, { roomId, findings, at: now() });
    onFindings({ participant, roomId, findings, haveFindingsChanged });
  }

  /** A way out that is choked holds up the page's word. */
  const isLate = ({ lastReportAt }: Leg): boolean => now() - lastReportAt > lateWordMs;

  /** `arrivals`: of these others, how it is by now where that was asked. */
  const farSidesOf = (others: readonly ParticipantKey[], arrivals: readonly (Arrival | null)[]): FarSide[] =>
    others.map((participant, index) => {
      const leg = legs.get(participant);
      const arrival = arrivals[index];
      return {
        participant,
        report: leg?.report ?? null,
        isArriving: leg?.isArriving ?? false,
        remote: remoteOf({
          jitterNow: Math.max(leg?.upJitter ?? 0, arrival?.upJitter ?? 0),
          jitter: Math.max(leg?.upJitterLately ?? 0, arrival?.upJitter ?? 0),
          lossRatio: Math.max(leg?.upLossRatio ?? 0, arrival?.upLossRatio ?? 0),
          isCongested: leg !== undefined && (isLate(leg) || leg.findings.some(({ code }) => code === 'uplinkBandwidth')),
        }),
      };
    });

  /** Who comes back into the same room stays who they were there, unless somebody else is that by now. */
  function enter(participant: ParticipantKey, leg: Leg, roomId: CallId | null): void {
    if (leg.roomId === roomId) return;
    leg.roomId = roomId;
    leg.leftAfter = roomId === null ? leg.lastSampleAt : Infinity;
    if (roomId === null) return;
    const { role } = splitKey(participant);
    const others = [...legs].filter(([other, { roomId: room }]) => other !== participant && room === roomId && splitKey(other).role === role);
    const taken = new Set(others.map(([, { place }]) => place?.ordinal));
    let ordinal = leg.place?.roomId === roomId ? leg.place.ordinal : 1;
    while (taken.has(ordinal)) ordinal += 1;
    if (leg.place?.roomId !== roomId) leg.enteredAfter = leg.lastSampleAt;
    leg.place = { roomId, ordinal };
  }

  async function sampleStats(participant: ParticipantKey, leg: Leg, report: ConnectionReport | null): Promise<void> {
    leg.lookedAt = now();
    const [seen, isAnswering] = await Promise.all([
      media.sampleStats(participant, { isQueueing: leg.isQueueing(report) }),
      report === null && leg.isSignalling && isBrowserAnswering(participant),
    ]);
    enter(participant, leg, seen?.roomId ?? null);
    const others = [...new Set(seen?.leg.consumers.map(({ from }) => from) ?? [])];
    // What is missing here may have been lost on a far side's way after its last look.
    const isMissing = report !== null && lossBeforeRepair(report) > lossToTell;
    const farSides = farSidesOf(others, isMissing ? await Promise.all(others.map((other) => media.readUplinkStats(other))) : []);
    const sample: LegSample = {
      at: now(),
      report,
      isSignalling: leg.isSignalling,
      isBrowserAnswering: report !== null || isAnswering,
      server: seen?.leg ?? null,
      remote: worstRemote(farSides.map(({ remote }) => remote)),
    };
    tell(participant, leg, leg.take(sample, farSides));
  }

  function noteStep(participant: ParticipantKey, leg: Leg, step: HealingStep | null): void {
    const before = healing.get(participant);
    const place = leg.place ?? before?.place ?? null;
    if (step === null) healing.delete(participant);
    else healing.set(participant, { step, place });
    if (step !== null && step !== before?.step && place !== null) onStep({ ...place, leg: splitKey(participant).role, at: now(), step });
  }

  function forget(participant: ParticipantKey, leg: Leg): void {
    legs.delete(participant);
    gone.set(leg, splitKey(participant).role);
    tell(participant, leg, []);
    told.delete(participant);
  }

  const carefully = (participant: ParticipantKey, work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => logger.warn({ err: error, participant }, 'a connection could not be looked at'));

  async function sampleSilent(participant: ParticipantKey, leg: Leg): Promise<void> {
    if (leg.report?.sessionId === null) {
      if (now() - leg.lastReportAt > remadeWithinMs) forget(participant, leg);
      return;
    }
    leg.report = null;
    await sampleStats(participant, leg, null);
    if (leg.roomId !== null || now() - leg.lastReportAt <= forgottenAfterMs || legs.get(participant) !== leg) return;
    healing.delete(participant);
    forget(participant, leg);
  }

  return {
    /** A page has reported. Resolves when the look is taken. */
    async report(participant: ParticipantKey, report: ConnectionReport): Promise<void> {
      const leg = legs.get(participant) ?? new Leg(now());
      legs.set(participant, leg);
      leg.isSignalling = true;
      leg.lastReportAt = now();
      leg.report = report;
      noteStep(participant, leg, report.healingStep);
      // A page without media has nothing that could be lost; its silence is no news.
      if (report.sessionId === null) {
        if (leg.findings.every(({ code }) => code !== 'serverOverloaded')) forget(participant, leg);
      } else await sampleStats(participant, leg, report);
    },

    /** A page has come or gone; known at once, before any report is missed. */
    signalling(participant: ParticipantKey, isConnected: boolean): void {
      const leg = legs.get(participant);
      if (leg === undefined || leg.isSignalling === isConnected) return;
      leg.isSignalling = isConnected;
      if (!isConnected) void carefully(participant, sampleStats(participant, leg, null));
    },

    /** Looks at those that are silent, all at once: a line that many share is cut for all of them. Call it several times a second. */
    async tick(): Promise<void> {
      const silent = [...legs].filter(([, leg]) => now() - leg.lastReportAt >= overdueMs && now() - leg.lookedAt >= silentSampleEveryMs);
      await Promise.all(silent.map(([participant, leg]) => carefully(participant, sampleSilent(participant, leg))));
    },

    /** The series of everybody in the room. */
    series: (roomId: string): Series[] =>
      [...legs].flatMap(([participant, leg]) =>
        leg.roomId === roomId && leg.place !== null ? [{ leg: splitKey(participant).role, ordinal: leg.place.ordinal, points: leg.figuresHere() }] : [],
      ),

    /** Mean figures of the last `ms` at a leg; null when nothing is known. */
    meanOf: (participant: ParticipantKey, ms: number): Figures | null =>
      meanFigures((legs.get(participant)?.figures(now() - ms) ?? []).map(({ figures }) => figures)),

    /** Every leg that is in a room, or was in one after `since`, with the mean of its looks there after `since`. Legs that ended earlier are forgotten. */
    inRooms(since: number): Mean[] {
      for (const leg of gone.keys()) if (leg.lastSampleAt <= since) gone.delete(leg);
      const present = [...legs].map(([participant, leg]) => [leg, splitKey(participant).role] as const);
      return [...present, ...gone].flatMap(([leg, role]) => {
        const figures = meanFigures(leg.figuresHere(since).map((one) => one.figures));
        return leg.place === null || figures === null ? [] : [{ ...leg.place, leg: role, figures }];
      });
    },

    /** At how many connections each cause stands now. */
    active(): ReadonlyMap<CauseCode, number> {
      const counts = new Map<CauseCode, number>();
      for (const { findings } of told.values()) for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
      return counts;
    },
  };
}
