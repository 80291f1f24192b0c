import { randomUUID } from 'node:crypto';
import { mediaSubscriptionsOf } from '#shared/call/mediaRouting.ts';
import type { AgencyId, CallId, ExpertId, ServiceId, TerminalId } from '#shared/ids.ts';
import { readRoom } from '#server/calls/index.ts';
import { readExpertView, readTerminalView } from '#server/views/index.ts';
import { accept } from './engine.ts';
import type { World } from './onBothDatabases.ts';

const agencyOf = (id: string): string => id.split(/[-.]/).at(id.startsWith('expert-') ? 1 : 0) ?? id;

/** A customer at the terminal who talks with an expert, and what everybody sees of it. */
export const talksAt = (world: World, terminalId: TerminalId) => ({
  view: () => world.database.transaction((tx) => readTerminalView(tx, world.engine.catalogue, world.engine.hours, terminalId)),
  expertView: (id: ExpertId) => world.database.transaction((tx) => readExpertView(tx, world.engine.catalogue, id)),

  /** Who hears whom now, as "from>to", experts by their agency. */
  async open(callId: CallId): Promise<string[]> {
    const room = await world.database.transaction((tx) => readRoom(tx, callId));
    const short = (key: string): string => (key === `terminal:${terminalId}` ? 'customer' : key.replace(/^expert:(.*)$/, (_all, id: string) => agencyOf(id)));
    return mediaSubscriptionsOf(room?.calls ?? [])
      .filter(({ isOpen }) => isOpen)
      .map(({ from, to }) => `${short(from)}>${short(to)}`)
      .sort();
  },

  /** The customer talks with the expert about the service. */
  async talking(serviceId: string, expertId: ExpertId): Promise<CallId> {
    await world.engine.connect(terminalId);
    await world.engine.arrive(expertId);
    const callId = await world.engine.queue(terminalId, randomUUID(), '', serviceId);
    await world.engine.route(agencyOf(serviceId));
    await accept(world.engine, callId, expertId);
    return callId;
  },

  /** The expert asks a colleague who has the service, and it rings there. The request is sent twice, as after a lost reply. */
  async asks(callId: CallId, expertId: ExpertId, serviceId: string, colleagueId: ExpertId): Promise<CallId> {
    await world.engine.arrive(colleagueId);
    const agencyId = agencyOf(serviceId) as AgencyId;
    const question = { callId, newCallId: randomUUID() as CallId, agencyId, serviceId: serviceId as ServiceId, note: '' };
    await world.engine.consultations.start(expertId, question);
    await world.engine.consultations.start(expertId, question);
    await world.engine.route(agencyId);
    return question.newCallId;
  },
});
