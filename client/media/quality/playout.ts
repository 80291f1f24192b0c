import { playoutDelayOf } from '#shared/connection/playout.ts';
import type { ConnectionReport } from '#shared/contract/connectionReport.ts';

/** Loss comes and goes. A wait is kept for this many samples after the last one that needed it. */
const keptSamples = 5;

/** Chooses how long received sound waits before it is played, by how much is lost. */
export class Playout {
  #wanted: readonly (number | null)[] = [];
  #now: number | null = null;
  readonly #onDelay: (delayMs: number | null) => void;

  constructor(onDelay: (delayMs: number | null) => void) {
    this.#onDelay = onDelay;
  }

  /** The wait with which a session begins that is opened now, in milliseconds; null for the browser's own choice. */
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
