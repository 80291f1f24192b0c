import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallCommand } from '#shared/call/commands.ts';
import { decide } from '#shared/call/decide.ts';
import { declares } from '#shared/contract/define.ts';
import { type RequestName, requests } from '#shared/contract/index.ts';
import type { ErrorCode } from '#shared/errors.ts';
import type { SupervisorId } from '#shared/ids.ts';
import { advisers, askingCallId, experts, facts, run, stepsArbitrary, timings } from '#tests/support/callArbitraries.ts';

const [expertId, adviserId] = [experts[0]!, advisers[0]!];
const offer = (reason: 'picked' | 'assigned'): CallCommand => ({ type: 'offer', expertId, reason, note: null });
const endByExpert: CallCommand = { type: 'end', endedBy: 'expert', expertId };
const join = (role: 'adviser' | 'supervisor'): CallCommand => ({ type: 'joinAsThirdParty', adviserId, role, microphone: 'muted', needsConsent: true });

/** What each request makes of a call, where it is one command and little else. */
const commandsOf: { readonly [N in RequestName]?: readonly CallCommand[] } = {
  'queue:acceptLanguages': [{ type: 'acceptLanguages', languages: ['en'] }],
  'queue:park': [
    { type: 'park', by: 'customer' },
    { type: 'park', by: 'terminal' },
  ],
  'queue:return': [{ type: 'returnFromPark' }],
  'callback:choose': [{ type: 'chooseCallback', notBefore: facts.queuedAt }],
  'callback:answer': [{ type: 'answerCallback', terminalId: facts.terminalId }],
  'callback:move': [{ type: 'moveCallback', at: facts.queuedAt }],
  'call:leave': [{ type: 'end', endedBy: 'customer' }],
  'call:answerAdviser': [{ type: 'answerAdviser', adviserId, requestedMode: 'open', isAgreed: true }],
  'call:answerColleague': [{ type: 'answerColleague', isAgreed: true }],
  'call:confirmConnected': [{ type: 'confirmConnected' }],
  'offer:accept': [1, 2].map((offerNumber) => ({ type: 'accept', expertId, offerNumber })),
  'offer:decline': [1, 2].map((offerNumber) => ({ type: 'decline', expertId, offerNumber, reason: 'otherTask' })),
  'offer:pick': [offer('picked')],
  'queue:assign': [offer('assigned')],
  'queue:setPriority': [{ type: 'setPriority', priority: 2, reason: 'deadline', supervisorId: 's1' as SupervisorId }],
  'queue:move': [{ type: 'close', reason: 'movedBySupervisor' }],
  'call:hold': [{ type: 'hold', expertId }],
  'call:resume': [{ type: 'resume', expertId }],
  'call:park': [{ type: 'park', by: 'expert', expertId }],
  'call:end': [endByExpert],
  'call:sendToAdviser': [endByExpert],
  'consultation:bringIn': [{ type: 'bringCustomerIn', needsConsent: true }],
  'consultation:takeOut': [{ type: 'takeCustomerOut' }],
  'consultation:handOver': [{ type: 'handOver', terminal: { state: 'present' }, advisers: [], needsConsent: false }],
  'consultation:end': [{ type: 'endConsultation' }],
  'wrapUp:extend': [{ type: 'extendWrapUp', expertId }],
  'wrapUp:complete': [{ type: 'completeWrapUp', expertId, outcomeCode: 'settled', referral: null }],
  'adviser:removeFromQueue': [{ type: 'end', endedBy: 'adviser' }],
  'call:join': [join('adviser')],
  'call:listen': [join('supervisor')],
  'call:leaveAsThirdParty': [{ type: 'leaveAsThirdParty', adviserId }],
  'call:stopListening': [{ type: 'leaveAsThirdParty', adviserId }],
};

/** Calls in all kinds of states, the same in every run, so that it is certain what they refuse. */
const moments = fc
  .sample(fc.tuple(stepsArbitrary, fc.constantFrom(null, 'booked' as const, askingCallId)), { numRuns: 4_000, seed: 20 })
  .flatMap(([steps, kind]) => run(steps, kind));

const refusalsOf = (commands: readonly CallCommand[]): Set<ErrorCode> =>
  new Set(
    moments.flatMap(({ call, now }) =>
      commands.flatMap((command) => {
        const decision = decide(call, command, now, timings);
        return decision.ok ? [] : [decision.refusal];
      }),
    ),
  );

describe('the life cycle of a call', () => {
  it.each(Object.entries(commandsOf))('refuses %s only with what the contract declares', (name, commands) => {
    const undeclared = [...refusalsOf(commands)].filter((code) => !declares(requests[name as RequestName], code));
    expect(undeclared).toEqual([]);
  });

  it('is in states where each of its refusals occurs', () => {
    const seen = refusalsOf(Object.values(commandsOf).flat());
    expect([...seen].sort()).toEqual(['alreadyExtended', 'callEnded', 'offerTaken', 'wrongState']);
  });
});
