import { type ConnectedCall, isInCall } from '#shared/call/lifecycle.ts';
import { type ParticipantKey, expertKey, terminalKey, thirdPartyKey } from '#shared/call/mediaRouting.ts';
import type { EventPayload, RequestParsed } from '#shared/contract/index.ts';
import type { Calls } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import type { PagesPort, CallSession } from '#server/platform/gateway/port.ts';

/** What the use cases of chat stand on. */
export type ChatContext = { readonly calls: Calls; readonly catalogue: CatalogueReader; readonly pages: Pick<PagesPort, 'send'> };

/** A line of text for the others in the call. It is kept nowhere. Errors: notFound. */
export async function send(
  { calls, catalogue, pages }: ChatContext,
  { id, role, key }: Pick<CallSession, 'id' | 'role' | 'key'>,
  { callId, text, to }: RequestParsed<'chat:send'>,
): Promise<void> {
  const call = await calls.read(callId);
  const isIn = call !== null && isInCall(call) && (call.expertId === id || call.advisers.some(({ adviserId }) => adviserId === id));
  if (!isIn) throw new AppError('notFound');
  // An expert speaks with the customer face to face.
  const line = { callId, byName: catalogue.nameOf(id), text, to: role === 'expert' ? 'staff' : to } as const;
  for (const reader of readersOf(call, key, line.to)) pages.send(reader, 'chat:sent', line);
}

function readersOf(call: ConnectedCall, by: ParticipantKey, to: EventPayload<'chat:sent'>['to']): ParticipantKey[] {
  const advisers = call.advisers.filter(({ role }) => role === 'adviser').map(thirdPartyKey);
  const staff = [expertKey(call.expertId), ...advisers].filter((one) => one !== by);
  return to === 'everybody' ? [terminalKey(call.terminalId), ...staff] : staff;
}
