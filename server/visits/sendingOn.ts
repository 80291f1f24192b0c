import { type ParticipantKey, terminalKey } from '#shared/call/mediaRouting.ts';
import { isInCall } from '#shared/call/lifecycle.ts';
import type { RequestParsed } from '#shared/contract/index.ts';
import type { MediaSource } from '#shared/contract/mediaSource.ts';
import type { AgencyId, CallId, ExpertId } from '#shared/ids.ts';
import { expertOn, lockCall, readMutes, readNote, system, writeMute } from '#server/calls/index.ts';
import type { Transaction } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import { type VisitsContext, isClosed } from './context.ts';
import { enqueue } from './joining.ts';
import type { RequestedService } from './requestedService.ts';
import { demandSame, demandSameCall, isSameService } from './sameAct.ts';

/** Who was sent on has waited once already. */
const transferPriority = 1;

/**
 * Hands the customer over to another service or agency: the call ends for this expert, and the same visit queues anew with a head start.
 * The same newCallId again changes nothing. Errors: callEnded, notFound, notRemote, practiceApart, queueClosed, noteNeedsConsent; then nothing has changed.
 */
export const transfer = (
  context: VisitsContext,
  expertId: ExpertId,
  { callId, newCallId, agencyId, serviceId, note }: RequestParsed<'call:transfer'>,
): Promise<{ callId: CallId }> =>
  context.database.transaction(async (tx) => {
    const { calls, catalogue } = context;
    const call = (await lockCall(tx, callId))?.call;
    if (call === undefined) throw new AppError('notFound');
    catalogue.demandQueue({ agencyId, serviceId }, 'staff');
    const earlier = (await lockCall(tx, newCallId))?.call;
    if (earlier?.visitId === call.visitId) {
      await demandSameCall(tx, earlier, { agencyId, serviceId, note });
      return { callId: newCallId };
    }
    if (earlier !== undefined || !('expertId' in call) || call.expertId !== expertId) throw new AppError('notFound');
    if (!isInCall(call) || call.consultation !== null) throw new AppError('callEnded');
    if (catalogue.isPractice(serviceId) !== catalogue.isPractice(call.serviceId)) throw new AppError('practiceApart');
    if (isClosed(context, { ...call, agencyId, serviceId }, call.pointId, tx.now)) throw new AppError('queueClosed');
    // What one agency has written another sees only with the customer's word; note:share asks for it.
    if (note !== '' && agencyId !== call.agencyId) throw new AppError('noteNeedsConsent');
    const mutes = await readMutes(tx, call.roomId, terminalKey(call.terminalId));
    await enqueue(context, tx, { ...call, callId: newCallId, agencyId, serviceId }, { note, priority: transferPriority });
    await keepMutes(tx, newCallId, terminalKey(call.terminalId), mutes);
    await calls.commandIn(tx, newCallId, { type: 'acceptLanguages', languages: call.otherLanguages }, system);
    await calls.commandIn(tx, callId, { type: 'end', endedBy: 'expert', expertId }, expertOn(expertId));
    return { callId: newCallId };
  });

/**
 * A supervisor moves a waiting call to another service, also of another agency; it keeps its time of arrival, stays parked if it is, and
 * within the agency keeps the note and whom it had lost. Errors: notFound, notRemote, wrongState, practiceApart, queueClosed.
 */
export const move = (context: VisitsContext, agencyId: AgencyId, target: Omit<RequestedService, 'language'> & { readonly newCallId: CallId }): Promise<void> =>
  context.database.transaction(async (tx) => {
    const { calls, catalogue } = context;
    const call = (await lockCall(tx, target.callId))?.call;
    if (call === undefined || call.agencyId !== agencyId) throw new AppError('notFound');
    catalogue.demandQueue(target, 'staff');
    const earlier = (await lockCall(tx, target.newCallId))?.call;
    if (earlier?.visitId === call.visitId) return demandSame(isSameService(earlier, target));
    if (call.consultation !== null || (call.state !== 'queued' && call.state !== 'parked')) throw new AppError('wrongState');
    if (catalogue.isPractice(target.serviceId) !== catalogue.isPractice(call.serviceId)) throw new AppError('practiceApart');
    if (isClosed(context, { ...call, ...target }, call.pointId, tx.now)) throw new AppError('queueClosed');
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
  });

/** The talk goes on in another room: what the customer has closed stays closed. */
async function keepMutes(tx: Transaction, roomId: CallId, customer: ParticipantKey, mutes: readonly MediaSource[]): Promise<void> {
  for (const source of mutes) await writeMute(tx, roomId, customer, source, true);
}
