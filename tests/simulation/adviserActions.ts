import { type Call, hasMedia, isInCall } from '#shared/call/lifecycle.ts';
import type { AdviserId, AgencyId, CallId, ExpertId, SupervisorId } from '#shared/ids.ts';
import type { Engine } from '#tests/support/engine.ts';
import type { Deed, World } from './actions.ts';
import { content } from './world.ts';
import { system } from '#server/calls/index.ts';

const staffIds = (role: 'adviser' | 'supervisor') => content.staff.filter((member) => member.role === role).map(({ id }) => id);
const advisers = staffIds('adviser') as AdviserId[];
const supervisors = content.staff.flatMap((member) =>
  member.role === 'supervisor' ? [{ id: member.id as SupervisorId, agencyId: member.agencyId as AgencyId }] : [],
);

/** What the house does: doors close and open, those who wait there are sent away, and what has long been quiet is put away. */
export function houseDeeds({ snapshot }: World): Deed[] {
  const closing = content.agencies.map(({ id }): Deed => {
    const isClosed = snapshot.closed.includes(id);
    return {
      name: isClosed ? `${id} opens` : `${id} closes`,
      run: async (engine) => {
        await (isClosed ? engine.hours.reopen(id, null) : engine.hours.close(id, null, null, 'a supervisor'));
        await engine.queues.closeQueues();
      },
    };
  });
  return [...closing, { name: 'idle visits end', run: (engine) => engine.visits.runDue() }];
}

/** What advisers and supervisors do with a call: by hand to an expert, to another queue, into it and out again. */
export function adviserActions(world: World, call: Call): Deed[] {
  if (call.state === 'queued')
    return supervisors.filter(({ agencyId }) => agencyId === call.agencyId).flatMap(({ agencyId }) => assignDeeds(world, call, agencyId));
  return isInCall(call) ? joinDeeds(call) : [];
}

function assignDeeds({ snapshot, newId }: World, call: Call, agencyId: AgencyId): Deed[] {
  const { callId } = call;
  const all = content.agencies.flatMap(({ id, services }) => services.map((service) => ({ agencyId: id, serviceId: service.id })));
  return [
    ...snapshot.experts
      .filter(({ id }) => id.startsWith(agencyId))
      .map(({ id }) => ({
        name: `supervisor gives to ${id}`,
        run: (engine: Engine) => engine.routing.offerManually(callId, agencyId, id as ExpertId, { reason: 'assigned', note: null }),
      })),
    ...all
      .filter((one) => one.serviceId !== call.serviceId)
      .map((target) => ({
        name: `supervisor moves to ${target.serviceId}`,
        run: (engine: Engine) => engine.queues.move(agencyId, { ...target, callId, newCallId: newId() as CallId }),
      })),
  ];
}

function joinDeeds(call: Extract<Call, { advisers: unknown }>): Deed[] {
  const { callId, pointId, agencyId } = call;
  const command = (name: string, given: Parameters<Engine['calls']['command']>[1]): Deed => ({
    name,
    run: (engine) => engine.calls.command(callId, given, system),
  });
  const isIn = (id: string): boolean => call.advisers.some(({ adviserId }) => adviserId === id);
  const join = (id: string, role: 'adviser' | 'supervisor', microphone: 'open' | 'muted'): Deed[] =>
    isIn(id)
      ? [command(`${id} leaves the call`, { type: 'leaveAsThirdParty', adviserId: id as AdviserId })]
      : [true, false].map((needsConsent) =>
          command(`${id} joins${needsConsent ? ' and asks' : ''}`, { type: 'joinAsThirdParty', adviserId: id as AdviserId, role, microphone, needsConsent }),
        );
  const asking = call.advisers.find((one) => one.requestedMode !== null && !hasMedia(one));
  const requestedMode = asking?.requestedMode ?? 'open';
  return [
    ...advisers.filter(() => pointId === 'p').flatMap((id) => join(id, 'adviser', 'open')),
    ...supervisors.filter((one) => one.agencyId === agencyId).flatMap(({ id }) => join(id, 'supervisor', 'muted')),
    ...(asking === undefined
      ? []
      : [true, false].map((isAgreed) =>
          command(`customer says ${isAgreed ? 'yes' : 'no'}`, { type: 'answerAdviser', adviserId: asking.adviserId, requestedMode, isAgreed }),
        )),
  ];
}
