import { type ParticipantKey, terminalKey } from '#shared/call/mediaRouting.ts';
import { isInCall } from '#shared/call/lifecycle.ts';
import type { RequestParsed } from '#shared/contract/index.ts';
import type { MediaSource } from '#shared/contract/mediaSource.ts';
import type { AdviserId, AgencyId, CallId, ExpertId, PointId, ServiceId, TerminalId, VisitId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import type { Language } from '#shared/language.ts';
import { type Calls, expertOn, lockCall, readMutes, readNote, system, writeMute } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Database, Transaction } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import { demandSame, demandSameCall, isSameService } from './sameAct.ts';

/** What is wanted: which service of which agency, in which language. */
export type RequestedService = { readonly callId: CallId; readonly agencyId: AgencyId; readonly serviceId: ServiceId; readonly language: Language };

export type Entry = RequestedService & { readonly terminalId: TerminalId; readonly pointId: PointId; readonly visitId: VisitId };
export type EntryOptions = { readonly note?: string; readonly priority?: number; readonly setUpBy?: AdviserId | null };

type Transfer = RequestParsed<'call:transfer'>;

/** Who was sent on has waited once already. */
const transferPriority = 1;

/** The talk goes on in another room: what the customer has closed stays closed. */
async function keepMutes(tx: Transaction, roomId: CallId, customer: ParticipantKey, mutes: readonly MediaSource[]): Promise<void> {
  for (const source of mutes) await writeMute(tx, roomId, customer, source, true);
}

type SendingOnParts = {
  readonly database: Database;
  readonly calls: Calls;
  readonly catalogue: CatalogueReader;
  readonly isClosed: (service: Pick<RequestedService, 'agencyId' | 'serviceId'>, pointId: PointId, now: Instant) => boolean;
  readonly enqueue: (tx: Transaction, entry: Entry, options?: EntryOptions) => Promise<void>;
};

/** A customer who waits or talks is sent on to another service. */
export function sendingOn({ database, calls, catalogue, isClosed, enqueue }: SendingOnParts) {
  return {
    /**
     * Hands the customer over to another service or agency: the call ends for this expert, and the same visit queues anew with a head start.
     * The same newCallId again changes nothing. Errors: callEnded, notFound, notRemote, practiceApart, queueClosed, noteNeedsConsent; then nothing has changed.
     */
    transfer: (expertId: ExpertId, { callId, newCallId, agencyId, serviceId, note }: Transfer): Promise<{ callId: CallId }> =>
      database.transaction(async (tx) => {
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
        if (isClosed({ ...call, agencyId, serviceId }, call.pointId, tx.now)) throw new AppError('queueClosed');
        // What one agency has written another sees only with the customer's word; note:share asks for it.
        if (note !== '' && agencyId !== call.agencyId) throw new AppError('noteNeedsConsent');
        const mutes = await readMutes(tx, call.roomId, terminalKey(call.terminalId));
        await enqueue(tx, { ...call, callId: newCallId, agencyId, serviceId }, { note, priority: transferPriority });
        await keepMutes(tx, newCallId, terminalKey(call.terminalId), mutes);
        await calls.commandIn(tx, newCallId, { type: 'acceptLanguages', languages: call.otherLanguages }, system);
        await calls.commandIn(tx, callId, { type: 'end', endedBy: 'expert', expertId }, expertOn(expertId));
        return { callId: newCallId };
      }),

    /**
     * A supervisor moves a waiting call to another service, also of another agency; it keeps its time of arrival, stays parked if it is, and
     * within the agency keeps the note and whom it had lost. Errors: notFound, notRemote, wrongState, practiceApart, queueClosed.
     */
    move: (agencyId: AgencyId, target: Omit<RequestedService, 'language'> & { readonly newCallId: CallId }): Promise<void> =>
      database.transaction(async (tx) => {
        const call = (await lockCall(tx, target.callId))?.call;
        if (call === undefined || call.agencyId !== agencyId) throw new AppError('notFound');
        catalogue.demandQueue(target, 'staff');
        const earlier = (await lockCall(tx, target.newCallId))?.call;
        if (earlier?.visitId === call.visitId) return demandSame(isSameService(earlier, target));
        if (call.consultation !== null || (call.state !== 'queued' && call.state !== 'parked')) throw new AppError('wrongState');
        if (catalogue.isPractice(target.serviceId) !== catalogue.isPractice(call.serviceId)) throw new AppError('practiceApart');
        if (isClosed({ ...call, ...target }, call.pointId, tx.now)) throw new AppError('queueClosed');
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
      }),
  };
}
