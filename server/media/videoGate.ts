import type { ServerLeg } from '#shared/connection/evidence.ts';
import { onFloorBitrate, probeBitrates, probeEveryMs, triedBitrate } from '#shared/connection/videoLadder.ts';

/** What probing needs of a transport; bits a second, 0 takes the limit away. */
export type ProbedTransport = { setMaxOutgoingBitrate(bitrate: number): Promise<void> };

/** What the media worker says of the way to a page. */
export type UplinkSample = Pick<ServerLeg, 'availableOutgoingBitrate' | 'consumers'>;

/** How long pictures are held; longer after they only made a queue again, so that sound is spared. */
const firstPauseMs = 1_900;
const longestPauseMs = 16_000;
/** So much longer, the end of a queue is waited for. */
const queuePatienceMs = 2_500;
/** How long only the smallest picture passes after that; longer after more was regretted within so long. */
const firstPatienceMs = 6_000;
const longestPatienceMs = 24_000;
const regretMs = 10_000;
/** An estimate that falls by so much at once has met a queue; random loss takes it down in small steps. */
const plungeFactor = 2;
const isOnFloor = (bitrate: number): boolean => bitrate <= onFloorBitrate;

/** Which pictures may pass. */
type AllowedVideo = 'all' | 'smallest' | 'none';

/**
 * Holds the pictures back from a page while its way is too narrow for any, and finds out whether it is broad again. After that the smallest goes first
 * for a while: a burst fits into a bottleneck's buffer, and makes the way look broader than it is. Not till the way has proved broad, since the smallest
 * alone proves nothing: the estimate grows to half as much again as what is sent (AimdRateControl).
 *
 * The media worker's own way, to send no layer below a certain estimate, has no way back: only pictures carry the sequence numbers that pages answer
 * (transport-wide congestion control; Producer::MangleRtpPacket leaves sound out), a burst begins only with a packet of a picture
 * (BitrateProber::OnIncomingPacket), and what a changed limit does to the estimate is not passed on (RtpTransportControllerSend::SetClientBitratePreferences).
 * So its estimate never falls below what the smallest layer needs, and this gate decides. What it holds is forgotten as well: the page still asks for all
 * that a jam has dropped, and the worker would answer with many times what the way carries.
 */
export class VideoGate {
  readonly #transport: ProbedTransport;
  readonly #onSwitch: () => void;
  #allowedVideo: AllowedVideo = 'all';
  #estimate = Infinity;
  #openAt = -Infinity;
  #pauseMs = firstPauseMs;
  /** When all pictures may pass again, or have begun to. */
  #allAt = -Infinity;
  #patienceMs = firstPatienceMs;
  #triedAt: number | null = null;
  #burst: number = probeBitrates[0];

  /** `onSwitch` is told each time that `passing` has changed. */
  constructor(transport: ProbedTransport, onSwitch: () => void) {
    this.#transport = transport;
    this.#onSwitch = onSwitch;
  }

  get allowedVideo(): AllowedVideo {
    return this.#allowedVideo;
  }

  /** Whether any picture may pass. */
  get isOpen(): boolean {
    return this.#allowedVideo !== 'none';
  }

  /** Congestion control has estimated anew, in bits a second; `now` in milliseconds. */
  estimated(bitrate: number, now: number): void {
    const isPlunge = this.#estimate > plungeFactor * bitrate;
    this.#estimate = bitrate;
    if (this.isOpen && isPlunge && isOnFloor(bitrate)) this.#hold(now);
  }

  /**
   * Call it at each look, with `now` in milliseconds. A narrow way is tried with short bursts, unless packets are queueing: another greatest bitrate makes
   * congestion control try the way at once, where its own probes take up to half a minute; the estimate must be below the one before as well
   * (ProbeController::OnMaxTotalAllocatedBitrate). Errors: what the transport throws.
   */
  async sampleStats({ availableOutgoingBitrate, consumers }: UplinkSample, isQueueing: boolean, now: number): Promise<void> {
    const hasPicture = consumers.some(({ source, isFlowing }) => source === 'camera' && isFlowing);
    // While nothing passes, the estimate is of the time before.
    const isNarrow = !this.isOpen || (availableOutgoingBitrate !== null && availableOutgoingBitrate < triedBitrate);
    if ((this.#allowedVideo === 'smallest' && now >= this.#allAt) || (!hasPicture && this.#allowedVideo !== 'all')) this.#openFully(now);
    if (!isNarrow || !hasPicture) return this.#end();
    if (now - (this.#triedAt ?? -Infinity) < probeEveryMs) return;
    this.#triedAt = now;
    if (!this.isOpen) {
      if (now >= this.#openAt + (isQueueing ? queuePatienceMs : 0)) this.#open(now);
    } else if (!isQueueing) {
      this.#pauseMs = firstPauseMs;
      this.#burst = probeBitrates[this.#burst === probeBitrates[0] ? 1 : 0];
      await this.#transport.setMaxOutgoingBitrate(this.#burst);
    } else if (availableOutgoingBitrate !== null && isOnFloor(availableOutgoingBitrate)) this.#hold(now);
  }

  #hold(now: number): void {
    this.#openAt = now + this.#pauseMs;
    this.#pauseMs = Math.min(1.5 * this.#pauseMs, longestPauseMs);
    if (this.#allowedVideo === 'all') this.#patienceMs = now - this.#allAt < regretMs ? Math.min(2 * this.#patienceMs, longestPatienceMs) : firstPatienceMs;
    this.#switch('none');
  }

  #open(now: number): void {
    this.#allAt = now + this.#patienceMs;
    this.#switch('smallest');
  }

  #openFully(now: number): void {
    this.#allAt = now;
    this.#switch('all');
  }

  #switch(allowedVideo: AllowedVideo): void {
    this.#allowedVideo = allowedVideo;
    this.#onSwitch();
  }

  /** Tries the way no more. */
  async #end(): Promise<void> {
    if (this.#triedAt === null) return;
    this.#triedAt = null;
    this.#pauseMs = firstPauseMs;
    await this.#transport.setMaxOutgoingBitrate(0);
  }
}
