import fc from 'fast-check';
import { type CallCommand, type CallTimings } from '#shared/call/commands.ts';
import { decide } from '#shared/call/decide.ts';
import {
  type Call,
  type CallEvent,
  type CallFacts,
  declineReasons,
  microphoneModes,
  offerReasons,
  outcomeCodes,
  pickReasons,
  priorities,
  priorityReasons,
  referralCodes,
  thirdPartyRoles,
} from '#shared/call/lifecycle.ts';
import { evolve } from '#shared/call/evolve.ts';
import type { AdviserId, AgencyId, CallId, ExpertId, PointId, ServiceId, SupervisorId, TerminalId, VisitId } from '#shared/ids.ts';
import { type Instant, after } from '#shared/instant.ts';
import { staffLanguages } from '#shared/language.ts';

export const timings: CallTimings = {
  ringMs: 20_000,
  refusalMs: 60_000,
  connectMs: 15_000,
  expertGraceMs: 30_000,
  connectingGraceMs: 8_000,
  terminalGraceMs: 120_000,
  adviserGraceMs: 15_000,
  wrapUpMs: 120_000,
  parkMs: 60_000,
  summonMs: 60_000,
  summonPauseMs: 30_000,
  summonTries: 2,
};

export const facts: CallFacts = {
  callId: '00000000-0000-4000-8000-000000000001' as CallId,
  visitId: '00000000-0000-4000-8000-000000000002' as VisitId,
  terminalId: 'mikkeli-1' as TerminalId,
  pointId: 'mikkeli' as PointId,
  agencyId: 'fpa' as AgencyId,
  serviceId: 'fpa.studentAid' as ServiceId,
  language: 'sv',
  priority: 0,
  queuedAt: 1_000_000 as Instant,
  bookedFor: null,
  setUpBy: null,
  roomId: '00000000-0000-4000-8000-000000000001' as CallId,
};

export const experts = ['e1', 'e2', 'e3'] as ExpertId[];
export const terminals = ['mikkeli-1', 'mikkeli-2'] as TerminalId[];
export const advisers = ['a1', 'a2'] as AdviserId[];

const expertId = fc.constantFrom(...experts);
const adviserId = fc.constantFrom(...advisers);
const offerNumber = fc.integer({ min: 1, max: 4 });

