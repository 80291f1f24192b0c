import { type Call, expertOf, isInCall } from '#shared/call/lifecycle.ts';
import type { RequestParsed } from '#shared/contract/index.ts';
import type { CallId, ExpertId, TerminalId } from '#shared/ids.ts';
import { lockCall, lockConsultationsOf, system } from '#server/calls/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import type { ConsultationsContext } from './context.ts';
import { giveTo } from './giving.ts';

type Part = { readonly asking: Call; readonly colleague: Call };

/** The customer comes in: three talk together. With a confidential matter and another agency the customer is asked on the screen first (F106). */
export const bringIn = (context: ConsultationsContext, expertId: ExpertId, callId: CallId): Promise<void> =>
  withParts(context, expertId, callId, async (tx, { asking, colleague }) => {
    const needsConsent = colleague.agencyId !== asking.agencyId && context.catalogue.isConfidential(asking.serviceId);
    await letIn(context, tx, asking, await context.calls.commandIn(tx, colleague.callId, { type: 'bringCustomerIn', needsConsent }, system));
  });

/** The customer's word on whether that colleague may join. Errors: notFound, callEnded, wrongState. */
export const answer = (
  context: ConsultationsContext,
  terminalId: TerminalId,
  { callId, colleagueCallId, isAgreed }: RequestParsed<'call:answerColleague'>,
): Promise<void> =>
  context.database.transaction(async (tx) => {
    const asking = (await lockCall(tx, callId))?.call;
    if (asking === undefined || asking.terminalId !== terminalId || asking.consultation !== null) throw new AppError('notFound');
    if (!isInCall(asking)) throw new AppError('callEnded');
    const colleague = (await lockConsultationsOf(tx, callId)).find((one) => one.callId === colleagueCallId);
    if (colleague === undefined) throw new AppError('wrongState');
    await letIn(context, tx, asking, await context.calls.commandIn(tx, colleagueCallId, { type: 'answerColleague', isAgreed }, system));
  });

/** The customer goes on hold, the experts talk alone. While the customer is being asked: the question is withdrawn, nothing else. */
export const takeOut = (context: ConsultationsContext, expertId: ExpertId, callId: CallId): Promise<void> =>
  withParts(context, expertId, callId, async (tx, { asking, colleague }) => {
    await context.calls.commandIn(tx, colleague.callId, { type: 'takeCustomerOut' }, system);
    if (asking.state === 'active' && colleague.consultation?.stage !== 'customerAsked')
      await context.calls.commandIn(tx, callId, { type: 'hold', expertId }, system);
  });

/**
 * The colleague has the customer from now on; the asking expert goes to wrap-up. Like a transfer it is told on the screen and not asked; but
 * not while the customer is being asked about that colleague, and not after a no.
 */
export const handOver = (context: ConsultationsContext, expertId: ExpertId, callId: CallId): Promise<void> =>
  withParts(context, expertId, callId, (tx, parts) => giveCustomerTo(context, tx, parts));

/** Thanks to the colleague: their call ends, the customer's goes on. */
export const end = (context: ConsultationsContext, expertId: ExpertId, callId: CallId): Promise<void> =>
  withParts(context, expertId, callId, (tx, { colleague }) => context.calls.commandIn(tx, colleague.callId, { type: 'endConsultation' }, system));

/** The expert's own call with the customer and the call to the colleague. Errors: notFound, callEnded, wrongState. */
async function partsOf(tx: Transaction, expertId: ExpertId, callId: CallId): Promise<Part> {
  const asking = (await lockCall(tx, callId))?.call;
  if (asking === undefined || expertOf(asking) !== expertId) throw new AppError('notFound');
  if (!isInCall(asking)) throw new AppError('callEnded');
  const [colleague] = await lockConsultationsOf(tx, callId);
  if (colleague === undefined) throw new AppError('wrongState');
  return { asking, colleague };
}

const withParts = (
  context: ConsultationsContext,
  expertId: ExpertId,
  callId: CallId,
  work: (tx: Transaction, parts: Part) => Promise<unknown>,
): Promise<void> =>
  context.database.transaction(async (tx) => {
    await work(tx, await partsOf(tx, expertId, callId));
  });

/** In the talk of three the customer is on hold no more. */
async function letIn({ calls }: ConsultationsContext, tx: Transaction, asking: Call, colleague: Call): Promise<void> {
  if (colleague.consultation?.stage === 'joint' && asking.state === 'onHold')
    await calls.commandIn(tx, asking.callId, { type: 'resume', expertId: asking.expertId }, system);
}

async function giveCustomerTo(context: ConsultationsContext, tx: Transaction, { asking, colleague }: Part): Promise<void> {
  if (!isInCall(asking) || !isInCall(colleague)) throw new AppError('wrongState');
  // In this order, since a customer is with one expert at a time.
  await context.calls.commandIn(tx, asking.callId, { type: 'end', endedBy: 'handedOver', expertId: asking.expertId }, system);
  await giveTo(context, tx, colleague, asking);
}
