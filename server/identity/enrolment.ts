import type { Subject } from '#shared/contract/http.ts';
import type { Device } from '#shared/identity/contract.ts';
import { appendAudit } from '#server/audit/index.ts';
import { redeemAccessCode } from './accessCodes.ts';
import type { IdentityContext } from './context.ts';
import { open } from './sessions.ts';
import { readPublicKey } from './terminalKeys.ts';

type Enrolling = { readonly code: string; readonly publicKey: string; readonly device: Device };
export type Enrolled = { readonly subject: Subject; readonly token: string; readonly cookieMs: number };

/** Makes the browser the terminal that the code is for, and the only one of that name. Errors: badAccessCode, invalidPayload. */
export async function enrol(context: IdentityContext, { code, publicKey, device }: Enrolling): Promise<Enrolled> {
  // Before the code is used up.
  const key = readPublicKey(publicKey);
  const subject = await redeemAccessCode(context, code, 'terminal');
  const session = await open(context, subject, { publicKey: key, device });
  await context.database.transaction((tx) => appendAudit(tx, { actor: { kind: 'subject', ...subject }, act: 'terminal.enrolled' }));
  return { subject, ...session };
}