export const commandArbitrary: fc.Arbitrary<CallCommand> = fc.oneof(
  fc.record({ type: fc.constant('offer' as const), expertId, reason: fc.constantFrom(...offerReasons), note: fc.constantFrom(null, ...pickReasons) }),
  fc.record({
    type: fc.constant('setPriority' as const),
    priority: fc.constantFrom(...priorities),
    reason: fc.constantFrom(...priorityReasons),
    supervisorId: fc.constant('s1' as SupervisorId),
  }),
  fc.record({ type: fc.constant('acceptLanguages' as const), languages: fc.subarray([...staffLanguages]) }),
  fc.record({ type: fc.constant('accept' as const), expertId, offerNumber }),
  fc.record({ type: fc.constant('decline' as const), expertId, offerNumber, reason: fc.constantFrom(...declineReasons) }),
  fc.constant({ type: 'confirmConnected' as const }),
  fc.record({ type: fc.constantFrom('hold' as const, 'resume' as const, 'regainExpert' as const, 'extendWrapUp' as const), expertId }),
  fc.record({ type: fc.constant('end' as const), endedBy: fc.constantFrom('customer' as const, 'adviser' as const) }),
  fc.record({ type: fc.constant('end' as const), endedBy: fc.constant('expert' as const), expertId }),
  fc.record({
    type: fc.constant('completeWrapUp' as const),
    expertId,
    outcomeCode: fc.constantFrom(...outcomeCodes),
    referral: fc.constantFrom(null, ...referralCodes),
  }),
  fc.constantFrom({ type: 'closeQueue' as const }, { type: 'regainTerminal' as const }),
  fc.record({ type: fc.constant('loseTerminal' as const), isForGood: fc.boolean() }),
  fc.record({ type: fc.constant('loseExpert' as const), expertId, isForGood: fc.boolean() }),
  fc.record({
    type: fc.constant('joinAsThirdParty' as const),
    adviserId,
    role: fc.constantFrom(...thirdPartyRoles),
    microphone: fc.constantFrom(...microphoneModes),
    needsConsent: fc.boolean(),
  }),
  fc.record({ type: fc.constant('answerAdviser' as const), adviserId, requestedMode: fc.constantFrom(...microphoneModes), isAgreed: fc.boolean() }),
  fc.record({ type: fc.constantFrom('leaveAsThirdParty' as const, 'loseAdviser' as const, 'regainAdviser' as const), adviserId }),
  fc.constantFrom({ type: 'due' as const }, { type: 'due' as const, isHindered: true }, { type: 'prolongPark' as const }),
  fc.constant({ type: 'park' as const, by: 'customer' as const }),
  fc.constant({ type: 'park' as const, by: 'terminal' as const }),
  fc.record({ type: fc.constant('park' as const), by: fc.constant('expert' as const), expertId }),
  fc.record({ type: fc.constant('chooseCallback' as const), notBefore: fc.constantFrom(facts.queuedAt, after(facts.queuedAt, 40_000)) }),
  fc.record({ type: fc.constant('moveCallback' as const), at: fc.constantFrom(after(facts.queuedAt, 100_000), after(facts.queuedAt, 200_000)) }),
  fc.record({ type: fc.constant('answerCallback' as const), terminalId: fc.constantFrom(...terminals) }),
  fc.constantFrom({ type: 'returnFromPark' as const }, { type: 'summon' as const }, { type: 'close' as const, reason: 'movedBySupervisor' as const }),
  fc.record({ type: fc.constant('bringCustomerIn' as const), needsConsent: fc.boolean() }),
  fc.record({ type: fc.constant('answerColleague' as const), isAgreed: fc.boolean() }),
  fc.constantFrom({ type: 'takeCustomerOut' as const }, { type: 'endConsultation' as const }),
  fc.record({
    type: fc.constant('handOver' as const),
    terminal: fc.constant({ state: 'present' as const }),
    advisers: fc.constant([]),
    needsConsent: fc.boolean(),
  }),
);

/** What comes next: any command at all, or one that the state at that moment invites, since pure chance seldom gets far. */
export type Step = { readonly any: CallCommand; readonly invited: number | null; readonly waitMs: number };
export const stepsArbitrary: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    any: commandArbitrary,
    invited: fc.option(fc.nat(), { freq: 3 }),
    waitMs: fc.oneof({ weight: 6, arbitrary: fc.constantFrom(0, 10, 500) }, { weight: 1, arbitrary: fc.constantFrom(5_000, 20_000, 130_000) }),
  }),
  { maxLength: 40 },
);

