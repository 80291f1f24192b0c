import { thirdPartyKey } from '#shared/call/mediaRouting.ts';
import { type ThirdParty, type Call, type CallEvent, type ConnectedCall, expertOf, hasMedia, isInCall } from '#shared/call/lifecycle.ts';
import type { RequestParsed } from '#shared/contract/index.ts';
import type { CallId, ExpertId, TerminalId } from '#shared/ids.ts';
import { type Calls, lockCall, lockConsultationsOf, readCall, readConsultationsOf, system } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/changes.ts';
import type { Database, Transaction } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import type { Hours } from '#server/hours/index.ts';
import type { MediaPort } from '#server/media/port.ts';
import { demandSameCall } from '#server/visits/index.ts';

/** A colleague who is asked is not let wait: the customer is waiting too. */
const consultationPriority = 2;

export type Consultations = ReturnType<typeof createConsultations>;

type ConsultationsOptions = {
  readonly database: Database;
  readonly calls: Calls;
  readonly changes: Changes;
  readonly catalogue: CatalogueReader;
  readonly hours: Hours;
  readonly media: Pick<MediaPort, 'closeSession'>;
};
type Part = { readonly asking: Call; readonly colleague: Call };

/**
 * An expert asks a colleague of any agency: a call of its own, routed like all others, in the same media room. The two talk alone (F40),
 * with the customer (F31), or the customer is handed over (F39).
 */
