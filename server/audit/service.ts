import type { Transaction } from '#server/platform/database/index.ts';
import type { Call, CallEvent } from '#shared/call/lifecycle.ts';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import { withContext } from '#server/useCases.ts';
import { whoActs } from './acting.ts';
import { callAct } from './callActs.rules.ts';
import type { AuditContext } from './context.ts';
import { exportLines, list } from './reading.ts';
import { createRefusals } from './refusals.ts';
import { eraseBefore, seal, tellHead } from './sealing.ts';
import { appendAudit } from './store.ts';

export type Audit = ReturnType<typeof createAudit>;

/** Who did what (F108): added with the act, sealed into a chain right after, read by those who look after it. */
export const createAudit = (context: AuditContext) => ({
  ...withContext(context, { seal, tellHead, eraseBefore, list, exportLines }),
  refused: createRefusals(context),
});

/** In the transaction in which it happens to a call. */
export async function reactToCall(tx: Transaction, event: CallEvent, _before: Call | null, after: Call, by: ParticipantKey | 'system'): Promise<void> {
  const entry = callAct(event, after, by, whoActs());
  if (entry !== null) await appendAudit(tx, entry);
}
