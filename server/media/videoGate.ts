import type { ServerLeg } from '#shared/connection/evidence.ts';
import { onFloorBitrate, probeBitrates, probeEveryMs, triedBitrate } from '#shared/connection/videoLadder.ts';

/** What probing needs of a transport; bits a second, 0 takes the limit away. */
export type ProbedTransport = { setMaxOutgoingBitrate(bitrate: number): Promise<void> };

/** What the media worker knows of the path to a page. */
export type UplinkSample = Pick<ServerLeg, 'availableOutgoingBitrate' | 'consumers'>;

/** How long pictures are held back. The time grows where they only made a queue again, which spares the sound. */
const firstPauseMs = 1_900;
const longestPauseMs = 16_000;
/** How much longer the gate waits for a queue to drain. */
const queuePatienceMs = 2_500;
/** How long only the smallest picture passes after that. The time grows where more pictures soon proved too much. */
const firstPatienceMs = 6_000;
const longestPatienceMs = 24_000;
const regretMs = 10_000;
/** An estimate that falls this far at once has met a queue. Random loss lowers it in small steps. */
const plungeFactor = 2;
const isOnFloor = (bitrate: number): boolean => bitrate <= onFloorBitrate;

/** Which pictures may pass. */
type AllowedVideo = 'all' | 'smallest' | 'none';

/**
 * Holds pictures back from a page while its path is too narrow for any, and finds out when it is wide again. Then only the smallest picture passes for
 * a while, since a burst fits into a bottleneck's buffer and makes the path look wider than it is. Time ends that, not proof: while only the
 * smallest is sent, the estimate grows no further than half as much again as that (AimdRateControl).
 *
 * The media worker itself would send no layer below a certain estimate, and would never recover from that. Only pictures carry the sequence numbers
 * that pages answer (transport-wide congestion control; Producer::MangleRtpPacket leaves sound out). A burst begins only with a packet of a picture
 * (BitrateProber::OnIncomingPacket). What a changed limit does to the estimate is not passed on (RtpTransportControllerSend::SetClientBitratePreferences).
 * So the worker's estimate is kept above what the smallest layer needs, and this gate decides. Packets that it holds back are not sent again either: the
 * page still asks for all that a jam has dropped, and the worker would answer with many times what the path carries.
 */
export class VideoGate {
  readonly #transport: ProbedTransport;
  readonly #onSwitch: () => void;
  #allowedVideo: AllowedVideo = 'all';
  #estimate = Infinity;
  #openAt = -Infinity;
  #pauseMs = firstPauseMs;
  /** When all pictures may pass again, or have begun to pass. */
  #allAt = -Infinity;
  #patienceMs = firstPatienceMs;
  #triedAt: number | null = null;
  #burst: number = probeBitrates[0];

  /** `onSwitch` is called each time that `allowedVideo` has changed. */
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

  /** Takes a new estimate of congestion control, in bits a second. `now` is in milliseconds. */
  estimated(bitrate: number, now: number): void {
    const isPlunge = this.#estimate > plungeFactor * bitrate;
    this.#estimate = bitrate;
    if (this.isOpen && isPlunge && isOnFloor(bitrate)) this.#hold(now);
  }

  /**
   * Call it at each sample, with `now` in milliseconds. It tries a narrow path with short bursts, unless packets are queueing. Another maximum bitrate
   * makes congestion control try the path at once; its own probes take up to half a minute. For that the estimate must also be below the one before
   * (ProbeController::OnMaxTotalAllocatedBitrate). Errors: what the transport throws.
   */
  async sampleStats({ availableOutgoingBitrate, consumers }: UplinkSample, isQueueing: boolean, now: number): Promise<void> {
    const hasPicture = consumers.some(({ source, isFlowing }) => source === 'camera' && isFlowing);
    // While nothing passes, the estimate is an old one.
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

  /** Stops trying the path. */
  async #end(): Promise<void> {
    if (this.#triedAt === null) return;
    this.#triedAt = null;
    this.#pauseMs = firstPauseMs;
    await this.#transport.setMaxOutgoingBitrate(0);
  }
}
