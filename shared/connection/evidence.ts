import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import type { ConnectionReport, InboundReport } from '#shared/contract/connectionReport.ts';
import type { MediaSource } from '#shared/contract/mediaSource.ts';
import type { RemoteSummary } from './remote.ts';

/** What the server itself saw of one participant's media since the look before. Bits a second, 0 to 1; null: not known. */
export type ServerLeg = {
  /** False when the media worker did not answer. */
  readonly isAnswering: boolean;
  /** How long the counters below took to grow, in milliseconds. */
  readonly windowMs: number;
  /** Share of its processor that the media worker has used. */
  readonly workerLoad: number | null;
  /** Bytes of RTP alone, which can be lost while the path still answers. */
  readonly upRtpBytes: number;
  readonly upBitrate: number;
  readonly downBitrate: number;
  /** How unevenly the participant's sound arrives at the server, in seconds (RFC 3550, 6.4.1); 0 while none does. */
  readonly upJitter: number;
  readonly upLossRatio: number | null;
  /** Packets of sound that were sent to the participant once more, since they were asked for again. */
  readonly soundResent: number;
  readonly availableOutgoingBitrate: number | null;
  /** Seconds there and back, by the participant's own RTCP (RFC 3550, 6.4.1), which comes also while the page's reports are held up. */
  readonly roundTripTime: number | null;
  /** The media worker's own marks, 0 to 10, of the worst stream that comes from the participant and of the worst that goes there. */
  readonly producerScore: number | null;
  readonly consumerScore: number | null;
  readonly consumers: readonly ServerConsumer[];
};

export type ServerConsumer = {
  readonly from: ParticipantKey;
  readonly source: MediaSource;
  /** Whether media should come: the link is open, the page is ready and the sender has not muted. */
  readonly isFlowing: boolean;
  /** Bytes of RTP that were sent on it since the look before, or since it began. */
  readonly sentBytes: number;
  /** Which simulcast layer is sent, from 0; null where none fits or there are none. */
  readonly spatialLayer: number | null;
};

/** Whose sound or picture a page reports to receive. */
export const isFrom = ({ from: { role, id } }: InboundReport, participant: ParticipantKey): boolean => `${role}:${id}` === participant;

/** One look at a leg: what the page reported and what the server saw in about the same time. `at` in milliseconds on one clock. */
export type LegSample = {
  readonly at: number;
  /** Null when no report came in time. */
  readonly report: ConnectionReport | null;
  readonly isSignalling: boolean;
  /** Whether the browser answers the server, be its page awake or not. */
  readonly isBrowserAnswering: boolean;
  /** Null without a media session. */
  readonly server: ServerLeg | null;
  /** What the others' media had suffered before it was sent here. */
  readonly remote: RemoteSummary;
};

/** Whether media came from the participant since the look before. */
export const isArriving = ({ server }: LegSample): boolean => (server?.upRtpBytes ?? 0) > 0;

const thinnedShare = 0.5;

/** Whether the latest look shows much less media coming from the participant than the best of those before. */
export function isThinned(samples: readonly LegSample[]): boolean {
  const rates = samples.flatMap(({ server: leg }) => (leg === null || leg.windowMs === 0 ? [] : leg.upBitrate));
  const now = rates.at(-1) ?? 0;
  return now > 0 && now < thinnedShare * Math.max(...rates.slice(-5));
}

/** The latest sample of another participant of the same call. */
export type FarSide = {
  readonly participant: ParticipantKey;
  readonly report: ConnectionReport | null;
  /** Whether what it sends reaches the server; if not, the trouble is its own. */
  readonly isArriving: boolean;
  readonly remote: RemoteSummary;
};

/** Everything that is known of one leg: its looks, oldest first, and the far sides. */
export type LegHistory = { readonly samples: readonly LegSample[]; readonly farSides: readonly FarSide[] };
