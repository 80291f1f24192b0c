import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '#shared/call/decide.ts';
import { dueAt, furthestDueMs } from '#shared/call/due.ts';
import { mediaSubscriptionsOf, terminalKey } from '#shared/call/mediaRouting.ts';
import {
  type ThirdParty,
  type Call,
  type StateName,
  expertOf,
  isInCall,
  isInQueue,
  microphoneModes,
  stateNames,
  thirdPartyRoles,
} from '#shared/call/lifecycle.ts';
import { evolve } from '#shared/call/evolve.ts';
import { allowedSteps } from '#shared/call/diagram.ts';
import type { AdviserId, ExpertId } from '#shared/ids.ts';
import { type Instant, after } from '#shared/instant.ts';
import type { CallCommand } from '#shared/call/commands.ts';
import {
  advisers as adviserIds,
  askingCallId,
  everyCommand,
  experts,
  facts,
  queuedCall,
  run,
  stepsArbitrary,
  timings,
} from '#tests/support/callArbitraries.ts';

const fieldsOf: Record<StateName, readonly string[]> = {
  queued: ['lostExpertId', 'refusals', 'terminal'],
  offered: ['expertId', 'lostExpertId', 'refusals', 'ringUntil', 'terminal'],
  parked: ['isAbsent', 'lostExpertId', 'parkedUntil', 'refusals', 'terminal'],
  awaitingCallback: ['lostExpertId', 'notBefore', 'summonCount'],
  summoned: ['lostExpertId', 'summonCount', 'summonUntil'],
  connecting: ['acceptedAt', 'advisers', 'connectBy', 'expert', 'expertId', 'terminal'],
  active: ['advisers', 'expert', 'expertId', 'startedAt', 'terminal'],
  onHold: ['advisers', 'expert', 'expertId', 'heldAt', 'startedAt', 'terminal'],
  wrapUp: ['endedAt', 'endedBy', 'expertId', 'isExtended', 'wrapUpUntil'],
  closed: ['closedAt', 'reason'],
};

const kindArbitrary = fc.constantFrom(null, 'booked' as const, askingCallId);

const ownFields = (call: Call): string[] =>
  Object.keys(call)
    .filter((key) => !(key in facts) && !['state', 'offerCount', 'otherLanguages', 'consultation', 'isBookedTime', 'isMoved'].includes(key))
    .sort();

