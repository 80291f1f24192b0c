import { type CallTimings, type CallCommand } from '#shared/call/commands.ts';
import { decide } from '#shared/call/decide.ts';
import { furthestDueMs } from '#shared/call/due.ts';
import { type Call, type CallEvent, type CallFacts, engagesCustomer, isInCall } from '#shared/call/lifecycle.ts';
import { evolve } from '#shared/call/evolve.ts';
import type { CallId, ExpertId, ThirdPartyId } from '#shared/ids.ts';
import { after } from '#shared/instant.ts';
import type { Role } from '#shared/contract/define.ts';
import type { Subject } from '#shared/contract/http.ts';
import type { Logger } from 'pino';
import type { Coming } from '#server/presence/index.ts';
import type { Changes, Topic } from '#server/changes.ts';
import type { Database, Transaction } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import { countFreeTerminals } from '#server/terminals/index.ts';
import { type Actor, system } from './actor.ts';
import { eraseMutes } from './muteStore.ts';
import * as store from './store.ts';

/** What other features do in the same transaction when something has happened to a call; engine.ts says which, in which order. */
export type Reaction = (transaction: Transaction, event: CallEvent, before: Call | null, after: Call) => Promise<void>;

export type CallsOptions = {
  readonly database: Database;
  readonly changes: Changes;
  readonly timings: CallTimings;
  readonly noteRetentionMs: number;
  readonly react: Reaction;
  /** Told of every new state right after its commit, in order: the fast way to the media. */
  readonly onCommitted: (call: Call) => void;
  readonly logger: Logger;
};

export type Calls = ReturnType<typeof createCalls>;

/** Whom a change of this call concerns. */
function topicsOf(before: Call | null, call: Call): Topic[] {
  const experts = [before, call].flatMap((state): Topic[] => (state !== null && 'expertId' in state ? [`expert:${state.expertId}`] : []));
  const advisers = [before, call].flatMap((state): Topic[] =>
    state !== null && isInCall(state) ? state.advisers.map((a): Topic => `${a.role}:${a.adviserId}`) : [],
  );
  return [`call:${call.callId}`, `terminal:${call.terminalId}`, `point:${call.pointId}`, `agency:${call.agencyId}`, ...experts, ...advisers];
}

