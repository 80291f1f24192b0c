import { diagnose } from '#shared/connection/diagnose.ts';
import { type FarSide, type LegSample, isArriving } from '#shared/connection/evidence.ts';
import { type Figures, figuresOf } from '#shared/connection/figures.ts';
import { type Finding, type Settling, findingsOf, settle, settledNothing } from '#shared/connection/settle.ts';
import { type ConnectionReport, reportEveryMs } from '#shared/contract/connectionReport.ts';
import type { CallId } from '#shared/ids.ts';

/** Looks that are remembered: five minutes' worth. */
const rememberedLooks = 150;

/** Reports that were held up arrive together; so soon after the one before, a look is hasty. */
const hastyMs = 800;
/** So long without a report, a look shows only what the server knows itself. */
const lateMs = 2 * reportEveryMs;

/** In a room, as the first, second … of a role. */
export type Place = { readonly roomId: CallId; readonly ordinal: number };

/** One participant's connection as this process sees it: its looks and what they have settled to. Memory only. */
export class Leg {
  /** The room that it is in now. */
  roomId: CallId | null = null;
  /** Where it was last, and as which one of its role there. */
  place: Place | null = null;
  /** Looks up to then were taken elsewhere. */
  enteredAfter = -Infinity;
  isSignalling = true;
  lastReportAt: number;
  /** When the last look began. */
  lookedAt = -Infinity;
  /** What the page said last, as long as it is fresh. */
  report: ConnectionReport | null = null;
  #samples: LegSample[] = [];
  #settling: Settling = settledNothing;

  constructor(now: number) {
    this.lastReportAt = now;
  }

  /** Takes one look and returns what stands now. */
  take(sample: LegSample, farSides: readonly FarSide[]): readonly Finding[] {
    const isHasty = sample.at - this.lastLookAt < hastyMs || (sample.report === null && sample.at - this.lastReportAt < lateMs);
    this.#samples = [...this.#samples.slice(1 - rememberedLooks), sample];
    this.#settling = settle(this.#settling, diagnose({ samples: this.#samples, farSides }), sample.at, isHasty);
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

  get upJitter(): number {
    return this.#samples.at(-1)?.server?.upJitter ?? 0;
  }

  /** Share of the packets lost on its way to the server, before any repair. */
  get upLossRatio(): number {
    return this.#samples.at(-1)?.server?.upLossRatio ?? 0;
  }

  get lastLookAt(): number {
    return this.#samples.at(-1)?.at ?? -Infinity;
  }

  /** The figures of the looks in the room that it is in, oldest first. */
  figuresHere(since = -Infinity): ReturnType<Leg['figures']> {
    return this.figures(Math.max(since, this.enteredAfter));
  }

  /** The figures of the looks after `since`, oldest first. */
  figures(since: number): { readonly at: number; readonly figures: Figures }[] {
    return this.#samples.filter(({ at }) => at > since).map((sample) => ({ at: sample.at, figures: figuresOf(sample) }));
  }
}
