import type { PathPolicy } from '#shared/connection/pathPolicy.ts';

/** STUN answers (RFC 8445, 7.2.5) by candidate pair, and the longest round trip among the pairs in milliseconds. */
export type StunAnswers = { readonly counts: ReadonlyMap<string, number>; readonly roundTripMs: number };

/** Why a session is opened: the present one carries nothing, somebody is not heard over it, or UDP gets through again. */
export type ReopenCause = 'mediaLost' | 'oneWayAudio' | 'udpIsBack';

/** The page's media session as it is now. */
export type SessionFacts = {
  readonly id: string;
  readonly path: PathPolicy;
  /** Whether the server offers a relay. */
  readonly hasRelay: boolean;
  /** Whether neither transport is disconnected or failed. */
  readonly isWell: boolean;
  /** Whether every transport that is used is connected. */
  readonly isUp: boolean;
  /** How long nothing has been played of what should arrive; null when nothing should. */
  readonly silentMs: number | null;
  /** The same for video alone. */
  readonly silentVideoMs: number | null;
};

/** What has just happened. A `task` number is that of the effect which it answers. */
export type RecoveryEvent =
  | { readonly type: 'started' }
  | { readonly type: 'stopped' }
  /** Ten times a second. */
  | { readonly type: 'tick' }
  /** The time that `dueInMs` announced has come. */
  | { readonly type: 'due' }
  | { readonly type: 'transportConnected' }
  | { readonly type: 'transportLost'; readonly isForGood: boolean }
  | { readonly type: 'findingsChanged' }
  | { readonly type: 'signallingBack' }
  | { readonly type: 'reported'; readonly isOnFallbackPath: boolean }
  | { readonly type: 'iceRestarted'; readonly task: number; readonly sessionId: string; readonly isGranted: boolean }
  | { readonly type: 'opened'; readonly task: number }
  /** `answers` is null when the browser could not tell. */
  | { readonly type: 'answersRead'; readonly task: number; readonly answers: StunAnswers | null }
  | { readonly type: 'udpProbed'; readonly task: number; readonly isConnected: boolean };

/** How things are now, as far as recovery minds. */
export type RecoverySituation = {
  /** Null while there is no session. */
  readonly session: SessionFacts | null;
  /** What the server finds: media that does not get through although the path seems well. */
  readonly isMediaLost: boolean;
  /** What the server finds: somebody speaks, and nothing of it is played here. */
  readonly isOneWayAudio: boolean;
  /** 0 to 1; spreads pages that lose their path at the same moment. */
  readonly random: number;
};
export type RecoveryFacts = RecoverySituation & { readonly event: RecoveryEvent };

/** What the page has to do. An effect with a `task` number is answered by an event with the same one. */
export type RecoveryEffect =
  | { readonly type: 'show'; readonly connection: 'healing' | 'connected' }
  | { readonly type: 'restartIce'; readonly task: number; readonly sessionId: string }
  | { readonly type: 'open'; readonly task: number; readonly path: PathPolicy; readonly cause: ReopenCause }
  | { readonly type: 'readAnswers'; readonly task: number }
  /** Signalling connects again if it does not answer within this time: its line may hang. */
  | { readonly type: 'checkSignalling'; readonly withinMs: number }
  | { readonly type: 'requestKeyFrames' }
  | { readonly type: 'probeUdp'; readonly task: number };
