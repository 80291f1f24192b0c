import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallCommand } from '#shared/call/commands.ts';
import { canBeHandedOver, stageSteps } from '#shared/call/consultation.ts';
import { decide } from '#shared/call/decide.ts';
import { evolve } from '#shared/call/evolve.ts';
import { adviserKey, expertKey, mediaSubscriptionsOf, supervisorKey, terminalKey } from '#shared/call/mediaRouting.ts';
import { type Call, type CallEvent, consultationStages, expertOf, isInCall } from '#shared/call/lifecycle.ts';
import type { AdviserId, ExpertId, SupervisorId } from '#shared/ids.ts';
import { askingCallId, experts, facts, queuedCall, run, stepsArbitrary, timings } from '#tests/support/callArbitraries.ts';

const askingId = 'e9' as ExpertId;

/** Carries the commands out one after the other; a refusal throws. */
function after(start: Call, ...commands: CallCommand[]): { call: Call; types: CallEvent['type'][] } {
  let call = start;
  const types: CallEvent['type'][] = [];
  for (const command of commands) {
    const decision = decide(call, command, facts.queuedAt, timings);
    if (!decision.ok) throw new Error(decision.refusal);
    for (const event of decision.events) call = evolve(call, event);
    types.push(...decision.events.map(({ type }) => type));
  }
  return { call, types };
}

const answered = (call: Call, expertId: ExpertId): Call =>
  after(call, { type: 'offer', expertId, reason: 'onlyOne', note: null }, { type: 'accept', expertId, offerNumber: 1 }, { type: 'confirmConnected' }).call;

/** The customer's own call, with an adviser who hears and a supervisor who listens. */
const asking = after(
  { ...answered(queuedCall(), askingId), callId: askingCallId },
  { type: 'joinAsThirdParty', adviserId: 'a1' as AdviserId, role: 'adviser', microphone: 'open', needsConsent: false },
  { type: 'joinAsThirdParty', adviserId: 's1' as AdviserId, role: 'supervisor', microphone: 'muted', needsConsent: false },
).call;
const asked = answered(queuedCall(askingCallId), experts[0] as ExpertId);
const bringIn: CallCommand = { type: 'bringCustomerIn', needsConsent: true };
const answer = (isAgreed: boolean): CallCommand => ({ type: 'answerColleague', isAgreed });
const takeOut: CallCommand = { type: 'takeCustomerOut' };
const handOver: CallCommand = { type: 'handOver', terminal: { state: 'present' }, advisers: [], needsConsent: false };

describe('[F31] [F106] a colleague of another agency and a confidential matter', () => {
  it('asks the customer once, and a yes holds for that colleague', () => {
    const isAsked = after(asked, bringIn, bringIn);
    expect(isAsked.types).toEqual(['CustomerAsked']);
    const isIn = after(isAsked.call, answer(true), answer(true));
    expect(isIn.types).toEqual(['CustomerBroughtIn']);
    expect(after(isIn.call, takeOut, bringIn, takeOut, takeOut).types).toEqual(['CustomerTakenOut', 'CustomerBroughtIn', 'CustomerTakenOut']);
  });

  it('a no stands till the expert asks again; an answer to a question that was withdrawn counts for nothing', () => {
    const refused = after(asked, bringIn, answer(false), answer(false));
    expect(refused.types).toEqual(['CustomerAsked', 'CustomerRefused']);
    expect(refused.call).toMatchObject({ state: 'active', consultation: { stage: 'customerRefused' } });
    expect(decide(refused.call, answer(true), facts.queuedAt, timings)).toEqual({ ok: false, refusal: 'wrongState' });
    expect(after(refused.call, bringIn, answer(true)).types).toEqual(['CustomerAsked', 'CustomerBroughtIn']);
    const withdrawn = after(asked, bringIn, takeOut).call;
    expect(withdrawn.consultation?.stage).toBe('private');
    for (const isAgreed of [true, false]) expect(decide(withdrawn, answer(isAgreed), facts.queuedAt, timings)).toEqual({ ok: false, refusal: 'wrongState' });
  });

  it('no question within the agency, or where the matter is not confidential', () => {
    expect(after(asked, { type: 'bringCustomerIn', needsConsent: false }).types).toEqual(['CustomerBroughtIn']);
  });

  it('[F39] hands the customer over without a question, but not while one is open, and not after a no', () => {
    const ways: readonly (readonly CallCommand[])[] = [[], [bringIn], [bringIn, answer(false)], [bringIn, answer(true)], [bringIn, answer(true), takeOut]];
    const reached = ways.map((way) => after(asked, ...way).call);
    expect(new Set(reached.map(({ consultation }) => consultation?.stage))).toEqual(new Set(consultationStages));
    for (const call of reached) {
      const decision = decide(call, handOver, facts.queuedAt, timings);
      expect(decision.ok).toBe(call.consultation !== null && canBeHandedOver(call.consultation.stage));
    }
  });

  it('an event that is no step of the stage is a fault of ours and throws', () => {
    for (const type of ['CustomerRefused', 'QuestionWithdrawn', 'CustomerTakenOut'] as const) expect(() => evolve(asked, { type })).toThrow(type);
    expect(() => evolve(asking, { type: 'CustomerAsked' })).toThrow('CustomerAsked');
    expect(stageSteps.every(([from, , to]) => from !== to)).toBe(true);
  });

  it('[Q40] nothing flows between the colleague and the customer’s side before the yes, by any sequence of commands', () => {
    fc.assert(
      fc.property(stepsArbitrary, fc.boolean(), (steps, isHeld) => {
        const held = isHeld ? after(asking, { type: 'hold', expertId: askingId }).call : asking;
        const customersSide = [terminalKey(asking.terminalId), adviserKey('a1' as AdviserId), supervisorKey('s1' as SupervisorId)] as string[];
        let hasAgreed = false;
        const asksFirst = (command: CallCommand): CallCommand => (command.type === 'bringCustomerIn' ? bringIn : command);
        for (const { call, command, events } of run(steps, askingCallId, asksFirst)) {
          hasAgreed ||= command.type === 'answerColleague' && command.isAgreed && events.length > 0;
          if (call.consultation === null) return;
          const colleague = expertOf(call);
          if (colleague === null) continue;
          const open = mediaSubscriptionsOf([held, call]).filter((link) => link.isOpen && [link.from, link.to].includes(expertKey(colleague)));
          const withCustomer = open.filter(({ from, to }) => customersSide.includes(from) || customersSide.includes(to));
          if (!hasAgreed || call.consultation.stage !== 'joint' || isHeld) expect(withCustomer).toEqual([]);
          else if (isInCall(call) && call.state !== 'onHold') expect(withCustomer).toHaveLength(5);
          // The two experts alone, also while the customer is being asked.
          const areAlone = isInCall(call) && call.state !== 'onHold' && isHeld;
          expect(open.some(({ from }) => from === expertKey(askingId))).toBe(areAlone || withCustomer.length > 0);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
