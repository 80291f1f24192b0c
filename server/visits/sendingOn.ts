import { terminalKey } from '#shared/call/mediaRouting.ts';
import { isInCall } from '#shared/call/lifecycle.ts';
import type { RequestParsed } from '#shared/contract/index.ts';
import type { CallId, ExpertId } from '#shared/ids.ts';
import { expertOn, keepMutes, lockCall, readMutes, system } from '#server/calls/index.ts';
import { AppError } from '#server/errors.ts';
import { isClosed } from '#server/hours/index.ts';
import type { VisitsContext } from './context.ts';
import { enqueue } from './joining.ts';
import { demandSameCall } from './sameAct.ts';

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
    catalogue.demandQueue({ agencyId, serviceId }, 'staff', call.pointId);
    const earlier = (await lockCall(tx, newCallId))?.call;
    if (earlier?.visitId === call.visitId) {
      await demandSameCall(tx, earlier, { agencyId, serviceId, note });
      return { callId: newCallId };
    }
    if (earlier !== undefined || !('expertId' in call) || call.expertId !== expertId) throw new AppError('notFound');
    if (!isInCall(call) || call.consultation !== null) throw new AppError('callEnded');
    if (catalogue.isPractice(serviceId) !== catalogue.isPractice(call.serviceId)) throw new AppError('practiceApart');
    if (isClosed(context.hours, { ...call, agencyId, serviceId }, call.pointId, tx.now)) throw new AppError('queueClosed');
    // What one agency has written another sees only with the customer's word; note:share asks for it.
    if (note !== '' && agencyId !== call.agencyId) throw new AppError('noteNeedsConsent');
    const mutes = await readMutes(tx, call.roomId, terminalKey(call.terminalId));
    await enqueue(context, tx, { ...call, callId: newCallId, agencyId, serviceId }, { note, priority: transferPriority });
    await keepMutes(tx, newCallId, terminalKey(call.terminalId), mutes);
    await calls.commandIn(tx, newCallId, { type: 'acceptLanguages', languages: call.otherLanguages }, system);
    await calls.commandIn(tx, callId, { type: 'end', endedBy: 'expert', expertId }, expertOn(expertId));
    return { callId: newCallId };
  });
