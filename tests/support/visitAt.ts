import { randomUUID } from 'node:crypto';
import type { AgencyId, CallId, ServiceId, TerminalId } from '#shared/ids.ts';
import { readTerminalView } from '#server/views/index.ts';
import type { World } from './onBothDatabases.ts';

/** A service request of a customer. */
export const requestedService = (serviceId: string, callId: string = randomUUID()) => ({
  callId: callId as CallId,
  agencyId: serviceId.split('.')[0] as AgencyId,
  serviceId: serviceId as ServiceId,
});

/** The visit at a terminal: what its customer does there and sees. */
export function visitAt(world: World, terminalId: TerminalId) {
  const view = () => world.database.transaction((tx) => readTerminalView(tx, world.engine.catalogue, world.engine.hours, terminalId));
  return {
    view,
    async join(serviceId: string, ...next: string[]): Promise<CallId> {
      const first = requestedService(serviceId);
      await world.engine.visits.join({ ...first, terminalId, language: 'sv', note: '', setUpBy: null, next: next.map((id) => requestedService(id)) });
      return first.callId;
    },
    states: async () => (await view()).serviceRequests.map(({ serviceId, state }) => [serviceId, state]),
  };
}
