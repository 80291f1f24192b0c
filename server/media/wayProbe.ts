import type { ServerLeg } from '#shared/connection/evidence.ts';
import { narrowBitrate, probeBitrate, probeEveryMs } from '#shared/connection/ladder.ts';

/** What probing needs of a transport; bits a second, 0 takes the limit away. */
export type ProbedTransport = {
  setMinOutgoingBitrate(bitrate: number): Promise<void>;
  setMaxOutgoingBitrate(bitrate: number): Promise<void>;
};

/** What the media worker says of the way to a page. */
export type WayLook = Pick<ServerLeg, 'availableOutgoingBitrate' | 'consumers'>;

/** Bits a second for the smallest layer with its headers. */
const feedBitrate = 110_000;
/** The pause before the picture is let through; longer after a time that only made a queue, so that sound is spared. */
const firstPauseMs = 1_900;
const longestPauseMs = 16_000;
/**
 * So much longer, the end of a queue is waited for. Not longer: the worker does not pass on what a changed limit does to its estimate
 * (RtpTransportControllerSend::SetClientBitratePreferences), only how the estimate moves afterwards, and six seconds after the page's last word on
 * what it received it moves no more (SendSideBandwidthEstimation::UpdateEstimate, kMaxRtcpFeedbackInterval).
 */
const queuePatienceMs = 2_500;
/** So many bursts on a free way, pictures let through among them, and the estimate is the same to the bit: the worker is not told of them. */
const burstsUnheard = 4;

/**
 * Finds out whether a way that was narrow is broad again: raising the greatest bitrate makes congestion control try it with a short burst (mid-call
 * probing of Google congestion control), where waiting for its own probes takes up to half a minute. A burst alone does not bring it back
 * when the picture was taken away in the middle of a jam, since it takes the jam for lasting till packets flow again; so from time to time the
 * smallest picture is let through for a moment.
 */
export class WayProbe {
  readonly #transport: ProbedTransport;
  #triedAt: number | null = null;
  #isFed = false;
  #feedAt: number | null = null;
  #pauseMs = firstPauseMs;
  #unheard = { estimate: 0, bursts: 0 };

  constructor(transport: ProbedTransport) {
    this.#transport = transport;
  }

  /**
   * Whether no word comes any more on what the page receives, be the way broad or not: seen after a jam in both directions, and for good.
   * Only new transports help.
   */
  get isUnheard(): boolean {
    return this.#unheard.bursts >= burstsUnheard;
  }

  /**
   * Call it at each look, with `now` in milliseconds. While packets are queueing there are no bursts: they would only make sound wait longer.
   * Errors: what the transport throws.
   */
  async look({ availableOutgoingBitrate, consumers }: WayLook, isQueueing: boolean, now: number): Promise<void> {
    const pictures = consumers.filter(({ source, isFlowing }) => source === 'camera' && isFlowing);
    const isNarrow = availableOutgoingBitrate !== null && availableOutgoingBitrate < narrowBitrate;
    if (!isNarrow || pictures.length === 0) return this.#end();
    if (now - (this.#triedAt ?? -Infinity) < probeEveryMs) return;
    this.#triedAt = now;
    const isStarved = pictures.every(({ spatialLayer }) => spatialLayer === null);
    if (this.#isFed) await this.#starve(isQueueing, now);
    else if (isStarved) await this.#feedWhenDue(isQueueing, now);
    const isSame = isStarved && availableOutgoingBitrate === this.#unheard.estimate;
    if (isQueueing) return;
    this.#unheard = { estimate: availableOutgoingBitrate, bursts: isSame ? this.#unheard.bursts + 1 : 0 };
    await this.#transport.setMaxOutgoingBitrate(narrowBitrate);
    await this.#transport.setMaxOutgoingBitrate(probeBitrate);
  }

  async #feedWhenDue(isQueueing: boolean, now: number): Promise<void> {
    this.#feedAt ??= now + this.#pauseMs;
    if (now < this.#feedAt + (isQueueing ? queuePatienceMs : 0)) return;
    this.#isFed = true;
    await this.#transport.setMinOutgoingBitrate(feedBitrate);
  }

  async #starve(isQueueing: boolean, now: number): Promise<void> {
    this.#isFed = false;
    this.#pauseMs = isQueueing ? Math.min(1.5 * this.#pauseMs, longestPauseMs) : firstPauseMs;
    this.#feedAt = now + this.#pauseMs;
    await this.#transport.setMinOutgoingBitrate(0);
  }

  async #end(): Promise<void> {
    if (this.#triedAt === null) return;
    const wasFed = this.#isFed;
    this.#triedAt = null;
    this.#isFed = false;
    this.#feedAt = null;
    this.#pauseMs = firstPauseMs;
    this.#unheard = { estimate: 0, bursts: 0 };
    if (wasFed) await this.#transport.setMinOutgoingBitrate(0);
    await this.#transport.setMaxOutgoingBitrate(0);
  }
}
