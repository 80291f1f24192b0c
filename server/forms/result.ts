import type { RequestParsed, RequestReply } from '#shared/contract/index.ts';
import { obstaclesOf } from '#shared/forms/answers.rules.ts';
import { appendAct } from '#server/audit/index.ts';
import { AppError } from '#server/errors.ts';
import { type FormSession, type FormsContext, demandForm, formActed } from './context.ts';
import { UnwritableError, fillForm } from './fill.ts';
import { answersIn } from './filling.ts';

/** The filled form, without fields. Errors: notFound, formNotReady, formUnreadable. */
export async function result(context: FormsContext, session: FormSession, input: RequestParsed<'form:result'>): Promise<RequestReply<'form:result'>> {
  const { call, stored, file } = await context.database.transaction((tx) => demandForm(tx, context, session, input, { inWrapUp: true }));
  const answers = answersIn(file.fields, stored);
  const obstacles = obstaclesOf(file.fields, answers, stored.state);
  if (obstacles.length > 0) throw new AppError('formNotReady', { count: obstacles.length });
  // Not within a transaction: it takes a moment.
  const pdf = await fillForm(file.pdf, answers).catch((error: unknown) => {
    if (error instanceof UnwritableError) throw new AppError('formUnreadable', { letters: error.letters }, { cause: error });
    throw error;
  });
  await context.database.transaction((tx) => appendAct(tx, 'form.delivered', formActed(call, stored.formId)));
  return { fileName: `${stored.formId}.pdf`, pdf: Buffer.from(pdf).toString('base64') };
}
