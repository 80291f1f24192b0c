import type { RequestParsed } from '#shared/contract/index.ts';
import type { ExpertId } from '#shared/ids.ts';
import { type Calls, expertWithCustomer } from '#server/calls/index.ts';
import type { Database } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import type { Terminals } from '#server/terminals/index.ts';

/** What the use cases of help stand on. */
export type HelpContext = { readonly database: Database; readonly calls: Calls; readonly terminals: Terminals };

/** The expert ends the call and sends the customer to the adviser of the point. Errors: notFound, callEnded, the refusals of decide. */
export const sendToAdviser = (
  { database, calls, terminals }: HelpContext,
  id: ExpertId,
  { callId, reason }: RequestParsed<'call:sendToAdviser'>,
): Promise<void> =>
  database.transaction(async (tx) => {
    const command = { type: 'end', endedBy: 'expert', expertId: id } as const;
    const call = await calls.commandIn(tx, callId, command, expertWithCustomer(id));
    // Who has ended the call themselves may have gone.
    if (call.state !== 'wrapUp' || call.endedBy !== 'expert') throw new AppError('callEnded');
    await terminals.sendToAdviserIn(tx, call.terminalId, call.agencyId, reason);
  });
