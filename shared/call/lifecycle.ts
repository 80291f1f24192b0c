import type { AdviserId, AgencyId, CallId, ExpertId, PointId, ServiceId, SupervisorId, TerminalId, ThirdPartyId, VisitId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import type { Language } from '#shared/language.ts';

/** Whether a participant's page is connected; a lost one keeps its place until `graceUntil`. */
export type Presence = { readonly state: 'present' } | { readonly state: 'lost'; readonly since: Instant; readonly graceUntil: Instant };

/** An expert who is not asked again about this call before `until`. */
export type Refusal = { readonly expertId: ExpertId; readonly until: Instant };

/**
 * How an adviser is in a call: heard, silent, or only with the connection (F50), where neither sound nor picture of anybody goes to them or
 * comes from them.
 */
export const microphoneModes = ['open', 'muted', 'connectionOnly'] as const;
export type MicrophoneMode = (typeof microphoneModes)[number];

export const thirdPartyRoles = ['adviser', 'supervisor'] as const;

/** The service point's adviser, or a supervisor who listens, inside a call; always announced to the others. */
export type ThirdParty = {
  readonly adviserId: ThirdPartyId;
  readonly role: (typeof thirdPartyRoles)[number];
  readonly microphone: MicrophoneMode;
  /** What they ask for, as long as the customer has not said yes or no. */
  readonly requestedMode: MicrophoneMode | null;
  readonly presence: Presence;
};

/** Whether anything of the people in the call reaches them. */
export const hasMedia = ({ microphone }: ThirdParty): boolean => microphone !== 'connectionOnly';

/** Fixed when the call is queued, with three exceptions: the priority may change, the terminal of a customer who is called back, and a booking's `queuedAt` when its customer has come. */
export type CallFacts = {
  readonly callId: CallId;
  readonly visitId: VisitId;
  readonly terminalId: TerminalId;
  readonly pointId: PointId;
  readonly agencyId: AgencyId;
  readonly serviceId: ServiceId;
  readonly language: Language;
  readonly priority: number;
  readonly queuedAt: Instant;
  /** The time that was booked, if the customer did not just drop in. */
  readonly bookedFor: Instant | null;
  readonly setUpBy: AdviserId | null;
  /** Calls in the same room share their media: an expert's question to a colleague happens in the room of the customer's call. */
  readonly roomId: CallId;
};

/**
 * How far a question to a colleague has come with the customer. The two experts are alone in all stages but `joint`, where the customer is with
 * them. `customerAsked`: whether the colleague may join is on the customer's screen (F106); `customerRefused`: the answer was no; `takenOut`: the
 * customer has been in the talk, and comes in again without a question.
 */
export const consultationStages = ['private', 'customerAsked', 'customerRefused', 'joint', 'takenOut'] as const;
export type ConsultationStage = (typeof consultationStages)[number];

/** A call that an expert made to a colleague about another call. Handed over, it becomes the customer's own call and is no longer a consultation. */
export type Consultation = { readonly ofCallId: CallId; readonly stage: ConsultationStage };

export const endedByRoles = ['customer', 'expert', 'adviser', 'terminalLost', 'expertLost', 'handedOver'] as const;
export type EndedBy = (typeof endedByRoles)[number];

export const closeReasons = [
  'completed',
  'abandoned',
  'terminalLost',
  'removedByAdviser',
  'movedBySupervisor',
  'queueClosed',
  'notBack',
  'consultationOver',
  'takenOver',
] as const;
export type CloseReason = (typeof closeReasons)[number];

/** `offerCount` is the fencing number: an answer to an older offer is refused. */
type Waiting = {
  readonly terminal: Presence;
  readonly refusals: readonly Refusal[];
  /** The expert whom the customer lost, which puts the call first and lets the same expert have it again; null for a first wait. */
  readonly lostExpertId: ExpertId | null;
};
/** `summonCount`: how often the number has been shown in vain. */
type Called = { readonly summonCount: number; readonly lostExpertId: ExpertId | null };
type Connected = {
  readonly terminal: Presence;
  readonly expertId: ExpertId;
  readonly expert: Presence;
  readonly advisers: readonly ThirdParty[];
};

export type CallState =
  | ({ readonly state: 'queued' } & Waiting)
  | ({ readonly state: 'offered'; readonly expertId: ExpertId; readonly ringUntil: Instant } & Waiting)
  /** The customer fetches something, or `isAbsent`: gave no sign of life; the place is kept, nobody is called meanwhile. */
  | ({ readonly state: 'parked'; readonly parkedUntil: Instant; readonly isAbsent: boolean } & Waiting)
  /** The customer is called back at the same point, at the earliest at `notBefore`; no terminal is held meanwhile. */
  | ({ readonly state: 'awaitingCallback'; readonly notBefore: Instant } & Called)
  /** It is the customer's turn: the point shows the number until somebody answers. */
  | ({ readonly state: 'summoned'; readonly summonUntil: Instant } & Called)
  | ({ readonly state: 'connecting'; readonly acceptedAt: Instant; readonly connectBy: Instant } & Connected)
  | ({ readonly state: 'active'; readonly startedAt: Instant } & Connected)
  | ({ readonly state: 'onHold'; readonly startedAt: Instant; readonly heldAt: Instant } & Connected)
  | {
      readonly state: 'wrapUp';
      readonly expertId: ExpertId;
      readonly endedBy: EndedBy;
      readonly endedAt: Instant;
      readonly wrapUpUntil: Instant;
      readonly isExtended: boolean;
    }
  | { readonly state: 'closed'; readonly reason: CloseReason; readonly closedAt: Instant };

export type Call = CallFacts & {
  readonly offerCount: number;
  /** Other languages that the customer can do with, if nobody with the first one is free. */
  readonly otherLanguages: readonly Language[];
  readonly consultation: Consultation | null;
  /** The time that was booked has come; from then on the call has its head start. */
  readonly isBookedTime: boolean;
  /** A supervisor has put the customer into this queue from another one. */
  readonly isMoved: boolean;
} & CallState;
export type StateName = CallState['state'];
export type ConnectedCall = Extract<Call, { state: 'connecting' | 'active' | 'onHold' }>;

export const stateNames = [
  'queued',
  'offered',
  'parked',
  'awaitingCallback',
  'summoned',
  'connecting',
  'active',
  'onHold',
  'wrapUp',
  'closed',
] as const satisfies readonly StateName[];

/** Whether customer and expert have met and neither has ended the call. */
export const isInCall = (call: Call): call is ConnectedCall => call.state === 'connecting' || call.state === 'active' || call.state === 'onHold';

/** The states in which a call has a place in the queue of its agency. */
export const inQueueStates = ['queued', 'offered', 'parked', 'awaitingCallback', 'summoned'] as const satisfies readonly StateName[];
export type QueuedCall = Extract<Call, { state: (typeof inQueueStates)[number] }>;
export const isInQueue = (call: Call): call is QueuedCall => inQueueStates.some((state) => state === call.state);

export type WaitingCall = Extract<Call, { state: 'queued' | 'offered' | 'parked' }>;

/** Whether the customer waits at a terminal, ringing and fetching something included. */
export const isWaiting = (call: Call): call is WaitingCall => call.state === 'queued' || call.state === 'offered' || call.state === 'parked';

export type CalledBackCall = Extract<Call, { state: 'awaitingCallback' | 'summoned' }>;

/** Whether the customer has gone and is to be called back. */
export const isCalledBack = (call: Call): call is CalledBackCall => call.state === 'awaitingCallback' || call.state === 'summoned';

/** Whether the call keeps its terminal occupied. */
export const occupiesTerminal = (call: Call): boolean => isWaiting(call) || isInCall(call);

/** Whether the customer is engaged with an expert, so that no other of the visit's calls may ring meanwhile. */
export const engagesCustomer = (call: Call): boolean => call.consultation === null && (call.state === 'offered' || isInCall(call));

/** The expert whom the call keeps busy, if any. An expert is in one such call at most. */
export const expertOf = (call: Call): ExpertId | null => ('expertId' in call ? call.expertId : null);

/** Everything that can have happened to a call, in the past tense; the row equals the replay of these. */
export type CallEvent =
  | {
      readonly type: 'EntryQueued';
      readonly facts: CallFacts;
      readonly terminal: Presence;
      readonly consultationOf: CallId | null;
      /** Where a supervisor has moved the customer here: whom the call had lost before. */
      readonly moved?: { readonly lostExpertId: ExpertId | null };
    }
  | { readonly type: 'BookedTimeCame' }
  | { readonly type: 'LanguagesAccepted'; readonly languages: readonly Language[] }
  | { readonly type: 'PriorityChanged'; readonly priority: number; readonly reason: PriorityReason; readonly supervisorId: SupervisorId }
  | {
      readonly type: 'EntryOffered';
      readonly expertId: ExpertId;
      readonly ringUntil: Instant;
      readonly reason: OfferReason;
      readonly note: PickReason | null;
      readonly choice?: OfferChoice | null;
    }
  | { readonly type: 'EntryMissed'; readonly expertId: ExpertId; readonly until: Instant }
  | { readonly type: 'EntryDeclined'; readonly expertId: ExpertId; readonly until: Instant; readonly reason: string }
  | { readonly type: 'EntryParked'; readonly parkedUntil: Instant; readonly lostExpertId: ExpertId | null; readonly isAbsent?: boolean }
  | { readonly type: 'EntryReturned' }
  | { readonly type: 'ParkProlonged'; readonly parkedUntil: Instant }
  | { readonly type: 'CallbackChosen'; readonly notBefore: Instant }
  | { readonly type: 'CallbackMoved'; readonly at: Instant }
  | { readonly type: 'CustomerSummoned'; readonly summonUntil: Instant }
  | { readonly type: 'SummonMissed'; readonly notBefore: Instant }
  | { readonly type: 'SummonWithdrawn'; readonly notBefore: Instant }
  | { readonly type: 'CallbackAnswered'; readonly terminalId: TerminalId; readonly answeredAt?: Instant }
  | { readonly type: 'CustomerAsked' }
  | { readonly type: 'CustomerRefused' }
  | { readonly type: 'QuestionWithdrawn' }
  | { readonly type: 'CustomerBroughtIn' }
  | { readonly type: 'CustomerTakenOut' }
  | { readonly type: 'CallHandedOver'; readonly terminal: Presence; readonly advisers: readonly ThirdParty[] }
  | { readonly type: 'EntryAccepted'; readonly expertId: ExpertId; readonly acceptedAt: Instant; readonly connectBy: Instant }
  | { readonly type: 'CallStarted'; readonly startedAt: Instant }
  | { readonly type: 'CallHeld'; readonly heldAt: Instant }
  | { readonly type: 'CallResumed' }
  | { readonly type: 'ParticipantDropped'; readonly role: 'terminal' | 'expert'; readonly since: Instant; readonly graceUntil: Instant }
  | { readonly type: 'ParticipantRejoined'; readonly role: 'terminal' | 'expert' }
  | {
      readonly type: 'AdviserJoined';
      readonly adviserId: ThirdPartyId;
      readonly role: ThirdParty['role'];
      readonly microphone: MicrophoneMode;
      readonly requestedMode?: MicrophoneMode | null;
    }
  | { readonly type: 'AdviserAsked'; readonly adviserId: ThirdPartyId; readonly requestedMode: MicrophoneMode }
  | { readonly type: 'AdviserRefused'; readonly adviserId: ThirdPartyId }
  | { readonly type: 'AdviserMicrophoneChanged'; readonly adviserId: ThirdPartyId; readonly microphone: MicrophoneMode }
  | { readonly type: 'AdviserDropped'; readonly adviserId: ThirdPartyId; readonly since: Instant; readonly graceUntil: Instant }
  | { readonly type: 'AdviserRejoined'; readonly adviserId: ThirdPartyId }
  | { readonly type: 'AdviserLeft'; readonly adviserId: ThirdPartyId }
  | { readonly type: 'EntryRequeued'; readonly lostExpertId: ExpertId }
  | { readonly type: 'CallEnded'; readonly endedBy: EndedBy; readonly endedAt: Instant; readonly wrapUpUntil: Instant }
  | { readonly type: 'WrapUpExtended'; readonly wrapUpUntil: Instant }
  | {
      readonly type: 'WrapUpEnded';
      readonly how: 'expert' | 'time';
      readonly outcomeCode: OutcomeCode | null;
      readonly referral: ReferralCode | null;
      /** The agency's own codes, which refine the two; an event of before has none. */
      readonly agencyOutcome?: string | null;
      readonly agencyReferral?: string | null;
      readonly closedAt: Instant;
    }
  | { readonly type: 'EntryClosed'; readonly reason: Exclude<CloseReason, 'completed'>; readonly closedAt: Instant };

/** What sets apart experts who could have the same call, the weightiest first: the same as before, the matter's place in the routing profile, and so on. */
export const choiceCriteria = ['sameExpert', 'profile', 'ownLanguage', 'homeUnit', 'languageLevel', 'fewestCalls', 'longestIdle'] as const;
export type ChoiceCriterion = (typeof choiceCriteria)[number];

/**
 * Why this expert: nobody else could (`onlyOne`), or those who could got others at the same moment (`onlyLeft`); else the criterion that set the expert
 * apart from the next best, `equal` where none did. The last three: by hand.
 */
export const offerReasons = ['onlyOne', 'onlyLeft', ...choiceCriteria, 'equal', 'picked', 'assigned', 'consulted'] as const;
export type OfferReason = (typeof offerReasons)[number];

/** Why this call now, before the others that the expert could have had: what put it before them, or that there was no other. */
export const turnReasons = ['rejoin', 'booked', 'priority', 'profile', 'longestWait', 'onlyCall'] as const;
export type TurnReason = (typeof turnReasons)[number];

/** How routing chose: what set aside others who could have had the call, before the reason itself decided; and why it was this call's turn. */
export type OfferChoice = { readonly setAside: readonly ChoiceCriterion[]; readonly turn: readonly TurnReason[] };

export const outcomeCodes = ['settled', 'continues', 'referred', 'wrongPlace', 'technicalFailure'] as const;
export type OutcomeCode = (typeof outcomeCodes)[number];

/** Where the customer was sent on to, if the matter goes on elsewhere. */
export const referralCodes = ['eService', 'phone', 'onSite', 'otherAgency', 'adviser', 'booking'] as const;
export type ReferralCode = (typeof referralCodes)[number];

/** What an expert has chosen and typed in a wrap-up so far. */
export type WrapUpDraft = {
  readonly outcomeCode: OutcomeCode | null;
  readonly referral: ReferralCode | null;
  /** The agency's own codes, which refine the two. */
  readonly agencyOutcome: string | null;
  readonly agencyReferral: string | null;
  readonly note: string;
};

/** Why an expert takes somebody out of turn; kept with the offer. */
export const pickReasons = ['knowsCase', 'urgent', 'specialSkill', 'agreedBefore'] as const;
export type PickReason = (typeof pickReasons)[number];

/** Why a supervisor has raised or lowered a call's priority; kept with the change. */
export const priorityReasons = ['hardship', 'deadline', 'sentWrong', 'canWait'] as const;
export type PriorityReason = (typeof priorityReasons)[number];

/** Head starts (shared/queue/rank.ts) by which a supervisor may put a call earlier or later. */
export const priorities = [-1, 0, 1, 2] as const;
export type Priority = (typeof priorities)[number];

export const declineReasons = ['otherTask', 'notMySkill', 'conflictOfInterest'] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** What the adviser at the point is to help with when the expert is done (F43). */
export const adviserReasons = ['paper', 'eService', 'booking', 'rightPlace', 'other'] as const;
export type AdviserReason = (typeof adviserReasons)[number];
