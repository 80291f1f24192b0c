import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type FormField, formFieldSchema } from '#shared/forms/contract.ts';
import { formIdSchema } from '#shared/forms/openForm.ts';
import { type FormFault, ticked } from '#shared/forms/fields.ts';
import { agencyIdSchema, serviceIdSchema } from '#shared/ids.ts';
import { type Language, languageSchema, localisedSchema } from '#shared/language.ts';
import { FormFileError, fieldsOf, loadForm } from './pdfFields.ts';

/** What the PDF does not say of a field itself. */
const fieldNotesSchema = z.strictObject({
  isDate: z.boolean().optional(),
  filledBy: formFieldSchema.shape.filledBy.optional(),
  help: localisedSchema.optional(),
  /** What the values of a radio group are called. */
  options: z.record(z.string(), localisedSchema).optional(),
});

const formSchema = z.strictObject({
  formId: formIdSchema,
  agencyId: agencyIdSchema,
  services: z.array(serviceIdSchema).min(1),
  version: z.string().min(1).max(40),
  validFrom: z.iso.date(),
  validUntil: z.iso.date().nullable(),
  titles: localisedSchema,
  /** The PDF in each language, in the same folder. */
  files: z.record(languageSchema, z.string().regex(/^[\w.-]+\.pdf$/)),
  fields: z.record(z.string(), fieldNotesSchema).default({}),
});
export type ListedForm = z.output<typeof formSchema>;
export type CheckedForm = ListedForm & { readonly fault: FormFault | null };
const listSchema = z.strictObject({ forms: z.array(formSchema) });

export type FormFile = { readonly pdf: Uint8Array; readonly fields: readonly FormField[] };

export type FormLibrary = ReturnType<typeof libraryOf>;

/** The forms that come with the demo, made by scripts/makeForms.ts. */
export const demoForms = fileURLToPath(new URL('demo', import.meta.url));

/** A server without forms. */
export const noForms: FormLibrary = libraryOf([], () => Promise.reject(new Error('there is no form')));

/** Reads FORMS_DIR when the server starts. A form that cannot be filled here is told in the log and left out: nobody meets it first with a customer. */
export async function openLibrary(directory: string, logger: Pick<Logger, 'error'>): Promise<FormLibrary> {
  const read = (file: string) => readFile(path.join(directory, file));
  const listed = await read('forms.json')
    .then((text) => listSchema.parse(JSON.parse(text.toString('utf8'))).forms)
    .catch((error: unknown) => {
      logger.error({ err: error, directory }, 'forms.json cannot be read; there are no forms');
      return [];
    });
  const faultIn = async ({ formId, files }: ListedForm): Promise<FormFault | null> => {
    for (const file of Object.values(files)) {
      try {
        await loadForm(await read(file));
      } catch (error) {
        const reason = error instanceof FormFileError ? error.message : 'its file cannot be read';
        logger.error({ err: error, formId, file, reason }, 'a form is left out');
        return error instanceof FormFileError ? error.fault : 'unreadable';
      }
    }
    return null;
  };
  const checked: CheckedForm[] = [];
  for (const form of listed) checked.push({ ...form, fault: await faultIn(form) });
  return libraryOf(checked, read);
}

function libraryOf(all: readonly CheckedForm[], read: (file: string) => Promise<Uint8Array>) {
  const opened = new Map<string, Promise<FormFile>>();
  const forms = all.filter(({ fault }) => fault === null);
  const open = async (form: ListedForm, language: Language): Promise<FormFile> => {
    const pdf = new Uint8Array(await read(form.files[language] ?? ''));
    return { pdf, fields: fieldsOf(await loadForm(pdf)).map((field) => annotated(field, form, language)) };
  };
  return {
    /** For those who look after forms: those that cannot be filled are among them, with the reason. */
    all,
    form: (formId: string): ListedForm | undefined => forms.find((form) => form.formId === formId),
    /** The agency's forms for the service that are valid on the day (as 2026-12-31). */
    formsFor: (agencyId: string, serviceId: string, day: string): ListedForm[] =>
      forms.filter(
        (form) =>
          form.agencyId === agencyId &&
          form.services.some((one) => one === serviceId) &&
          form.validFrom <= day &&
          (form.validUntil === null || form.validUntil >= day),
      ),
    /** The PDF and its fields; read once. */
    file: (form: ListedForm, language: Language): Promise<FormFile> => {
      const key = `${form.formId} ${language}`;
      const known = opened.get(key) ?? open(form, language);
      opened.set(key, known);
      known.catch(() => opened.delete(key));
      return known;
    },
  };
}

function annotated(field: ReturnType<typeof fieldsOf>[number], { fields }: ListedForm, language: Language): FormField {
  const notes = Object.hasOwn(fields, field.fieldId) ? fields[field.fieldId] : undefined;
  const isDate = notes?.isDate === true && field.kind === 'text';
  return {
    ...field,
    kind: isDate ? 'date' : field.kind,
    maxLength: isDate ? 10 : field.maxLength,
    filledBy: notes?.filledBy ?? (field.kind === 'signature' ? 'customer' : 'both'),
    help: notes?.help?.[language] ?? '',
    options: (field.kind === 'check' ? [ticked] : field.options).map((value) => ({ value, label: notes?.options?.[value]?.[language] ?? value })),
  };
}
