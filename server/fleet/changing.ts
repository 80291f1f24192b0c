import type { Instant } from '#shared/instant.ts';
import type { RequestParsed } from '#shared/contract/index.ts';
import type { TerminalId } from '#shared/ids.ts';
import { appendAudit } from '#server/audit/index.ts';
import { insertTerminal, moveTerminal, raiseVersion, renameTerminal } from '#server/catalogue/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import type { FleetContext } from './context.ts';
import { type Administrator, type Enroller, demandEnroller, pointWithin, terminalWithin } from './scope.ts';

type Act = { readonly act: string; readonly terminalId: string; readonly details?: Readonly<Record<string, string>> };

const note = (tx: Transaction, { role, id }: Enroller, { act, terminalId, details = {} }: Act): Promise<void> =>
  appendAudit(tx, { actor: { kind: 'subject', role, id }, act, object: { kind: 'terminal', id: terminalId }, details });

/** Does `work` on the catalogue; every server reads it anew after the commit. Errors: wrongState where it is not as it was when it was looked at. */
const change = async ({ database, changes }: FleetContext, session: Administrator, act: Act, work: (tx: Transaction) => Promise<number>): Promise<void> =>
  database.transaction(async (tx) => {
    if ((await work(tx)) === 0) throw new AppError('wrongState');
    await note(tx, session, act);
    await raiseVersion(tx);
    tx.afterCommit(() => changes.announce(['catalogue']));
  });

/** Errors: notFound. */
export const makeCode = (
  context: FleetContext,
  session: Enroller,
  { terminalId }: RequestParsed<'terminal:makeCode'>,
): Promise<{ code: string; expiresAt: Instant }> =>
  context.database.transaction(async (tx) => {
    demandEnroller(context, session, terminalId);
    await note(tx, session, { act: 'terminal.codeMade', terminalId });
    return context.identity.makeTerminalCodeIn(tx, terminalId);
  });

/** Errors: notFound, wrongState. */
export async function add(
  context: FleetContext,
  session: Administrator,
  { pointId, names }: RequestParsed<'terminal:add'>,
): Promise<{ terminalId: TerminalId }> {
  pointWithin(context, session, pointId);
  const terminalId = freeId(context, pointId);
  await change(context, session, { act: 'terminal.added', terminalId, details: { pointId } }, (tx) => insertTerminal(tx, { id: terminalId, names }, pointId));
  return { terminalId };
}

/** The first that is free of `pargas-1`, `pargas-2` and so on. */
function freeId({ catalogue }: FleetContext, pointId: string): TerminalId {
  let number = 1;
  while (catalogue.terminal(`${pointId}-${number}`) !== undefined) number += 1;
  return `${pointId}-${number}` as TerminalId;
}

/** Errors: notFound, wrongState. */
export async function rename(context: FleetContext, session: Administrator, { terminalId, from, to }: RequestParsed<'terminal:rename'>): Promise<void> {
  terminalWithin(context, session, terminalId);
  await change(context, session, { act: 'terminal.renamed', terminalId }, (tx) => renameTerminal(tx, terminalId, { from, to }));
}

/** Errors: notFound, wrongState. */
export async function move(context: FleetContext, session: Administrator, { terminalId, from, to }: RequestParsed<'terminal:move'>): Promise<void> {
  terminalWithin(context, session, terminalId);
  pointWithin(context, session, to);
  await change(context, session, { act: 'terminal.moved', terminalId, details: { from, to } }, (tx) => moveTerminal(tx, terminalId, { from, to }));
}

/** Errors: notFound. */
export async function revoke(context: FleetContext, session: Administrator, { terminalId }: RequestParsed<'terminal:revoke'>): Promise<void> {
  terminalWithin(context, session, terminalId);
  await context.database.transaction(async (tx) => {
    await context.identity.endAllOfIn(tx, { role: 'terminal', id: terminalId });
    await note(tx, session, { act: 'terminal.revoked', terminalId });
  });
}
