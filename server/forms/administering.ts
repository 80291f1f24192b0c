import type { RequestParsed, RequestReply } from '#shared/contract/index.ts';
import { type Scope, covers } from '#shared/permissions/scope.ts';
import { AppError } from '#server/errors.ts';
import type { FormsContext } from './context.ts';

const isOf =
  (scope: Scope) =>
  (form: { readonly agencyId: FormAgency }): boolean =>
    covers(scope, { kind: 'agency', agencyId: form.agencyId });
type FormAgency = FormsContext['forms']['all'][number]['agencyId'];

/** Every form of the agencies that somebody looks after. */
export const catalogue = async ({ forms }: Pick<FormsContext, 'forms'>, scope: Scope): Promise<RequestReply<'form:catalogue'>> => ({
  forms: forms.all.filter(isOf(scope)).map(({ formId, titles, version, agencyId, services, files, validFrom, validUntil, fault }) => ({
    formId,
    titles,
    version,
    agencyId,
    serviceIds: services,
    languages: Object.keys(files),
    validFrom,
    validUntil,
    fault,
  })),
});

/** One of them with its PDF. Errors: notFound. */
export async function preview(
  { forms }: Pick<FormsContext, 'forms'>,
  scope: Scope,
  { formId, language }: RequestParsed<'form:preview'>,
): Promise<RequestReply<'form:preview'>> {
  const form = forms.form(formId);
  if (form === undefined || !isOf(scope)(form) || !Object.hasOwn(form.files, language)) throw new AppError('notFound');
  const { fields, pdf } = await forms.file(form, language);
  return { fields: [...fields], pdf: Buffer.from(pdf).toString('base64') };
}
