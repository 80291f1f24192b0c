import { leastForMotion, narrowBitrate, probeBitrate, probeEveryMs } from '#shared/connection/ladder.ts';

/** What probing needs of a transport; bits a second, 0 takes the limit away. */
export type ProbedTransport = {
  setMinOutgoingBitrate(bitrate: number): Promise<void>;
  setMaxOutgoingBitrate(bitrate: number): Promise<void>;
};

/** `isStarved`: a picture should be sent, and not even its smallest layer is. */
export type WayLook = { readonly availableOutgoingBitrate: number | null; readonly isStarved: boolean };

/** Enough for the smallest layer with its headers. */
const feedBitrate = 1.1 * leastForMotion;
/** After the picture was let through in vain, sound is spared for longer and longer. */
const firstPauseMs = 2_000;
const longestPauseMs = 16_000;

/**
 * Finds out whether a way that was narrow is broad again: raising the greatest bitrate makes congestion control try it with a short burst (mid-call
 * probing of Google congestion control), where waiting for its own probes takes up to half a minute. A burst alone does not bring it back
 * when the picture was taken away in the middle of a jam, since it takes the jam for lasting till packets flow again; so from time to time the
 * smallest picture is let through for a moment.
 */
export class WayProbe {
  readonly #transport: ProbedTransport;
  #probedAt: number | null = null;
  #isFed = false;
  #feedAt: number | null = null;
  #pauseMs = firstPauseMs;

  constructor(transport: ProbedTransport) {
    this.#transport = transport;
  }

  /** Call it at each look, with `now` in milliseconds. Errors: what the transport throws. */
  async look({ availableOutgoingBitrate, isStarved }: WayLook, now: number): Promise<void> {
    const isNarrow = availableOutgoingBitrate !== null && availableOutgoingBitrate < narrowBitrate;
    if (!isNarrow) return this.#end();
    if (now - (this.#probedAt ?? -Infinity) < probeEveryMs) return;
    this.#probedAt = now;
    if (this.#isFed) await this.#starve(now);
    else if (isStarved) await this.#feedWhenDue(now);
    await this.#transport.setMaxOutgoingBitrate(narrowBitrate);
    await this.#transport.setMaxOutgoingBitrate(probeBitrate);
  }

  async #feedWhenDue(now: number): Promise<void> {
    this.#feedAt ??= now + this.#pauseMs;
    if (now < this.#feedAt) return;
    this.#isFed = true;
    await this.#transport.setMinOutgoingBitrate(feedBitrate);
  }

  async #starve(now: number): Promise<void> {
    this.#isFed = false;
    this.#pauseMs = Math.min(1.5 * this.#pauseMs, longestPauseMs);
    this.#feedAt = now + this.#pauseMs;
    await this.#transport.setMinOutgoingBitrate(0);
  }

  async #end(): Promise<void> {
    if (this.#probedAt === null) return;
    const wasFed = this.#isFed;
    this.#probedAt = null;
    this.#isFed = false;
    this.#feedAt = null;
    this.#pauseMs = firstPauseMs;
    if (wasFed) await this.#transport.setMinOutgoingBitrate(0);
    await this.#transport.setMaxOutgoingBitrate(0);
  }
}