describe('the life cycle of a call', () => {
  it('reaches no state outside the diagram, by any sequence of commands', () => {
    fc.assert(
      fc.property(stepsArbitrary, kindArbitrary, (steps, kind) => {
        let before = queuedCall(kind);
        for (const { call, events } of run(steps, kind)) {
          let state = before;
          for (const event of events) {
            const next = evolve(state, event);
            expect(allowedSteps).toContainEqual([state.state, event.type, next.state]);
            state = next;
          }
          expect(stateNames).toContain(call.state);
          expect(ownFields(call)).toEqual(fieldsOf[call.state]);
          before = call;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('every arrow of the diagram can be travelled', () => {
    const seen = new Set<string>();
    // All states that differ in more than times and priority, each tried with every command, at once and long after.
    const shapeOf = (call: Call): string =>
      JSON.stringify({ ...call, offerCount: 0, refusals: 0, priority: 0 }, (_key, value: unknown) => (typeof value === 'number' && value > 1_000 ? 0 : value));
    const frontier: { call: Call; now: Instant }[] = [null, 'booked' as const, askingCallId].map((of) => ({ call: queuedCall(of), now: facts.queuedAt }));
    const known = new Set(frontier.map(({ call }) => shapeOf(call)));
    for (let next = frontier.pop(); next !== undefined; next = frontier.pop()) {
      for (const waitMs of [0, 130_000]) {
        const now = after(next.now, waitMs);
        for (const command of everyCommand(next.call)) {
          const decision = decide(next.call, command, now, timings);
          let { call } = next;
          for (const event of decision.ok ? decision.events : []) {
            const after = evolve(call, event);
            seen.add(JSON.stringify([call.state, event.type, after.state]));
            call = after;
          }
          if (known.has(shapeOf(call))) continue;
          known.add(shapeOf(call));
          // A booking is like all others once it has left the queue.
          if (call.bookedFor !== null && !isInQueue(call)) continue;
          // Advisers and the stage of a question to a colleague have nothing to do with each other.
          if (isInCall(call) && call.advisers.length > 0 && (call.consultation?.stage ?? 'private') !== 'private') continue;
          frontier.push({ call, now });
        }
      }
    }
    expect(allowedSteps.filter((step) => !seen.has(JSON.stringify(step)))).toEqual([]);
  });

  it('the row is always the replay of its events', () => {
    fc.assert(
      fc.property(stepsArbitrary, kindArbitrary, (steps, kind) => {
        const moments = run(steps, kind);
        const replayed = moments.flatMap(({ events }) => events).reduce<Call>((call, event) => evolve(call, event), queuedCall(kind));
        expect(replayed).toEqual(moments.at(-1)?.call ?? queuedCall(kind));
      }),
    );
  });

  it('a time that has come always leads on: after "due" the call is not due again at the same moment', () => {
    fc.assert(
      fc.property(stepsArbitrary, kindArbitrary, (steps, kind) => {
        for (const { call } of run(steps, kind)) {
          const due = dueAt(call);
          if (due === null) continue;
          let state = call;
          for (let round = 0; round < 5 && (dueAt(state) ?? Infinity) <= due; round += 1) {
            const decision = decide(state, { type: 'due' }, due, timings);
            if (!decision.ok) throw new Error('due was refused');
            expect(decision.events.length).toBeGreaterThan(0);
            for (const event of decision.events) state = evolve(state, event);
          }
          expect(dueAt(state) ?? Infinity).toBeGreaterThan(due);
        }
      }),
    );
  });

  it('[Q33] after the clock has stepped back by an hour no call waits longer than its settings allow, and nobody is thrown out for it', () => {
    const furthest = furthestDueMs(timings);
    const seen = new Set<string>();
    fc.assert(
      fc.property(stepsArbitrary, (steps) => {
        for (const { call, now } of run(steps)) {
          const longest = furthest[call.state];
          if (longest === undefined) continue;
          const earlier = after(now, -3_600_000);
          const decision = decide(call, { type: 'due' }, earlier, timings);
          if (!decision.ok) throw new Error(decision.refusal);
          for (const { type } of decision.events) seen.add(type);
          expect(decision.events.filter(({ type }) => type === 'CallEnded' || type === 'EntryClosed' || type === 'AdviserLeft')).toEqual([]);
          const next = decision.events.reduce<Call>((state, event) => evolve(state, event), call);
          if (next.state !== 'queued') expect(dueAt(next) ?? earlier).toBeLessThanOrEqual(after(earlier, furthest[next.state] ?? 0));
        }
      }),
      // So many that each of the events below is met, which 300 once did not do.
      { numRuns: 3_000 },
    );
    expect([...seen]).toEqual(expect.arrayContaining(['EntryMissed', 'CallStarted', 'ParticipantDropped', 'WrapUpEnded']));
  });

  it('a call that is not waiting for people only always ends or waits in the queue for an expert', () => {
    fc.assert(
      fc.property(stepsArbitrary, (steps) => {
        for (const { call } of run(steps)) {
          const isMovedByPeople =
            call.state === 'queued' || call.state === 'awaitingCallback' || call.state === 'active' || call.state === 'onHold' || call.state === 'closed';
          if (!isMovedByPeople) expect(dueAt(call)).not.toBeNull();
        }
      }),
    );
  });

  it('[Q19] any command repeated at once changes nothing more', () => {
    fc.assert(
      fc.property(stepsArbitrary, (steps) => {
        for (const { call, now, command } of run(steps)) {
          if (command.type === 'extendWrapUp') continue;
          const again = decide(call, command, now, timings);
          if (again.ok && command.type !== 'due' && command.type !== 'offer' && command.type !== 'summon') expect(again.events).toEqual([]);
        }
      }),
    );
  });

  it('[F106] a customer’s yes lets in no more than the question that it answers asked for', () => {
    fc.assert(
      fc.property(stepsArbitrary, (steps) => {
        for (const { command, events } of run(steps)) {
          if (command.type !== 'answerAdviser' || !command.isAgreed || events.length === 0) continue;
          expect(events).toMatchObject([{ type: 'AdviserMicrophoneChanged', microphone: command.requestedMode }]);
        }
      }),
    );
    const [adviserId, expertId] = [adviserIds[0] as AdviserId, experts[0] as ExpertId];
    const ask = (microphone: 'muted' | 'open') => ({ type: 'joinAsThirdParty' as const, adviserId, role: 'adviser' as const, microphone, needsConsent: true });
    const commands = [
      { type: 'offer', expertId },
      { type: 'accept', expertId, offerNumber: 1 },
      { type: 'confirmConnected' },
      ask('muted'),
      ask('open'),
    ] as CallCommand[];
    const asked = commands.reduce((call, command) => {
      const decision = decide(call, command, facts.queuedAt, timings);
      return decision.ok ? decision.events.reduce(evolve, call) : call;
    }, queuedCall());
    expect(decide(asked, { type: 'answerAdviser', adviserId, requestedMode: 'muted', isAgreed: true }, facts.queuedAt, timings)).toEqual({
      ok: false,
      refusal: 'wrongState',
    });
    expect(decide(asked, { type: 'answerAdviser', adviserId, requestedMode: 'open', isAgreed: true }, facts.queuedAt, timings)).toMatchObject({ ok: true });
  });

  it('[F16] an answer to an older offer or by another expert is refused', () => {
    fc.assert(
      fc.property(stepsArbitrary, (steps) => {
        for (const { call, now } of run(steps)) {
          if (call.state !== 'offered') continue;
          for (const expertId of ['e1', 'e2', 'e3'] as (typeof call.expertId)[]) {
            const stale = decide(call, { type: 'accept', expertId, offerNumber: call.offerCount - 1 }, now, timings);
            expect(stale.ok).toBe(false);
            const accepted = decide(call, { type: 'accept', expertId, offerNumber: call.offerCount }, now, timings);
            expect(accepted.ok).toBe(expertId === call.expertId && now < call.ringUntil);
          }
        }
      }),
    );
  });

  it('[Q40] nothing flows to or from the terminal before an expert has accepted, and hold stops the expert’s side', () => {
    fc.assert(
      fc.property(stepsArbitrary, (steps) => {
        for (const { call } of run(steps)) {
          const open = mediaSubscriptionsOf([call]).filter((link) => link.isOpen);
          const terminal = terminalKey(call.terminalId);
          if (!isInCall(call)) expect(open).toEqual([]);
          else
            for (const { adviserId, microphone, role } of call.advisers) {
              expect(open.some(({ from }) => from === `supervisor:${adviserId}`)).toBe(false);
              if (role === 'adviser')
                expect(open.filter((link) => link.from === `adviser:${adviserId}` && !link.isMuted).length > 0).toBe(microphone === 'open');
              // [F50] For the connection alone nothing of anybody goes there.
              if (microphone === 'connectionOnly') expect(open.some(({ to, from }) => [to, from].includes(`${role}:${adviserId}`))).toBe(false);
            }
          const expert = expertOf(call);
          if (call.state === 'onHold') expect(open.some(({ from, to }) => from === `expert:${expert}` || to === `expert:${expert}`)).toBe(false);
          if (call.state === 'active') expect(open).toContainEqual({ from: terminal, to: `expert:${expert}`, isOpen: true, isMuted: false });
        }
      }),
    );
  });
});

describe('who comes along when the customer is handed over', () => {
  const asked = { ...facts, callId: '00000000-0000-4000-8000-000000000008', agencyId: 'tax', serviceId: 'tax.taxCard' } as typeof facts;
  const adviserArbitrary: fc.Arbitrary<ThirdParty> = fc.record({
    adviserId: fc.constantFrom(...(['a1', 'a2', 'a3', 'a4'] as AdviserId[])),
    role: fc.constantFrom(...thirdPartyRoles),
    microphone: fc.constantFrom(...microphoneModes),
    requestedMode: fc.constant(null),
    presence: fc.constant({ state: 'present' as const }),
  });
  /** The colleague has the call of another agency, and takes the customer over from this one. */
  const handedOver = (advisers: readonly ThirdParty[], needsConsent: boolean): Call => {
    let call = evolve(null, { type: 'EntryQueued', facts: asked, terminal: { state: 'present' }, consultationOf: facts.callId });
    const commands: Parameters<typeof decide>[1][] = [
      { type: 'offer', expertId: experts[2] as ExpertId, reason: 'consulted', note: null },
      { type: 'accept', expertId: experts[2] as ExpertId, offerNumber: 1 },
      { type: 'confirmConnected' },
      { type: 'handOver', terminal: { state: 'present' }, advisers, needsConsent },
    ];
    for (const command of commands) {
      const decision = decide(call, command, facts.queuedAt, timings);
      if (!decision.ok) throw new Error(decision.refusal);
      for (const event of decision.events) call = evolve(call, event);
    }
    return call;
  };

  it('[C7] [F46] no supervisor of the agency before is linked to anybody, and the adviser hears a confidential matter by the customer’s word only', () => {
    fc.assert(
      fc.property(fc.uniqueArray(adviserArbitrary, { maxLength: 4, selector: ({ adviserId }) => adviserId }), fc.boolean(), (before, needsConsent) => {
        const next = handedOver(before, needsConsent);
        const links = mediaSubscriptionsOf([next]);
        expect(links.filter(({ from, to }) => `${from} ${to}`.includes('supervisor:'))).toEqual([]);
        const expected = before
          .filter(({ role }) => role === 'adviser')
          .map((one) => (needsConsent && one.microphone !== 'connectionOnly' ? { ...one, microphone: 'connectionOnly', requestedMode: one.microphone } : one));
        expect(next).toMatchObject({ state: 'active', consultation: null, advisers: expected });
        if (needsConsent) expect(links.filter(({ from, to }) => `${from} ${to}`.includes('adviser:'))).toEqual([]);
      }),
    );
  });
});

describe('an expert who drops', () => {
  it('[C6] leaves the customer first in the queue, with the old arrival time', () => {
    let call = queuedCall();
    const commands = [
      { type: 'offer', expertId: 'e1' },
      { type: 'accept', expertId: 'e1', offerNumber: 1 },
      { type: 'confirmConnected' },
      { type: 'loseExpert', expertId: 'e1', isForGood: false },
    ] as Parameters<typeof decide>[1][];
    for (const command of commands) {
      const decision = decide(call, command, facts.queuedAt, timings);
      if (!decision.ok) throw new Error(decision.refusal);
      for (const event of decision.events) call = evolve(call, event);
    }
    const decision = decide(call, { type: 'due' }, after(facts.queuedAt, timings.expertGraceMs), timings);
    expect(decision).toEqual({ ok: true, events: [{ type: 'EntryRequeued', lostExpertId: 'e1' }] });
    if (decision.ok) for (const event of decision.events) call = evolve(call, event);
    expect(call).toMatchObject({ state: 'queued', lostExpertId: expect.any(String), queuedAt: facts.queuedAt });
  });
});
