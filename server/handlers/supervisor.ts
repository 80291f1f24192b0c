import type { Call } from '#shared/call/lifecycle.ts';
import type { AdviserId, AgencyId, ServiceId, SupervisorId } from '#shared/ids.ts';
import type { Calls } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import type { HandlersOf, ViewPusher } from '#server/gateway/index.ts';
import type { Hours } from '#server/hours/index.ts';
import type { Routing } from '#server/routing/index.ts';
import type { Visits } from '#server/visits/index.ts';
import { viewOf } from '#server/desks/handlers.ts';

type Parts = {
  readonly calls: Calls;
  readonly visits: Visits;
  readonly routing: Routing;
  readonly hours: Hours;
  readonly views: ViewPusher;
  readonly catalogue: CatalogueReader;
  /** The supervisor has left: the media session goes at once. */
  readonly onListenerLeft: (key: `supervisor:${string}`) => Promise<void>;
};

type Names = 'supervisor:sync' | `queue:${'close' | 'reopen' | 'assign' | 'move' | 'setPriority'}` | 'call:listen' | 'call:stopListening';

/** What a supervisor can do, within the own agency. */
export function supervisorHandlers({ calls, visits, routing, hours, views, catalogue, onListenerLeft }: Parts): HandlersOf<Names> {
  const isOwn = (agencyId: AgencyId) => (call: Call) => call.agencyId === agencyId;
  // In a call a supervisor is a third party like the adviser, told apart by the role.
  const listener = (id: SupervisorId): AdviserId => id as string as AdviserId;
  const demandOwnService = (agencyId: AgencyId, serviceId: ServiceId | null): void => {
    if (serviceId !== null && !catalogue.offers(agencyId, serviceId)) throw new AppError('notFound');
  };
  return {
    'supervisor:sync': (session) => viewOf(views, session, 'supervisor:view'),
    'queue:close': async ({ id, agencyId }, { serviceId, until }) => {
      demandOwnService(agencyId, serviceId);
      await hours.close(agencyId, serviceId, until, id);
      await visits.closeQueues();
      return {};
    },
    'queue:reopen': async ({ agencyId }, { serviceId }) => {
      demandOwnService(agencyId, serviceId);
      await hours.reopen(agencyId, serviceId);
      return {};
    },
    'queue:assign': async ({ agencyId }, { callId, expertId }) => {
      if (catalogue.member(expertId)?.agencyId !== agencyId) throw new AppError('notFound');
      await routing.giveByHand(callId, agencyId, expertId, { reason: 'assigned', note: null });
      return {};
    },
    'queue:setPriority': async ({ id, agencyId }, { callId, priority, reason }) => {
      await calls.command(callId, { type: 'setPriority', priority, reason, supervisorId: id }, isOwn(agencyId));
      return {};
    },
    'queue:move': async ({ agencyId }, target) => {
      await visits.move(agencyId, target);
      return {};
    },
    'call:listen': async ({ id, agencyId }, { callId }) => {
      const call = await calls.read(callId);
      if (call === null || !isOwn(agencyId)(call)) throw new AppError('notFound');
      const needsConsent = catalogue.isConfidential(call.serviceId);
      const command = { type: 'joinAsAdviser', adviserId: listener(id), role: 'supervisor', microphone: 'muted', needsConsent } as const;
      await calls.command(callId, command, isOwn(agencyId));
      return {};
    },
    'call:stopListening': async ({ id, agencyId }, { callId }) => {
      await calls.command(callId, { type: 'leaveAsAdviser', adviserId: listener(id) }, isOwn(agencyId));
      await onListenerLeft(`supervisor:${id}`);
      return {};
    },
  };
}