/** The shell around the pure life cycle: lock the row, decide, write row and events, commit, announce. */
export function createCalls({ database, changes, timings, noteRetentionMs, react, onCommitted, logger }: CallsOptions) {
  async function write(tx: Transaction, before: store.StoredCall | null, events: readonly CallEvent[], { by }: Actor): Promise<Call> {
    const call = await store.save(tx, before, events);
    let state = before?.call ?? null;
    for (const event of events) {
      const next = evolve(state, event);
      await react(tx, event, state, next);
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

  /** Does a command inside the caller's transaction. Errors: notFound (also where the actor has no right to the call), the refusals of decide. */
  async function commandIn(tx: Transaction, callId: CallId, command: CallCommand, actor: Actor): Promise<Call> {
    const stored = await store.lockCall(tx, callId);
    if (stored === null || !actor.mayAct(stored.call)) throw new AppError('notFound');
    const decision = decide(stored.call, command, tx.now, timings);
    if (!decision.ok) throw new AppError(decision.refusal);
    return decision.events.length === 0 ? stored.call : write(tx, stored, decision.events, actor);
  }

  /** Whether the customer cannot come though the time for it is over. */
  async function isHindered(tx: Transaction, call: Call | null): Promise<boolean> {
    if (call?.state === 'parked') return (await store.readCallsOfVisit(tx, call.visitId)).some(engagesCustomer);
    return call?.state === 'summoned' && ((await countFreeTerminals(tx, [call.pointId])).get(call.pointId) ?? 0) === 0;
  }

  /** Carries out what time has brought to a call. It is locked before its draft is read, so that nothing is saved between the two. */
  async function runDueIn(tx: Transaction, callId: CallId): Promise<void> {
    const call = (await store.lockCall(tx, callId))?.call ?? null;
    const draft = call?.state === 'wrapUp' ? await store.readDraft(tx, callId) : null;
    await commandIn(tx, callId, { type: 'due', isHindered: await isHindered(tx, call), draft }, system);
  }

  return {
    commandIn,

    read: (callId: CallId): Promise<Call | null> => database.transaction((tx) => store.readCall(tx, callId)),

    command: (callId: CallId, command: CallCommand, actor: Actor): Promise<Call> => database.transaction((tx) => commandIn(tx, callId, command, actor)),

    /** Queues a new call inside the caller's transaction. */
    async enqueueIn(
      tx: Transaction,
      facts: CallFacts,
      note: string,
      isTerminalConnected: boolean,
      consultationOf: CallId | null = null,
      moved?: { readonly lostExpertId: ExpertId | null },
    ): Promise<Call> {
      const terminal = isTerminalConnected
        ? ({ state: 'present' } as const)
        : ({ state: 'lost', since: tx.now, graceUntil: after(tx.now, timings.terminalGraceMs) } as const);
      const call = await write(tx, null, [{ type: 'EntryQueued', facts, terminal, consultationOf, ...(moved && { moved }) }], system);
      await store.putNote(tx, facts.callId, 'preCall', note);
      return call;
    },

    /**
     * Carries out what time has brought; returns how many calls were due. Safe in several processes at once. Each call stands for itself:
     * one that fails is logged and tried again in the next round, and holds nobody else up.
     */
    async runDue(limit = 50): Promise<number> {
      const seen: CallId[] = [];
      for (;;) {
        const due = await database.transaction((tx) => store.dueCallIds(tx, limit, furthestDueMs(timings), seen));
        seen.push(...due);
        for (const callId of due) {
          await database
            .transaction((tx) => runDueIn(tx, callId))
            .catch((error: unknown) => logger.error({ err: error, callId }, 'what was due failed; the next round tries again'));
        }
        if (due.length < limit) break;
      }
      await database.transaction(store.eraseDueNotes);
      return seen.length;
    },

    /** A terminal, expert or adviser came, went or was sent away: the calls that they are in are told, also those that others begin meanwhile. */
    async reactToPresence(tx: Transaction, { role, id }: Subject, coming: Coming): Promise<void> {
      const told = new Set<CallId>();
      for (;;) {
        const callIds = (await openCallIds(tx, role, id)).filter((callId) => !told.has(callId));
        if (callIds.length === 0) return;
        for (const callId of callIds) {
          await commandIn(tx, callId, presenceCommand(role, id, coming), system);
          told.add(callId);
        }
      }
    },
  };
}

/** Whether the subject is in a call, or the expert in its wrap-up: until then an expired session stays valid. */
export async function isEngaged(tx: Transaction, role: Role, id: string): Promise<boolean> {
  if (role !== 'expert') return (await openCallIds(tx, role, id)).length > 0;
  const call = await store.readCallOfExpert(tx, id as ExpertId);
  return call !== null && call.state !== 'offered';
}

function openCallIds(tx: Transaction, role: Role, id: string): Promise<CallId[]> {
  switch (role) {
    case 'terminal':
      return store.openCallIdsOfTerminal(tx, id);
    case 'expert':
      return store.openCallIdsOfExpert(tx, id);
    case 'adviser':
    case 'supervisor':
      return store.openCallIdsOfThirdParty(tx, id);
  }
}

function presenceCommand(role: Role, id: string, coming: Coming): CallCommand {
  const isInCall = coming === 'connected';
  const isForGood = coming === 'dismissed';
  switch (role) {
    case 'terminal':
      return isInCall ? { type: 'regainTerminal' } : { type: 'loseTerminal', isForGood };
    case 'expert':
      return isInCall ? { type: 'regainExpert', expertId: id as ExpertId } : { type: 'loseExpert', expertId: id as ExpertId, isForGood };
    case 'adviser':
    case 'supervisor':
      return isInCall
        ? { type: 'regainAdviser', adviserId: id as ThirdPartyId }
        : { type: isForGood ? 'leaveAsThirdParty' : 'loseAdviser', adviserId: id as ThirdPartyId };
  }
}
