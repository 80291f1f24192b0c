import type { Logger } from 'pino';
import { type Call, isWaiting } from '#shared/call/lifecycle.ts';
import type { RequestParsed } from '#shared/contract/index.ts';
import { type Reaction, lockCall } from '#server/calls/index.ts';
import { type CatalogueReader, ownTerminalGuard } from '#server/catalogue/index.ts';
import type { Changes } from '#server/platform/changes.ts';
import type { Database } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import type { SessionFor } from '#server/platform/gateway/port.ts';
import { demandSame } from '#server/visits/index.ts';
import { comesTooSoon, isSameContent } from './messages.rules.ts';
import * as store from './store.ts';

type Sender = SessionFor<'message:send'>;
type Options = { readonly database: Database; readonly catalogue: CatalogueReader; readonly changes: Changes; readonly logger: Logger };

export type Messages = ReturnType<typeof createMessages>;

/** Lines to a customer who waits at a terminal. Each belongs to a queue entry and is erased with the wait. */
export function createMessages({ database, catalogue, changes, logger }: Options) {
  const demandOwnTerminal = ownTerminalGuard({ catalogue, logger });

  /** An adviser sends to terminals that are looked after from the own point, an expert to the own agency's queues. Errors: notFound. */
  function demandScope(sender: Sender, call: Call | undefined): asserts call is Call {
    if (call === undefined || call.consultation !== null) throw new AppError('notFound');
    if (sender.role === 'adviser') return demandOwnTerminal(sender, call.terminalId);
    if (catalogue.member(sender.id)?.agencyId !== call.agencyId) throw new AppError('notFound');
  }

  return {
    /** The same messageId again changes nothing while the customer waits. Errors: notFound, wrongState, sameIdOtherContent, tooMany. */
    send: (sender: Sender, { callId, messageId, content }: RequestParsed<'message:send'>): Promise<void> =>
      database.transaction(async (tx) => {
        const call = (await lockCall(tx, callId))?.call;
        demandScope(sender, call);
        const known = await store.readMessage(tx, messageId);
        if (known !== null) return demandSame(known.callId === callId && known.senderId === sender.id && isSameContent(known.content, content));
        if (!isWaiting(call)) throw new AppError('wrongState');
        const sentAt = (await store.readMessages(tx, [callId])).map((line) => line.sentAt);
        if (comesTooSoon(sentAt, tx.now)) throw new AppError('tooMany');
        const sentFrom = sender.role === 'adviser' ? sender.pointId : call.agencyId;
        demandSame(await store.insertMessage(tx, { messageId, callId, senderRole: sender.role, senderId: sender.id, sentFrom, content }));
        tx.afterCommit(() => changes.announce([`terminal:${call.terminalId}`, `point:${call.pointId}`, `agency:${call.agencyId}`]));
      }),

    /** Erases the lines when the wait is over: accepted, left, closed, or gone away to be called back. */
    reactToCall: (async (tx, _event, before, after) => {
      if (before !== null && isWaiting(before) && !isWaiting(after)) await store.eraseMessages(tx, after.callId);
    }) satisfies Reaction,
  };
}
