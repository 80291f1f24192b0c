import type { Logger } from 'pino';
import { isInCall } from '#shared/call/lifecycle.ts';
import { adviserKey, supervisorKey } from '#shared/call/mediaRouting.ts';
import type { RequestParsed } from '#shared/contract/index.ts';
import type { AgencyId, CallId, SupervisorId } from '#shared/ids.ts';
import { type Adviser, type CatalogueReader, ownTerminalGuard } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import type { MediaPort } from '#server/media/port.ts';
import { adviserAt, supervisorOf } from './actor.ts';
import type { Calls } from './service.ts';

/** What the use cases of advisers and supervisors in calls stand on. */
export type ThirdPartiesContext = {
  readonly calls: Calls;
  readonly catalogue: CatalogueReader;
  readonly media: Pick<MediaPort, 'closeSession'>;
  readonly logger: Logger;
};
type Supervisor = { readonly id: SupervisorId; readonly agencyId: AgencyId };

/** An adviser comes into a call of the own point. Errors: notFound, the refusals of decide. */
export async function join(context: ThirdPartiesContext, adviser: Adviser, { callId, microphone }: RequestParsed<'call:join'>): Promise<void> {
  const { calls, catalogue, media } = context;
  const { id } = adviser;
  const found = await calls.read(callId);
  if (found === null) throw new AppError('notFound');
  ownTerminalGuard(context)(adviser, found.terminalId);
  const needsConsent = catalogue.isConfidential(found.serviceId);
  const command = { type: 'joinAsThirdParty', adviserId: id, role: 'adviser', microphone, needsConsent } as const;
  const call = await calls.command(callId, command, adviserAt(adviser, catalogue));
  // Nothing of the call reaches who is there for the connection alone.
  if (isInCall(call) && call.advisers.some((one) => one.adviserId === id && one.microphone === 'connectionOnly')) await media.closeSession(adviserKey(id));
}

/** Errors: notFound, the refusals of decide. */
export async function leave({ calls, catalogue, media }: ThirdPartiesContext, adviser: Adviser, callId: CallId): Promise<void> {
  await calls.command(callId, { type: 'leaveAsThirdParty', adviserId: adviser.id }, adviserAt(adviser, catalogue));
  await media.closeSession(adviserKey(adviser.id));
}

/** A supervisor listens to a call of the own agency. Errors: notFound, the refusals of decide. */
export async function listen({ calls, catalogue }: ThirdPartiesContext, supervisor: Supervisor, callId: CallId): Promise<void> {
  const call = await calls.read(callId);
  if (call === null || !supervisorOf(supervisor).mayAct(call)) throw new AppError('notFound');
  const needsConsent = catalogue.isConfidential(call.serviceId);
  const command = { type: 'joinAsThirdParty', adviserId: supervisor.id, role: 'supervisor', microphone: 'muted', needsConsent } as const;
  await calls.command(callId, command, supervisorOf(supervisor));
}

/** Errors: notFound, the refusals of decide. */
export async function stopListening({ calls, media }: ThirdPartiesContext, supervisor: Supervisor, callId: CallId): Promise<void> {
  await calls.command(callId, { type: 'leaveAsThirdParty', adviserId: supervisor.id }, supervisorOf(supervisor));
  await media.closeSession(supervisorKey(supervisor.id));
}
