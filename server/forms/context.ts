import { type Call, expertOf, isInCall } from '#shared/call/lifecycle.ts';
import { expertKey, terminalKey } from '#shared/call/mediaRouting.ts';
import type { FormRole } from '#shared/forms/contract.ts';
import type { CallId } from '#shared/ids.ts';
import { readCall } from '#server/calls/index.ts';
import { AppError } from '#server/errors.ts';
import type { Changes } from '#server/platform/changes.ts';
import type { Database, Transaction } from '#server/platform/database/index.ts';
import type { PagesPort, SessionFor } from '#server/platform/gateway/port.ts';
import type { FormFile, FormLibrary, ListedForm } from './library.ts';
import * as store from './store.ts';

/** What the use cases of forms stand on. */
export type FormsContext = {
  readonly database: Database;
  readonly changes: Changes;
  readonly pages: Pick<PagesPort, 'send'>;
  readonly forms: FormLibrary;
};

/** Who may be at a form: the customer, and the expert who serves them. */
export type FormSession = Pick<SessionFor<'form:update'>, 'role' | 'id'>;
export type OpenDocument = { readonly callId: CallId; readonly documentId: string };

/** The call that somebody is in; for an expert who reads the result also its wrap-up. Errors: notFound. */
export async function demandCall(tx: Transaction, { role, id }: FormSession, callId: CallId, inWrapUp = false): Promise<Call> {
  const call = await readCall(tx, callId);
  if (call === null || call.consultation !== null || !(isInCall(call) || (inWrapUp && call.state === 'wrapUp'))) throw new AppError('notFound');
  if (role === 'terminal' ? call.terminalId !== id : expertOf(call) !== id) throw new AppError('notFound');
  return call;
}

type Opened = { readonly call: Call; readonly stored: store.StoredForm; readonly listed: ListedForm; readonly file: FormFile };

/** The form that is open in the call, by the id with which it was opened. Errors: notFound. */
export async function demandForm(
  tx: Transaction,
  { forms }: Pick<FormsContext, 'forms'>,
  session: FormSession,
  { callId, documentId }: OpenDocument,
  how: { readonly isLocked?: boolean; readonly inWrapUp?: boolean } = {},
): Promise<Opened> {
  const call = await demandCall(tx, session, callId, how.inWrapUp);
  const stored = how.isLocked === true ? await store.lockForm(tx, callId) : await store.readForm(tx, callId);
  const listed = stored === null ? undefined : forms.form(stored.formId);
  // Where the agency's file is another one since the server started anew, nobody has seen it: the form can only be closed.
  if (stored?.documentId !== documentId || listed?.version !== stored.version) throw new AppError('notFound');
  return { call, stored, listed, file: await forms.file(listed, stored.language) };
}

/** The pages of the two who are at the form. */
export const keysOf = (call: Call): { readonly role: FormRole; readonly key: Parameters<PagesPort['send']>[0] }[] => {
  const expertId = expertOf(call);
  return [
    { role: 'terminal' as const, key: terminalKey(call.terminalId) },
    ...(expertId === null ? [] : [{ role: 'expert' as const, key: expertKey(expertId) }]),
  ];
};

/** For the audit: the call, and which form; nothing of what is in it. */
export const formActed = ({ callId, agencyId }: Call, formId: string) => ({ object: { kind: 'call', id: callId }, details: { agencyId, formId } }) as const;
