import type { RequestParsed } from '#shared/contract/index.ts';
import { type Answers, afterChange, afterConfirm, isChoiceOf, mayFill } from '#shared/forms/answers.rules.ts';
import type { FormField, FormState } from '#shared/forms/contract.ts';
import { fromBase64, valueHash } from '#shared/forms/valueHash.ts';
import { documentFrom, textsOf, write } from '#shared/forms/writing.ts';
import { AppError } from '#server/errors.ts';
import { type FormSession, type FormsContext, type OpenDocument, demandForm, keysOf } from './context.ts';
import * as store from './store.ts';

type Opened = Awaited<ReturnType<typeof demandForm>>;
type Change = { readonly state: FormState; readonly document?: Uint8Array; readonly update?: string };

/** What is in the fields, written and chosen. */
export const answersIn = (fields: readonly FormField[], { document, state }: Pick<store.StoredForm, 'document' | 'state'>): Answers =>
  new Map([...textsOf(documentFrom(document), fields), ...Object.entries(state.choices)]);

/** Begin, lock the form, decide, write, commit, then tell both pages. A change of nothing is told to nobody. */
function changing(
  context: FormsContext,
  session: FormSession,
  input: OpenDocument,
  decide: (opened: Opened, now: FormNow) => Promise<Change | null> | Change | null,
): Promise<void> {
  return context.database.transaction(async (tx) => {
    const opened = await demandForm(tx, context, session, input, { isLocked: true });
    const { stored, call } = opened;
    const change = await decide(opened, tx.now);
    if (change === null) return;
    const sequence = stored.sequence + 1;
    await store.updateForm(tx, input.callId, { sequence, document: change.document ?? stored.document, state: change.state });
    const payload = { callId: input.callId, documentId: input.documentId, sequence, state: change.state, update: change.update ?? null };
    tx.afterCommit(() => {
      for (const { key } of keysOf(call)) context.pages.send(key, 'form:changed', payload);
    });
  });
}
type FormNow = Parameters<typeof afterChange>[3];

/** What somebody has written. Errors: notFound, fieldNotYours, formUpdateRefused. */
export const update = (context: FormsContext, session: FormSession, input: RequestParsed<'form:update'>): Promise<void> =>
  changing(context, session, input, ({ stored, file }, now) => {
    const written = write(stored.document, fromBase64(input.update), file.fields, session.role);
    if (!written.isWritten) throw new AppError(written.refusal);
    // A page that comes back sends all that it has written once more.
    if (Buffer.compare(written.document, stored.document) === 0) return null;
    return { document: written.document, update: input.update, state: afterChange(stored.state, written.changed, session.role, now) };
  });

/** A tick, a choice or a signature. Errors: notFound, fieldNotYours, invalidChoice. */
export const choose = (context: FormsContext, session: FormSession, input: RequestParsed<'form:choose'>): Promise<void> =>
  changing(context, session, input, ({ stored, file }, now) => {
    const { fieldId, value } = input;
    const field = file.fields.find((one) => one.fieldId === fieldId);
    if (field === undefined || !isChoiceOf(field, value)) throw new AppError('invalidChoice');
    if (!mayFill(field, session.role)) throw new AppError('fieldNotYours');
    const others = Object.entries(stored.state.choices).filter(([id]) => id !== fieldId);
    if ((stored.state.choices[fieldId] ?? null) === value) return null;
    const choices = Object.fromEntries(value === null ? others : [...others, [fieldId, value]]);
    return { state: { ...afterChange(stored.state, [fieldId], session.role, now), choices } };
  });

/** The customer confirms what the page shows, all of it or nothing. Errors: notFound, formChanged. */
export const confirm = (context: FormsContext, session: FormSession, input: RequestParsed<'form:confirm'>): Promise<void> =>
  changing(context, session, input, async ({ stored, file }, now) => {
    const answers = answersIn(file.fields, stored);
    for (const { fieldId, hash } of input.answers) {
      const value = answers.get(fieldId);
      if (value === undefined || (await valueHash(fieldId, value)) !== hash) throw new AppError('formChanged');
    }
    return { state: afterConfirm(stored.state, input.answers, now) };
  });

/** The expert points, explains or asks. Errors: notFound. */
export const show = (context: FormsContext, session: FormSession, input: RequestParsed<'form:show'>): Promise<void> =>
  changing(context, session, input, ({ stored, file }) => {
    const { attention } = input;
    if (attention?.kind === 'field' && !file.fields.some(({ fieldId }) => fieldId === attention.fieldId)) throw new AppError('notFound');
    return { state: { ...stored.state, attention } };
  });

/** Another page, or another size. Errors: notFound. */
export const turn = (context: FormsContext, session: FormSession, { page, zoom, ...input }: RequestParsed<'form:turn'>): Promise<void> =>
  changing(context, session, input, ({ stored: { state } }) => (state.page === page && state.zoom === zoom ? null : { state: { ...state, page, zoom } }));

/** Which field somebody is in; told to the other, kept nowhere. Errors: notFound. */
export const focus = (context: FormsContext, session: FormSession, { fieldId, ...input }: RequestParsed<'form:focus'>): Promise<void> =>
  context.database.transaction(async (tx) => {
    const { call } = await demandForm(tx, context, session, input);
    tx.afterCommit(() => {
      for (const { role, key } of keysOf(call)) if (role !== session.role) context.pages.send(key, 'form:focused', { ...input, role: session.role, fieldId });
    });
  });
