import { reportedLossOf } from '#shared/connection/loss.ts';
import { queueDelayIn, roundTripOf } from '#shared/connection/pathMeasures.ts';
import { type LadderState, type QualityLevel, stepVideoLadder, needsProbe, probeEveryMs, resumeLadder, startLadder } from '#shared/connection/videoLadder.ts';
import type { ConnectionReport } from '#shared/contract/connectionReport.ts';
import type { CallMediaStore } from '#client/media/state.ts';

/** A round trip that has not shrunk within twenty seconds, although less is sent, means a long path and no queue. */
const rememberedTrips = 10;

type LadderActs = { readonly onLevel: (level: QualityLevel) => void; readonly onProbe: () => void };

/** Watches the path on which this page sends, and chooses how much of the picture is sent, unless a person has chosen. */
export class QualityLadder {
  readonly #store: CallMediaStore;
  readonly #onLevel: LadderActs['onLevel'];
  readonly #onProbe: LadderActs['onProbe'];
  #state: LadderState = startLadder('full');
  /** The round trips of the last samples. The shortest has no queue in it. */
  #trips: readonly number[] = [];
  #probedAt = -Infinity;

  constructor(store: CallMediaStore, { onLevel, onProbe }: LadderActs) {
    this.#store = store;
    this.#onLevel = onLevel;
    this.#onProbe = onProbe;
  }

  /** A new call; a line that is known to be weak begins low and shows first what it can carry (F63). */
  begin(isWeakLine: boolean): void {
    this.#trips = [];
    this.#state = startLadder(isWeakLine ? 'small' : 'full');
    if (!this.#store.getState().isQualityChosen) this.#set(this.#state.level);
  }

  /** A person's choice, which holds until they give it back. */
  choose(quality: QualityLevel | 'auto'): void {
    this.#store.setState({ isQualityChosen: quality !== 'auto' });
    this.#state = quality === 'auto' ? resumeLadder(this.#store.getState().quality) : startLadder(quality);
    this.#set(this.#state.level);
  }

  report({ send, outbound }: ConnectionReport): void {
    const { isSending, isQualityChosen } = this.#store.getState();
    if (!isSending || isQualityChosen || send === null || send.state !== 'connected') return;
    const trip = roundTripOf({ send, receive: null, outbound });
    if (trip !== null) this.#trips = [...this.#trips.slice(1 - rememberedTrips), trip];
    const look = {
      at: performance.now(),
      availableOutgoingBitrate: send.availableOutgoingBitrate,
      lossRatio: reportedLossOf(outbound),
      queueDelay: trip === null ? 0 : queueDelayIn(this.#trips),
    };
    this.#state = stepVideoLadder(this.#state, look);
    this.#set(this.#state.level);
    if (needsProbe(this.#state, look) && look.at - this.#probedAt >= probeEveryMs) {
      this.#probedAt = look.at;
      this.#onProbe();
    }
  }

  #set(level: QualityLevel): void {
    if (this.#store.getState().quality === level) return;
    this.#store.setState({ quality: level });
    this.#onLevel(level);
  }
}
