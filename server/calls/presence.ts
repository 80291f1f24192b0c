import type { CallCommand } from '#shared/call/commands.ts';
import type { CallRole, Role } from '#shared/contract/define.ts';
import type { Subject } from '#shared/contract/http.ts';
import type { CallId, ExpertId, ThirdPartyId } from '#shared/ids.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import type { Coming } from '#server/presence/index.ts';
import { system } from './actor.ts';
import { commandIn } from './command.ts';
import type { CallsContext } from './context.ts';
import * as store from './store.ts';

/** A terminal, expert or adviser came, went or was sent away: the calls that they are in are told, also those that others begin meanwhile. */
export async function reactToPresence(context: CallsContext, tx: Transaction, { role, id }: Subject, coming: Coming): Promise<void> {
  if (role === 'administrator') return;
  const told = new Set<CallId>();
  for (;;) {
    const callIds = (await openCallIds(tx, role, id)).filter((callId) => !told.has(callId));
    if (callIds.length === 0) return;
    for (const callId of callIds) {
      await commandIn(context, tx, callId, presenceCommand(role, id, coming), system);
      told.add(callId);
    }
  }
}

/** Whether the subject is in a call, or the expert in its wrap-up: until then an expired session stays valid. */
export async function isEngaged(tx: Transaction, role: Role, id: string): Promise<boolean> {
  if (role === 'administrator') return false;
  if (role !== 'expert') return (await openCallIds(tx, role, id)).length > 0;
  const call = await store.readCallOfExpert(tx, id as ExpertId);
  return call !== null && call.state !== 'offered';
}

function openCallIds(tx: Transaction, role: CallRole, id: string): Promise<CallId[]> {
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

function presenceCommand(role: CallRole, id: string, coming: Coming): CallCommand {
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
