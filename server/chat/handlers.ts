import { type ParticipantKey, thirdPartyKey, expertKey, terminalKey } from '#shared/call/mediaRouting.ts';
import { type ConnectedCall, isInCall } from '#shared/call/lifecycle.ts';
import type { EventPayload } from '#shared/contract/index.ts';
import type { Calls } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import type { Handlers, PagesPort } from '#server/gateway/port.ts';

type Parts = { readonly calls: Calls; readonly catalogue: CatalogueReader; readonly pages: Pick<PagesPort, 'send'> };

/** Lines of text in a call. They are kept nowhere. */
export const chatHandlers = ({ calls, catalogue, pages }: Parts) =>
  ({
    'chat:send': async ({ id, role, key }, { callId, text, to }) => {
      const call = await calls.read(callId);
      const isIn = call !== null && isInCall(call) && (call.expertId === id || call.advisers.some(({ adviserId }) => adviserId === id));
      if (!isIn) throw new AppError('notFound');
      // An expert speaks with the customer face to face.
      const line = { callId, byName: catalogue.nameOf(id), text, to: role === 'expert' ? 'staff' : to } as const;
      for (const reader of readersOf(call, key, line.to)) pages.send(reader, 'chat:sent', line);
      return {};
    },
  }) satisfies Partial<Handlers>;

function readersOf(call: ConnectedCall, by: ParticipantKey, to: EventPayload<'chat:sent'>['to']): ParticipantKey[] {
  const advisers = call.advisers.filter(({ role }) => role === 'adviser').map(thirdPartyKey);
  const staff = [expertKey(call.expertId), ...advisers].filter((one) => one !== by);
  return to === 'everybody' ? [terminalKey(call.terminalId), ...staff] : staff;
}
