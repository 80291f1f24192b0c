import { playoutDelayOf } from '#shared/connection/playout.ts';
import type { ConnectionReport } from '#shared/contract/connectionReport.ts';

/** Loss comes and goes; a wait that was long enough is kept for so many looks after the last that asked for it. */
const keptSamples = 5;

/** Chooses how long received sound waits, by what is lost on the way. */
export class Playout {
  #wanted: readonly (number | null)[] = [];
  #now: number | null = null;
  readonly #onDelay: (delayMs: number | null) => void;

  constructor(onDelay: (delayMs: number | null) => void) {
    this.#onDelay = onDelay;
  }

  /** What a session that is opened now begins with, in milliseconds; null: the browser's own choice. */
  get delayMs(): number | null {
    return this.#now;
  }

  report(report: ConnectionReport): void {
    this.#wanted = [...this.#wanted.slice(1 - keptSamples), playoutDelayOf(report)];
    const known = this.#wanted.filter((ms) => ms !== null);
    const next = known.length === 0 ? null : Math.max(...known);
    if (next === this.#now) return;
    this.#now = next;
    this.#onDelay(next);
  }
}
