import type { Call } from '#shared/call/lifecycle.ts';
import type { CallId } from '#shared/ids.ts';
import { withContext } from '#server/useCases.ts';
import { command, commandIn, enqueueIn } from './command.ts';
import type { CallsContext } from './context.ts';
import { runDue } from './due.ts';
import { reactToPresence } from './presence.ts';
import { readCall } from './store.ts';
import { completeWrapUp, saveWrapUp } from './wrapUp.ts';

export type Calls = ReturnType<typeof createCalls>;

/** The shell around the pure life cycle: lock the row, decide, write row and events, commit, announce. */
export const createCalls = (context: CallsContext) =>
  withContext(context, { commandIn, read, command, enqueueIn, runDue, reactToPresence, saveWrapUp, completeWrapUp });

const read = ({ database }: CallsContext, callId: CallId): Promise<Call | null> => database.transaction((tx) => readCall(tx, callId));
