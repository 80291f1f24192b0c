import { type PlayoutDelays, playoutDelaysOf } from '#shared/connection/playout.ts';
import type { ConnectionReport } from '#shared/contract/connectionReport.ts';

/** Loss comes and goes. A wait is kept for this many samples after the last one that needed it. */
const keptSamples = 5;

/** Chooses how long received sound and pictures wait before they are played, by how much is lost. */
export class Playout {
  #wanted: readonly PlayoutDelays[] = [];
  #now: PlayoutDelays = { audio: null, video: null };
  readonly #onDelays: (delays: PlayoutDelays) => void;

  constructor(onDelays: (delays: PlayoutDelays) => void) {
    this.#onDelays = onDelays;
  }

  /** The waits with which a session begins that is opened now. */
  get delays(): PlayoutDelays {
    return this.#now;
  }

  report(report: ConnectionReport): void {
    this.#wanted = [...this.#wanted.slice(1 - keptSamples), playoutDelaysOf(report)];
    const next = { audio: this.#longest('audio'), video: this.#longest('video') };
    if (next.audio === this.#now.audio && next.video === this.#now.video) return;
    this.#now = next;
    this.#onDelays(next);
  }

  #longest(kind: keyof PlayoutDelays): number | null {
    const known = this.#wanted.map((one) => one[kind]).filter((ms) => ms !== null);
    return known.length === 0 ? null : Math.max(...known);
  }
}
