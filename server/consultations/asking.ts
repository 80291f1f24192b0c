import { expertOf, isInCall } from '#shared/call/lifecycle.ts';
import type { RequestParsed } from '#shared/contract/index.ts';
import type { CallId, ExpertId } from '#shared/ids.ts';
import { lockCall, lockConsultationsOf } from '#server/calls/index.ts';
import { AppError } from '#server/errors.ts';
import { demandSameCall } from '#server/visits/index.ts';
import type { ConsultationsContext } from './context.ts';

/** A colleague who is asked is not let wait: the customer is waiting too. */
const consultationPriority = 2;

/**
 * Queues for a colleague. One at a time. The same newCallId again changes nothing.
 * Errors: notFound, notRemote, callEnded, wrongState, practiceApart, queueClosed, noteNeedsConsent, sameIdOtherContent.
 */
export const start = (
  { database, calls, catalogue, hours }: ConsultationsContext,
  expertId: ExpertId,
  { callId, newCallId, agencyId, serviceId, note }: RequestParsed<'consultation:start'>,
): Promise<{ callId: CallId }> =>
  database.transaction(async (tx) => {
    const asking = (await lockCall(tx, callId))?.call;
    if (asking === undefined || expertOf(asking) !== expertId) throw new AppError('notFound');
    catalogue.demandQueue({ agencyId, serviceId }, 'staff', asking.pointId);
    const earlier = (await lockCall(tx, newCallId))?.call;
    if (earlier?.consultation?.ofCallId === callId) {
      await demandSameCall(tx, earlier, { agencyId, serviceId, note });
      return { callId: newCallId };
    }
    if (earlier !== undefined) throw new AppError('notFound');
    if (!isInCall(asking)) throw new AppError('callEnded');
    if (asking.consultation !== null || asking.state === 'connecting' || (await lockConsultationsOf(tx, callId)).length > 0) throw new AppError('wrongState');
    if (catalogue.isPractice(serviceId) !== catalogue.isPractice(asking.serviceId)) throw new AppError('practiceApart');
    if (hours.opening(agencyId, serviceId, asking.pointId, tx.now).state === 'closed') throw new AppError('queueClosed');
    if (note !== '' && agencyId !== asking.agencyId) throw new AppError('noteNeedsConsent');
    const { visitId, terminalId, pointId, language, roomId } = asking;
    const facts = { callId: newCallId, visitId, terminalId, pointId, agencyId, serviceId, language, roomId };
    const more = { priority: consultationPriority, queuedAt: tx.now, bookedFor: null, setUpBy: null };
    await calls.enqueueIn(tx, { ...facts, ...more }, note, true, callId);
    return { callId: newCallId };
  });
