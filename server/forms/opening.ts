import * as Y from 'yjs';
import type { RequestParsed, RequestReply } from '#shared/contract/index.ts';
import { emptyState } from '#shared/forms/answers.rules.ts';
import { fromBase64, toBase64 } from '#shared/forms/valueHash.ts';
import { documentFrom, emptyDocument } from '#shared/forms/writing.ts';
import { appendAct } from '#server/audit/index.ts';
import { lockCall } from '#server/calls/index.ts';
import { AppError } from '#server/errors.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { serviceDate } from '#server/serviceDay.ts';
import { type FormSession, type FormsContext, demandCall, demandForm, formActed } from './context.ts';
import * as store from './store.ts';

/** The forms of the call's agency for its service. Errors: notFound. */
export const list = ({ database, forms }: FormsContext, session: FormSession, { callId }: RequestParsed<'form:list'>): Promise<RequestReply<'form:list'>> =>
  database.transaction(async (tx) => {
    const { agencyId, serviceId } = await demandCall(tx, session, callId);
    const found = forms.formsFor(agencyId, serviceId, serviceDate(tx.now).toString());
    return { forms: found.map(({ formId, titles, version, files }) => ({ formId, titles, version, languages: Object.keys(files) })) };
  });

const announce = ({ changes }: FormsContext, tx: Transaction, { terminalId, agencyId }: { readonly terminalId: string; readonly agencyId: string }): void =>
  tx.afterCommit(() => changes.announce([`terminal:${terminalId}`, `agency:${agencyId}`]));

/** Opens a form of the agency whose call it is. Errors: notFound, wrongState, sameIdOtherContent. */
export const open = (context: FormsContext, session: FormSession, { callId, documentId, formId, language }: RequestParsed<'form:open'>): Promise<void> =>
  context.database.transaction(async (tx) => {
    await lockCall(tx, callId);
    const call = await demandCall(tx, session, callId);
    const form = context.forms.formsFor(call.agencyId, call.serviceId, serviceDate(tx.now).toString()).find((one) => one.formId === formId);
    if (form === undefined || !Object.hasOwn(form.files, language)) throw new AppError('notFound');
    const known = await store.readOpenForm(tx, callId);
    if (known !== null) {
      if (known.documentId !== documentId) throw new AppError('wrongState');
      if (known.formId !== formId || known.language !== language) throw new AppError('sameIdOtherContent');
      return;
    }
    // Read before the customer sees it: a file that has gone since is met here.
    await context.forms.file(form, language);
    const opened = { callId, documentId, formId, titles: form.titles, version: form.version, language };
    const isOpened = await store.insertForm(tx, { ...opened, sequence: 0, document: emptyDocument(), state: emptyState });
    if (!isOpened) throw new AppError('sameIdOtherContent');
    await appendAct(tx, 'form.opened', formActed(call, formId));
    announce(context, tx, call);
  });

/** Erases the form with all that is in it. Errors: notFound. */
export const close = (context: FormsContext, session: FormSession, input: RequestParsed<'form:close'>): Promise<void> =>
  context.database.transaction(async (tx) => {
    const call = await demandCall(tx, session, input.callId);
    const stored = await store.lockForm(tx, input.callId);
    if (stored?.documentId !== input.documentId) throw new AppError('notFound');
    await store.eraseForm(tx, input.callId);
    await appendAct(tx, 'form.closed', formActed(call, stored.formId));
    announce(context, tx, call);
  });

/** Everything of the form that a page has not yet. Errors: notFound, formUpdateRefused. */
export async function sync(context: FormsContext, session: FormSession, input: RequestParsed<'form:sync'>): Promise<RequestReply<'form:sync'>> {
  const { stored, file } = await context.database.transaction((tx) => demandForm(tx, context, session, input));
  const document = documentFrom(stored.document);
  return {
    fields: [...file.fields],
    sequence: stored.sequence,
    state: stored.state,
    update: toBase64(missingIn(document, input.stateVector)),
    stateVector: toBase64(Y.encodeStateVector(document)),
  };
}

function missingIn(document: Y.Doc, stateVector: string): ReturnType<typeof Y.encodeStateAsUpdate> {
  if (stateVector === '') return Y.encodeStateAsUpdate(document);
  try {
    return Y.encodeStateAsUpdate(document, fromBase64(stateVector));
  } catch (cause) {
    throw new AppError('formUpdateRefused', undefined, { cause });
  }
}

/** The empty PDF. Errors: notFound. */
export async function document(context: FormsContext, session: FormSession, input: RequestParsed<'form:document'>): Promise<RequestReply<'form:document'>> {
  const { file } = await context.database.transaction((tx) => demandForm(tx, context, session, input));
  return { pdf: Buffer.from(file.pdf).toString('base64') };
}
