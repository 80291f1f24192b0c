import type {
  ThirdParty,
  CallEvent,
  DeclineReason,
  MicrophoneMode,
  OfferChoice,
  OfferReason,
  OutcomeCode,
  PickReason,
  Presence,
  Priority,
  PriorityReason,
  ReferralCode,
  WrapUpDraft,
} from '#shared/call/lifecycle.ts';
import type { ErrorCode } from '#shared/errors.ts';
import type { ExpertId, SupervisorId, TerminalId, ThirdPartyId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import type { Language } from '#shared/language.ts';

/** How long each step may take, in milliseconds. */
export type CallTimings = {
  /** An offer rings this long before it goes on to the next expert. */
  readonly ringMs: number;
  /** An expert who declined or missed is not asked again about the same call for this long. */
  readonly refusalMs: number;
  /** Media must be flowing this long after the accept, else the call counts as started anyway. */
  readonly connectMs: number;
  /** A lost expert may return within this time; then the customer goes back to the front of the queue. */
  readonly expertGraceMs: number;
  /** The same while connecting, where the customer has not yet met anybody. */
  readonly connectingGraceMs: number;
  /** A lost terminal keeps its place or its call this long. */
  readonly terminalGraceMs: number;
  readonly adviserGraceMs: number;
  readonly wrapUpMs: number;
  /** Who fetches something keeps the place this long. */
  readonly parkMs: number;
  /** The point shows the number of a customer who is called back this long, then again after `summonPauseMs`, `summonTries` times in all. */
  readonly summonMs: number;
  readonly summonPauseMs: number;
  readonly summonTries: number;
};

export type CallCommand =
  | { readonly type: 'acceptLanguages'; readonly languages: readonly Language[] }
  | { readonly type: 'setPriority'; readonly priority: Priority; readonly reason: PriorityReason; readonly supervisorId: SupervisorId }
  | {
      readonly type: 'offer';
      readonly expertId: ExpertId;
      readonly reason: OfferReason;
      readonly note: PickReason | null;
      /** Null where it was given by hand. */
      readonly choice?: OfferChoice | null;
    }
  | { readonly type: 'accept'; readonly expertId: ExpertId; readonly offerNumber: number }
  | { readonly type: 'decline'; readonly expertId: ExpertId; readonly offerNumber: number; readonly reason: DeclineReason }
  | { readonly type: 'confirmConnected' }
  | { readonly type: 'hold'; readonly expertId: ExpertId }
  | { readonly type: 'resume'; readonly expertId: ExpertId }
  | { readonly type: 'end'; readonly endedBy: 'customer' | 'adviser' }
  | { readonly type: 'end'; readonly endedBy: 'expert' | 'handedOver'; readonly expertId: ExpertId }
  | { readonly type: 'extendWrapUp'; readonly expertId: ExpertId }
  | {
      readonly type: 'completeWrapUp';
      readonly expertId: ExpertId;
      readonly outcomeCode: OutcomeCode;
      readonly referral: ReferralCode | null;
      readonly agencyOutcome?: string | null;
      readonly agencyReferral?: string | null;
    }
  /** `isForGood`: they are not let in again, and nobody waits for them. */
  | { readonly type: 'loseTerminal'; readonly isForGood: boolean }
  | { readonly type: 'regainTerminal' }
  | { readonly type: 'loseExpert'; readonly expertId: ExpertId; readonly isForGood: boolean }
  | { readonly type: 'regainExpert'; readonly expertId: ExpertId }
  | {
      readonly type: 'joinAsThirdParty';
      readonly adviserId: ThirdPartyId;
      readonly role: ThirdParty['role'];
      readonly microphone: MicrophoneMode;
      /** The matter is confidential: the customer is asked before anything can be heard or seen (F106). */
      readonly needsConsent: boolean;
    }
  | { readonly type: 'answerAdviser'; readonly adviserId: ThirdPartyId; readonly requestedMode: MicrophoneMode; readonly isAgreed: boolean }
  | { readonly type: 'leaveAsThirdParty'; readonly adviserId: ThirdPartyId }
  | { readonly type: 'loseAdviser'; readonly adviserId: ThirdPartyId }
  | { readonly type: 'regainAdviser'; readonly adviserId: ThirdPartyId }
  /** `terminal`: the customer there gives no sign of life. */
  | { readonly type: 'park'; readonly by: 'customer' | 'terminal' }
  | { readonly type: 'park'; readonly by: 'expert'; readonly expertId: ExpertId }
  | { readonly type: 'returnFromPark' }
  | { readonly type: 'chooseCallback'; readonly notBefore: Instant }
  | { readonly type: 'moveCallback'; readonly at: Instant }
  | { readonly type: 'summon' }
  | { readonly type: 'answerCallback'; readonly terminalId: TerminalId }
  /** `needsConsent`: the matter is confidential and the colleague of another agency, so that the customer is asked first (F106). */
  | { readonly type: 'bringCustomerIn'; readonly needsConsent: boolean }
  | { readonly type: 'answerColleague'; readonly isAgreed: boolean }
  | { readonly type: 'takeCustomerOut' }
  | {
      readonly type: 'handOver';
      readonly terminal: Presence;
      /** Who was with the customer in the call that ends; not all of them come along. */
      readonly advisers: readonly ThirdParty[];
      /** The colleague's service is confidential. */
      readonly needsConsent: boolean;
    }
  | { readonly type: 'endConsultation' }
  | { readonly type: 'close'; readonly reason: 'movedBySupervisor' | 'takenOver' }
  | { readonly type: 'closeQueue' }
  | { readonly type: 'prolongPark' }
  /**
   * `isHindered`: the customer cannot come, being with another expert, or since no terminal of the point is free. `draft`: what a wrap-up whose
   * time is over closes with.
   */
  | { readonly type: 'due'; readonly isHindered?: boolean; readonly draft?: WrapUpDraft | null };

export type Decision = { readonly ok: true; readonly events: readonly CallEvent[] } | { readonly ok: false; readonly refusal: ErrorCode };

/** What has happened; nothing, if the command was carried out before. */
export const done = (...events: CallEvent[]): Decision => ({ ok: true, events });
export const refuse = (refusal: ErrorCode): Decision => ({ ok: false, refusal });
