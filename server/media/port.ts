import type { MediaSubscription, ParticipantKey } from '#shared/call/mediaRouting.ts';
import type { ServerLeg } from '#shared/connection/evidence.ts';
import type { CallRole } from '#shared/contract/define.ts';
import type { MediaSource } from '#shared/contract/mediaSource.ts';
import type { EventName, EventPayload, RequestParsed, RequestReply } from '#shared/contract/index.ts';
import type { CallId } from '#shared/ids.ts';
import type { NetworkFaults } from '#shared/practice/networkFaults.ts';

/**
 * Where a session's transports live: a call's own router, an expert's desk, which is connected before any call exists, or a self-test.
 * Producers are piped between routers where the two differ.
 */
export type RouterOwner = `call:${CallId}` | `desk:${string}` | `test:${string}`;

type MediaEventName = Extract<EventName, `media:${string}`>;

/** Something to tell one participant's page. */
export type MediaNotice = {
  [N in MediaEventName]: { readonly to: ParticipantKey; readonly name: N; readonly payload: EventPayload<N> };
}[MediaEventName];

/** What somebody has closed in a room. */
export type RoomMutes = { readonly roomId: CallId; readonly muted: readonly MediaSource[] };

export type OpenOptions = {
  readonly rtpCapabilities: RequestParsed<'media:open'>['rtpCapabilities'];
  readonly isPractice: boolean;
  /** The room that the session is opened for, and what the person has closed there; null for a desk without a call. */
  readonly muted: RoomMutes | null;
};

/** One source is closed or opened; `muted` is all that is closed now. */
export type MuteChange = { readonly source: MediaSource; readonly isMuted: boolean; readonly muted: readonly MediaSource[] };

/** `roomId` of the call that media is exchanged in now; a desk that is in none, or a waiting terminal, has no other side yet. */
export type MediaSample = { readonly leg: ServerLeg; readonly roomId: CallId | null };

/** How a participant's media comes to the server; see ServerLeg. */
export type Arrival = Pick<ServerLeg, 'upJitter' | 'upLossRatio'>;

/** What the calls feature knows of media. All state behind it is a cache: `setSubscriptions` from the call row rebuilds it. */
export interface MediaPort {
  /** The same for every router. Errors: mediaUnavailable. */
  capabilities(): Promise<RequestReply<'media:capabilities'>>;
  /** Opens a participant's session and closes an older one; one for practice goes over a network that can be made bad. Errors: noCommonCodec, mediaUnavailable. */
  open(participant: ParticipantKey, routerOwner: RouterOwner, options: OpenOptions): Promise<RequestReply<'media:open'>>;
  /** Makes the participant's network bad, or good again. False where its session is none for practice. */
  setNetworkFaults(participant: ParticipantKey, faults: NetworkFaults): boolean;
  /** Opens transports apart from any call, to try a way to the media server, and closes those of an earlier test first. Errors: mediaUnavailable, tooMany. */
  openTest(participant: ParticipantKey): Promise<RequestReply<'selfTest:open'>>;
  /** The rest is done to the participant's own open session; another's sessionId gives mediaSessionGone, another's ids notFound. */
  connectTransport(participant: ParticipantKey, input: RequestParsed<'media:connectTransport'>): Promise<void>;
  produce(participant: ParticipantKey, input: RequestParsed<'media:produce'>): Promise<RequestReply<'media:produce'>>;
  setReceiveQuality(participant: ParticipantKey, input: RequestParsed<'media:setReceiveQuality'>): Promise<void>;
  consumerReady(participant: ParticipantKey, input: RequestParsed<'media:consumerReady'>): Promise<void>;
  sync(participant: ParticipantKey, input: RequestParsed<'media:sync'>): Promise<RequestReply<'media:sync'>>;
  restartIce(participant: ParticipantKey, input: RequestParsed<'media:restartIce'>): Promise<RequestReply<'media:restartIce'>>;
  requestKeyFrames(participant: ParticipantKey, input: RequestParsed<'media:requestKeyFrames'>): void;
  /** The participant has come into the room: what they have closed there holds from now on; where it does already nothing changes. Null: they have left it. */
  setMutes(participant: ParticipantKey, roomId: CallId, muted: readonly MediaSource[] | null): void;
  /** The person has closed or opened one; `muted` is all that is closed now. */
  setMuted(participant: ParticipantKey, roomId: CallId, change: MuteChange): void;
  /**
   * The links that the call should have now. Idempotent: makes missing consumers (paused), opens and closes, removes the rest,
   * also later, as sessions and producers of the named participants come and go. A producer sends only while some link from it is open, and only
   * what the far page can decrypt where the call `isEncrypted`.
   */
  setSubscriptions(callId: CallId, links: readonly MediaSubscription[], isEncrypted?: boolean): Promise<void>;
  /** The call is over: its links, its router and the sessions at home in it are closed. */
  dropCall(callId: CallId): Promise<void>;
  /** The participant is gone for good. */
  closeSession(participant: ParticipantKey): Promise<void>;
  /**
   * Bytes of RTP that the sessions open now have sent and received since they were opened, by the role of their pages. Proves that waiting
   * terminals send nothing (Q40), and that nothing reaches who is there for the connection alone (F50).
   */
  rtpBytes(): Promise<Record<CallRole, { readonly fromPages: number; readonly toPages: number }>>;
  /** Bytes of RTP that came of each source, by the role of the pages that send it now. What a page sends must be what its screen says. */
  sourceBytes(): Promise<Record<CallRole, Record<MediaSource, number>>>;
  /**
   * What the server sees of the participant's media since it was last asked, and the room that it is in; null without a session. A way that
   * is taken for narrow is tried as well, unless packets are queueing on it.
   */
  sampleStats(participant: ParticipantKey, options: { readonly isQueueing: boolean }): Promise<MediaSample | null>;
  /** How the participant's media has come to the server since the last look; this is none. Null without a session. */
  readUplinkStats(participant: ParticipantKey): Promise<Arrival | null>;
  workers(): readonly { readonly pid: number; readonly routers: number }[];
  close(): Promise<void>;
}
