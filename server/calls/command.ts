import type { CallCommand } from '#shared/call/commands.ts';
import { decide } from '#shared/call/decide.ts';
import { evolve } from '#shared/call/evolve.ts';
import { type Call, type CallEvent, type CallFacts, isInCall } from '#shared/call/lifecycle.ts';
import type { CallId, ExpertId } from '#shared/ids.ts';
import { after } from '#shared/instant.ts';
import type { Topic } from '#server/platform/changes.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import { type Actor, system } from './actor.ts';
import type { CallsContext } from './context.ts';
import { eraseMutes } from './muteStore.ts';
import * as store from './store.ts';

/** Does a command in a transaction of its own. Errors: those of `commandIn`. */
export const command = (context: CallsContext, callId: CallId, what: CallCommand, actor: Actor): Promise<Call> =>
  context.database.transaction((tx) => commandIn(context, tx, callId, what, actor));

/** Does a command inside the caller's transaction. Errors: notFound (also where the actor has no right to the call), the refusals of decide. */
export async function commandIn(context: CallsContext, tx: Transaction, callId: CallId, command: CallCommand, actor: Actor): Promise<Call> {
  const stored = await store.lockCall(tx, callId);
  if (stored === null || !actor.mayAct(stored.call)) throw new AppError('notFound');
  const decision = decide(stored.call, command, tx.now, context.timings);
  if (!decision.ok) throw new AppError(decision.refusal);
  return decision.events.length === 0 ? stored.call : write(context, tx, stored, decision.events, actor);
}

/** Queues a new call inside the caller's transaction. */
export async function enqueueIn(
  context: CallsContext,
  tx: Transaction,
  facts: CallFacts,
  note: string,
  isTerminalConnected: boolean,
  consultationOf: CallId | null = null,
  moved?: { readonly lostExpertId: ExpertId | null },
): Promise<Call> {
  const terminal = isTerminalConnected
    ? ({ state: 'present' } as const)
    : ({ state: 'lost', since: tx.now, graceUntil: after(tx.now, context.timings.terminalGraceMs) } as const);
  const call = await write(context, tx, null, [{ type: 'EntryQueued', facts, terminal, consultationOf, ...(moved && { moved }) }], system);
  await store.putNote(tx, facts.callId, 'preCall', note);
  return call;
}

/** Writes the events and lets the other features react; tells after the commit. */
async function write(
  { changes, noteRetentionMs, react, onCommitted, logger }: CallsContext,
  tx: Transaction,
  before: store.StoredCall | null,
  events: readonly CallEvent[],
  { by }: Actor,
): Promise<Call> {
  const call = await store.save(tx, before, events);
  let state = before?.call ?? null;
  for (const event of events) {
    const next = evolve(state, event);
    await react(tx, event, state, next, by);
    state = next;
  }
  for (const event of events) if (event.type === 'WrapUpEnded') await store.endDraft(tx, call.callId, event.how);
  await eraseMutes(tx, call);
  if (call.state === 'closed') await store.setNotesEraseAt(tx, call.callId, after(tx.now, noteRetentionMs));
  tx.afterCommit(() => {
    const { callId, visitId, terminalId } = call;
    for (const event of events) logger.info({ callId, visitId, terminalId, by, event: event.type, state: call.state }, 'call changed');
    onCommitted(call);
    changes.announce(topicsOf(before?.call ?? null, call));
  });
  return call;
}

/** Whom a change of this call concerns. */
function topicsOf(before: Call | null, call: Call): Topic[] {
  const experts = [before, call].flatMap((state): Topic[] => (state !== null && 'expertId' in state ? [`expert:${state.expertId}`] : []));
  const advisers = [before, call].flatMap((state): Topic[] =>
    state !== null && isInCall(state) ? state.advisers.map((a): Topic => `${a.role}:${a.adviserId}`) : [],
  );
  return [`call:${call.callId}`, `terminal:${call.terminalId}`, `point:${call.pointId}`, `agency:${call.agencyId}`, ...experts, ...advisers];
}