function invitedBy(call: Call): CallCommand[] {
  const [a1, a2] = advisers as [AdviserId, AdviserId];
  const terminalId = terminals[1] as TerminalId;
  if (call.state === 'queued')
    return [
      { type: 'offer', expertId: experts[call.offerCount % experts.length] as ExpertId, reason: 'onlyOne', note: null },
      { type: 'acceptLanguages', languages: ['fi', 'en'] },
      { type: 'loseTerminal', isForGood: false },
      { type: 'regainTerminal' },
      { type: 'park', by: 'customer' },
      { type: 'park', by: 'terminal' },
      { type: 'chooseCallback', notBefore: call.queuedAt },
      { type: 'due' },
    ];
  if (call.state === 'parked') return [{ type: 'returnFromPark' }, { type: 'acceptLanguages', languages: ['en'] }, { type: 'due' }];
  if (call.state === 'awaitingCallback')
    return [
      { type: 'summon' },
      { type: 'acceptLanguages', languages: ['en'] },
      { type: 'answerCallback', terminalId },
      { type: 'moveCallback', at: after(call.bookedFor ?? call.queuedAt, 200_000) },
    ];
  if (call.state === 'summoned') return [{ type: 'answerCallback', terminalId }, { type: 'acceptLanguages', languages: ['en'] }, { type: 'due' }];
  if (call.state === 'closed') return [{ type: 'due' }];
  const { expertId } = call;
  if (call.state === 'offered') {
    const answer = { expertId, offerNumber: call.offerCount };
    return [
      { type: 'accept', ...answer },
      { type: 'accept', ...answer },
      { type: 'acceptLanguages', languages: ['en'] },
      { type: 'decline', ...answer, reason: 'otherTask' },
      { type: 'park', by: 'terminal' },
      { type: 'loseExpert', expertId, isForGood: false },
    ];
  }
  if (call.state === 'wrapUp')
    return [{ type: 'extendWrapUp', expertId }, { type: 'completeWrapUp', expertId, outcomeCode: 'settled', referral: null }, { type: 'due' }];
  return [
    { type: 'confirmConnected' },
    { type: 'hold', expertId },
    { type: 'resume', expertId },
    { type: 'joinAsThirdParty', adviserId: a1, role: 'adviser', microphone: 'open', needsConsent: false },
    { type: 'joinAsThirdParty', adviserId: a1, role: 'adviser', microphone: 'muted', needsConsent: true },
    { type: 'joinAsThirdParty', adviserId: a1, role: 'adviser', microphone: 'open', needsConsent: true },
    { type: 'answerAdviser', adviserId: a1, requestedMode: 'open', isAgreed: false },
    { type: 'joinAsThirdParty', adviserId: a2, role: 'supervisor', microphone: 'muted', needsConsent: false },
    { type: 'loseAdviser', adviserId: a1 },
    { type: 'regainAdviser', adviserId: a1 },
    { type: 'leaveAsThirdParty', adviserId: a2 },
    { type: 'loseExpert', expertId, isForGood: false },
    { type: 'regainExpert', expertId },
    { type: 'park', by: 'expert', expertId },
    { type: 'bringCustomerIn', needsConsent: true },
    { type: 'bringCustomerIn', needsConsent: false },
    { type: 'answerColleague', isAgreed: true },
    { type: 'answerColleague', isAgreed: false },
    { type: 'takeCustomerOut' },
    { type: 'handOver', terminal: { state: 'present' }, advisers: [], needsConsent: false },
    { type: 'end', endedBy: 'expert', expertId },
    { type: 'due' },
  ];
}

/** Every command that could mean anything in the call's state. */
export const everyCommand = (call: Call): CallCommand[] => [
  ...invitedBy(call),
  { type: 'setPriority', priority: 2, reason: 'deadline', supervisorId: 's1' as SupervisorId },
  { type: 'loseTerminal', isForGood: false },
  { type: 'regainTerminal' },
  { type: 'end', endedBy: 'customer' },
  { type: 'closeQueue' },
  { type: 'prolongPark' },
  { type: 'due', isHindered: true },
  { type: 'close', reason: 'takenOver' },
  { type: 'endConsultation' },
  { type: 'due' },
];

/** A call of a customer (null), of one who has booked a time, or one that an expert makes to a colleague about the call named. */
export type Kind = CallId | 'booked' | null;

const bookedFor = after(facts.queuedAt, 100_000);

/** A fresh call. */
export const queuedCall = (kind: Kind = null): Call =>
  evolve(null, {
    type: 'EntryQueued',
    facts: kind === 'booked' ? { ...facts, bookedFor } : facts,
    terminal: { state: 'present' },
    consultationOf: kind === 'booked' ? null : kind,
  });
export const askingCallId = '00000000-0000-4000-8000-000000000009' as CallId;

export type Moment = { readonly call: Call; readonly now: Instant; readonly events: readonly CallEvent[]; readonly command: CallCommand };

/** Runs the steps from a fresh call, each as `given` has it, and gives every moment on the way. */
export function run(steps: readonly Step[], kind: Kind = null, given: (command: CallCommand) => CallCommand = (command) => command): Moment[] {
  let call = queuedCall(kind);
  let now = facts.queuedAt;
  return steps.map(({ any, invited, waitMs }) => {
    now = after(now, waitMs);
    const invitations = invitedBy(call);
    const command = given(invited === null ? any : (invitations[invited % invitations.length] ?? any));
    const decision = decide(call, command, now, timings);
    const events = decision.ok ? decision.events : [];
    for (const event of events) call = evolve(call, event);
    return { call, now, events, command };
  });
}