export function createConsultations({ database, calls, changes, catalogue, hours, media }: ConsultationsOptions) {
  /** The expert's own call with the customer and the call to the colleague. Errors: notFound, callEnded, wrongState. */
  async function partsOf(tx: Transaction, expertId: ExpertId, callId: CallId): Promise<Part> {
    const asking = (await lockCall(tx, callId))?.call;
    if (asking === undefined || expertOf(asking) !== expertId) throw new AppError('notFound');
    if (!isInCall(asking)) throw new AppError('callEnded');
    const [colleague] = await lockConsultationsOf(tx, callId);
    if (colleague === undefined) throw new AppError('wrongState');
    return { asking, colleague };
  }

  const withParts = (expertId: ExpertId, callId: CallId, work: (tx: Transaction, parts: Part) => Promise<unknown>): Promise<void> =>
    database.transaction(async (tx) => {
      await work(tx, await partsOf(tx, expertId, callId));
    });

  return {
    /**
     * Queues for a colleague. One at a time. The same newCallId again changes nothing.
     * Errors: notFound, notRemote, callEnded, wrongState, practiceApart, queueClosed, noteNeedsConsent, sameIdOtherContent.
     */
    start: (expertId: ExpertId, { callId, newCallId, agencyId, serviceId, note }: RequestParsed<'consultation:start'>): Promise<{ callId: CallId }> =>
      database.transaction(async (tx) => {
        const asking = (await lockCall(tx, callId))?.call;
        if (asking === undefined || expertOf(asking) !== expertId) throw new AppError('notFound');
        catalogue.demandQueue({ agencyId, serviceId }, 'staff');
        const earlier = (await lockCall(tx, newCallId))?.call;
        if (earlier?.consultation?.ofCallId === callId) {
          await demandSameCall(tx, earlier, { agencyId, serviceId, note });
          return { callId: newCallId };
        }
        if (earlier !== undefined) throw new AppError('notFound');
        if (!isInCall(asking)) throw new AppError('callEnded');
        if (asking.consultation !== null || asking.state === 'connecting' || (await lockConsultationsOf(tx, callId)).length > 0)
          throw new AppError('wrongState');
        if (catalogue.isPractice(serviceId) !== catalogue.isPractice(asking.serviceId)) throw new AppError('practiceApart');
        if (hours.opening(agencyId, serviceId, asking.pointId, tx.now).state === 'closed') throw new AppError('queueClosed');
        if (note !== '' && agencyId !== asking.agencyId) throw new AppError('noteNeedsConsent');
        const { visitId, terminalId, pointId, language, roomId } = asking;
        const facts = { callId: newCallId, visitId, terminalId, pointId, agencyId, serviceId, language, roomId };
        const more = { priority: consultationPriority, queuedAt: tx.now, bookedFor: null, setUpBy: null };
        await calls.enqueueIn(tx, { ...facts, ...more }, note, true, callId);
        return { callId: newCallId };
      }),

    /** The customer comes in: three talk together. With a confidential matter and another agency the customer is asked on the screen first (F106). */
    bringIn: (expertId: ExpertId, callId: CallId): Promise<void> =>
      withParts(expertId, callId, async (tx, { asking, colleague }) => {
        const needsConsent = colleague.agencyId !== asking.agencyId && catalogue.isConfidential(asking.serviceId);
        await letIn(tx, asking, await calls.commandIn(tx, colleague.callId, { type: 'bringCustomerIn', needsConsent }, system));
      }),

    /** The customer's word on whether that colleague may join. Errors: notFound, callEnded, wrongState. */
    answer: (terminalId: TerminalId, { callId, colleagueCallId, isAgreed }: RequestParsed<'call:answerColleague'>): Promise<void> =>
      database.transaction(async (tx) => {
        const asking = (await lockCall(tx, callId))?.call;
        if (asking === undefined || asking.terminalId !== terminalId || asking.consultation !== null) throw new AppError('notFound');
        if (!isInCall(asking)) throw new AppError('callEnded');
        const colleague = (await lockConsultationsOf(tx, callId)).find((one) => one.callId === colleagueCallId);
        if (colleague === undefined) throw new AppError('wrongState');
        await letIn(tx, asking, await calls.commandIn(tx, colleagueCallId, { type: 'answerColleague', isAgreed }, system));
      }),

    /** The customer goes on hold, the experts talk alone. While the customer is being asked: the question is withdrawn, nothing else. */
    takeOut: (expertId: ExpertId, callId: CallId): Promise<void> =>
      withParts(expertId, callId, async (tx, { asking, colleague }) => {
        await calls.commandIn(tx, colleague.callId, { type: 'takeCustomerOut' }, system);
        if (asking.state === 'active' && colleague.consultation?.stage !== 'customerAsked')
          await calls.commandIn(tx, callId, { type: 'hold', expertId }, system);
      }),

    /**
     * The colleague has the customer from now on; the asking expert goes to wrap-up. Like a transfer it is told on the screen and not asked; but
     * not while the customer is being asked about that colleague, and not after a no.
     */
    handOver: (expertId: ExpertId, callId: CallId): Promise<void> => withParts(expertId, callId, (tx, parts) => handOver(tx, parts)),

    /** Thanks to the colleague: their call ends, the customer's goes on. */
    end: (expertId: ExpertId, callId: CallId): Promise<void> =>
      withParts(expertId, callId, (tx, { colleague }) => calls.commandIn(tx, colleague.callId, { type: 'endConsultation' }, system)),

    /** What one of the two calls does to the other, in the same transaction. */
    async reactToCall(tx: Transaction, event: CallEvent, before: Call | null, call: Call): Promise<void> {
      if (call.consultation !== null) {
        tell(tx, await readCall(tx, call.consultation.ofCallId));
        // The colleague has answered: the customer is on hold from here on, until brought in.
        if (event.type === 'EntryAccepted') await holdFor(tx, call.consultation.ofCallId);
        return;
      }
      if (before !== null && isInCall(before) && isInCall(call) && before.advisers !== call.advisers)
        for (const colleague of await readConsultationsOf(tx, call.callId)) tell(tx, colleague);
      const hasLeft = (event.type === 'CallEnded' && event.endedBy !== 'handedOver') || event.type === 'EntryRequeued' || event.type === 'EntryParked';
      if (!hasLeft) return;
      for (const colleague of await lockConsultationsOf(tx, call.callId)) {
        const staysWithCustomer = event.type === 'EntryRequeued' && colleague.consultation?.stage === 'joint' && isInCall(colleague) && call.state === 'queued';
        if (!staysWithCustomer) {
          await calls.commandIn(tx, colleague.callId, { type: 'endConsultation' }, system);
          continue;
        }
        // The asking expert was lost, but the customer is not alone: the colleague goes on with them.
        await giveTo(tx, colleague, { terminal: call.terminal, advisers: before !== null && isInCall(before) ? before.advisers : [] });
        await calls.commandIn(tx, call.callId, { type: 'close', reason: 'takenOver' }, system);
      }
    },
  };

  /** The others in the room show who is in it and how the question stands, and may be of another agency or point than what has changed. */
  function tell(tx: Transaction, call: Call | null): void {
    const expertId = call === null ? null : expertOf(call);
    const advisers = call !== null && isInCall(call) ? call.advisers : [];
    const topics = [...(expertId === null ? [] : [`expert:${expertId}` as const]), ...advisers.map(({ role, adviserId }) => `${role}:${adviserId}` as const)];
    if (topics.length > 0) tx.afterCommit(() => changes.announce(topics));
  }

  /** In the talk of three the customer is on hold no more. */
  async function letIn(tx: Transaction, asking: Call, colleague: Call): Promise<void> {
    if (colleague.consultation?.stage === 'joint' && asking.state === 'onHold')
      await calls.commandIn(tx, asking.callId, { type: 'resume', expertId: asking.expertId }, system);
  }

  async function holdFor(tx: Transaction, callId: CallId): Promise<void> {
    const asking = (await lockCall(tx, callId))?.call;
    if (asking?.state === 'active') await calls.commandIn(tx, callId, { type: 'hold', expertId: asking.expertId }, system);
  }

  async function handOver(tx: Transaction, { asking, colleague }: Part): Promise<void> {
    if (!isInCall(asking) || !isInCall(colleague)) throw new AppError('wrongState');
    // In this order, since a customer is with one expert at a time.
    await calls.commandIn(tx, asking.callId, { type: 'end', endedBy: 'handedOver', expertId: asking.expertId }, system);
    await giveTo(tx, colleague, asking);
  }

  /** The colleague's call becomes the customer's own. */
  async function giveTo(tx: Transaction, colleague: Call, { terminal, advisers }: Pick<ConnectedCall, 'terminal' | 'advisers'>): Promise<void> {
    const needsConsent = catalogue.isConfidential(colleague.serviceId);
    const call = await calls.commandIn(tx, colleague.callId, { type: 'handOver', terminal, advisers, needsConsent }, system);
    const listening = (state: Call): ThirdParty[] => (isInCall(state) ? state.advisers.filter(hasMedia) : []);
    const kept = new Set<string>(listening(call).map(thirdPartyKey));
    const gone = [...advisers.filter(hasMedia), ...listening(colleague)].map(thirdPartyKey).filter((key) => !kept.has(key));
    // Who does not go along with the customer, or not before the customer's word, hears nothing more from this moment.
    tx.afterCommit(() => {
      for (const key of gone) void media.closeSession(key);
    });
  }
}
