import { z } from 'zod';
import { type FormState, formStateSchema } from '#shared/forms/contract.ts';
import { type OpenForm, openFormSchema } from '#shared/forms/openForm.ts';
import { callIdSchema } from '#shared/ids.ts';
import type { Transaction } from '#server/platform/database/index.ts';

const formRow = z.object({
  callId: callIdSchema,
  ...openFormSchema.shape,
  sequence: z.number(),
  /** One Yjs update, as base64. */
  document: z.string().transform((text): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))),
  state: formStateSchema,
});
export type StoredForm = z.output<typeof formRow>;

const head = `document_id as "documentId", form_id as "formId", titles, version, language`;
const columns = `call_id as "callId", ${head}, sequence, encode(document, 'base64') as document, state`;
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

export const readForm = async (tx: Transaction, callId: string): Promise<StoredForm | null> =>
  (await tx.rows(formRow, `select ${columns} from call_forms where call_id = $1`, [callId]))[0] ?? null;

/** Changes of one form come one after the other. */
export const lockForm = async (tx: Transaction, callId: string): Promise<StoredForm | null> =>
  (await tx.rows(formRow, `select ${columns} from call_forms where call_id = $1 for update`, [callId]))[0] ?? null;

/** Which form is open, without what is in it. */
export const readOpenForm = async (tx: Transaction, callId: string): Promise<OpenForm | null> =>
  (await tx.rows(openFormSchema, `select ${head} from call_forms where call_id = $1`, [callId]))[0] ?? null;

/** Whether it was opened: neither was another one open, nor was the id used before. */
export const insertForm = async (tx: Transaction, form: StoredForm): Promise<boolean> =>
  (await tx.run(
    `insert into call_forms (call_id, document_id, form_id, titles, version, language, opened_at, sequence, document, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, decode($9, 'base64'), $10) on conflict do nothing`,
    [
      form.callId,
      form.documentId,
      form.formId,
      JSON.stringify(form.titles),
      form.version,
      form.language,
      tx.now,
      form.sequence,
      base64(form.document),
      JSON.stringify(form.state),
    ],
  )) > 0;

type Changed = { readonly sequence: number; readonly document: Uint8Array; readonly state: FormState };

export const updateForm = (tx: Transaction, callId: string, { sequence, document, state }: Changed): Promise<number> =>
  tx.run(`update call_forms set sequence = $2, document = decode($3, 'base64'), state = $4 where call_id = $1`, [
    callId,
    sequence,
    base64(document),
    JSON.stringify(state),
  ]);

/** To the call in which the customer is now. */
export const moveForm = (tx: Transaction, fromCallId: string, toCallId: string): Promise<number> =>
  tx.run('update call_forms set call_id = $2 where call_id = $1', [fromCallId, toCallId]);

export const eraseForm = (tx: Transaction, callId: string): Promise<number> => tx.run('delete from call_forms where call_id = $1', [callId]);
