import { terminalKey } from '#shared/call/mediaRouting.ts';
import type { AgencyId, CallId, ServiceId } from '#shared/ids.ts';
import { keepMutes, lockCall, readMutes, readNote, system } from '#server/calls/index.ts';
import { AppError } from '#server/errors.ts';
import { isClosed } from '#server/hours/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { demandSame, isSameService } from '#server/visits/index.ts';
import type { QueueContext } from './context.ts';

type MoveTarget = { readonly callId: CallId; readonly newCallId: CallId; readonly agencyId: AgencyId; readonly serviceId: ServiceId };

/**
 * A supervisor moves a waiting call to another service, also of another agency; it keeps its time of arrival, stays parked if it is, and
 * within the agency keeps the note and whom it had lost. Errors: notFound, notRemote, wrongState, practiceApart, queueClosed.
 */
export const move = (context: QueueContext, agencyId: AgencyId, target: MoveTarget): Promise<void> =>
  context.database.transaction((tx) => moveIn(context, tx, agencyId, target));

/** The same as a part of more. */
export async function moveIn(context: QueueContext, tx: Transaction, agencyId: AgencyId, target: MoveTarget): Promise<void> {
  const { calls, catalogue } = context;
  const call = (await lockCall(tx, target.callId))?.call;
  if (call === undefined || call.agencyId !== agencyId) throw new AppError('notFound');
  catalogue.demandQueue(target, 'staff', call.pointId);
  const earlier = (await lockCall(tx, target.newCallId))?.call;
  if (earlier?.visitId === call.visitId) return demandSame(isSameService(earlier, target));
  if (call.consultation !== null || (call.state !== 'queued' && call.state !== 'parked')) throw new AppError('wrongState');
  if (catalogue.isPractice(target.serviceId) !== catalogue.isPractice(call.serviceId)) throw new AppError('practiceApart');
  if (isClosed(context.hours, { ...call, ...target }, call.pointId, tx.now)) throw new AppError('queueClosed');
  const { callId: _old, newCallId, ...choice } = target;
  const { visitId, terminalId, pointId, language, priority, queuedAt, bookedFor, setUpBy } = call;
  const facts = { callId: newCallId, ...choice, visitId, terminalId, pointId, language, priority, queuedAt, bookedFor, setUpBy, roomId: newCallId };
  const isWithin = target.agencyId === agencyId;
  const note = isWithin ? await readNote(tx, call.callId, 'preCall') : '';
  const lostExpertId = isWithin ? call.lostExpertId : null;
  const mutes = await readMutes(tx, call.roomId, terminalKey(terminalId));
  await calls.commandIn(tx, call.callId, { type: 'close', reason: 'movedBySupervisor' }, system);
  await calls.enqueueIn(tx, facts, note, call.terminal.state === 'present', null, { lostExpertId });
  await keepMutes(tx, newCallId, terminalKey(terminalId), mutes);
  await calls.commandIn(tx, newCallId, { type: 'acceptLanguages', languages: call.otherLanguages }, system);
  if (call.state === 'parked') await calls.commandIn(tx, newCallId, { type: 'park', by: call.isAbsent ? 'terminal' : 'customer' }, system);
}
