import { diagnose } from '#shared/connection/diagnose.ts';
import { type FarSide, type LegSample, type ServerLeg, isArriving } from '#shared/connection/evidence.ts';
import { type Figures, figuresOf } from '#shared/connection/figures.ts';
import { queueToProbe } from '#shared/connection/videoLadder.ts';
import { queueDelayOf } from '#shared/connection/pathMeasures.ts';
import { type Finding, type DebounceState, findingsOf, applyHysteresis, emptyDebounceState } from '#shared/connection/hysteresis.ts';
import { type ConnectionReport, reportEveryMs } from '#shared/contract/connectionReport.ts';
import type { CallId } from '#shared/ids.ts';

/** Looks that are remembered: five minutes' worth. */
const rememberedSamples = 150;

/** Reports that were held up arrive together; so soon after the one before, a look is hasty. */
const hastyMs = 800;
/** So long without a report, a look shows only what the server knows itself. */
const lateMs = 2 * reportEveryMs;

/** In a room, as the first, second … of a role. */
export type LegLocation = { readonly roomId: CallId; readonly ordinal: number };

/** One participant's connection as this process sees it: its looks and what they have settled to. Memory only. */
export class Leg {
  /** The room that it is in now. */
  roomId: CallId | null = null;
  /** Where it was last, and as which one of its role there. */
  place: LegLocation | null = null;
  /** Looks up to then were taken elsewhere. */
  enteredAfter = -Infinity;
  /** Where it is in no room now, looks after that were taken outside. */
  leftAfter = Infinity;
  isSignalling = true;
  lastReportAt: number;
  /** When the last look began. */
  lookedAt = -Infinity;
  /** What the page said last, as long as it is fresh. */
  report: ConnectionReport | null = null;
  #samples: LegSample[] = [];
  #settling: DebounceState = emptyDebounceState;

  constructor(now: number) {
    this.lastReportAt = now;
  }

  /** Takes one look and returns what stands now. */
  take(sample: LegSample, farSides: readonly FarSide[]): readonly Finding[] {
    const isReport = sample.report !== null;
    // A report that comes late, when the leg has just been looked at without it, still tells of all its time.
    const before = isReport ? this.#samples.findLast(({ report }) => report !== null)?.at : this.lastSampleAt;
    const isBackToBack = sample.at - (before ?? -Infinity) < hastyMs || (!isReport && sample.at - this.lastReportAt < lateMs);
    this.#samples = [...this.#samples.slice(1 - rememberedSamples), sample];
    this.#settling = applyHysteresis(this.#settling, diagnose({ samples: this.#samples, farSides }), sample.at, isBackToBack);
    return this.findings;
  }

  get findings(): readonly Finding[] {
    return findingsOf(this.#settling);
  }

  /** Whether media came from it at its last look. */
  get isArriving(): boolean {
    const newest = this.#samples.at(-1);
    return newest !== undefined && isArriving(newest);
  }

  /** Whether packets stand in a queue by the newest word of the page; without one, they may. */
  isQueueing(report: ConnectionReport | null): boolean {
    return report === null || queueDelayOf([...this.#samples, { report }]) > queueToProbe;
  }

  /** How unevenly its sound comes to the server, in seconds. */
  get upJitter(): number {
    return this.#samples.at(-1)?.server?.upJitter ?? 0;
  }

  get upJitterLately(): number {
    return this.#worstOfTwo((server) => server.upJitter);
  }

  /** Share of the packets lost on its way to the server, before any repair, at the worse of two looks. */
  get upLossRatio(): number {
    return this.#worstOfTwo((server) => server.upLossRatio ?? 0);
  }

  #worstOfTwo(of: (server: ServerLeg) => number): number {
    return Math.max(0, ...this.#samples.slice(-2).map(({ server }) => (server === null ? 0 : of(server))));
  }

  get lastSampleAt(): number {
    return this.#samples.at(-1)?.at ?? -Infinity;
  }

  /** The figures of the looks in the room that it is in, or was in last, oldest first. */
  figuresHere(since = -Infinity): ReturnType<Leg['figures']> {
    return this.figures(Math.max(since, this.enteredAfter)).filter(({ at }) => at <= this.leftAfter);
  }

  /** The figures of the looks after `since`, oldest first. */
  figures(since: number): { readonly at: number; readonly figures: Figures }[] {
    return this.#samples.filter(({ at }) => at > since).map((sample) => ({ at: sample.at, figures: figuresOf(sample) }));
  }
}
