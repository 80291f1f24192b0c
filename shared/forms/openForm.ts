import { z } from 'zod';
import { languageSchema, localisedSchema } from '#shared/language.ts';

export const formIdSchema = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9.-]{0,63}$/);

export const formPart = { formId: formIdSchema, titles: localisedSchema, version: z.string() };

/** The form that is open in a call, for the view of who is in it. */
export const openFormSchema = z.strictObject({ ...formPart, documentId: z.uuid(), language: languageSchema });
export type OpenForm = z.output<typeof openFormSchema>;
