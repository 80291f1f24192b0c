import { z } from 'zod';
import { defineEvent, defineRequest } from '#shared/contract/define.ts';
import { nothing } from '#shared/contract/inputs.ts';
import { agencyIdSchema, callIdSchema, serviceIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import { languageSchema } from '#shared/language.ts';
import { fieldKinds, fillers, formFaults } from './fields.ts';
import { formIdSchema, formPart } from './openForm.ts';

const formRoles = ['terminal', 'expert'] as const;

/** The field's full name in the PDF. */
const fieldIdSchema = z.string().min(1).max(128);
/** Bytes of Yjs (updates, state vectors), as base64. */
const bytesSchema = (most: number) => z.base64().max(most);
const updateLength = 48_000;
const pdfSchema = z.base64();

export const formFieldSchema = z.strictObject({
  fieldId: fieldIdSchema,
  kind: z.enum(fieldKinds),
  label: z.string(),
  /** What it asks for, in other words; empty where nobody wrote it. */
  help: z.string(),
  filledBy: z.enum(fillers),
  /** In characters; null for what is not written. */
  maxLength: z.number().int().positive().nullable(),
  isRequired: z.boolean(),
  /** Of a radio group or list, in their order. */
  options: z.array(z.strictObject({ value: z.string(), label: z.string() })),
});

/** What the expert shows the customer: points at a field, says what it means, or asks whether its answer, or every answer, is right. */
export const attentionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('field'), fieldId: fieldIdSchema, purpose: z.enum(['point', 'explain', 'ask']) }),
  z.strictObject({ kind: z.literal('all') }),
]);

const pageSchema = z.number().int().min(1).max(100);
/** Of the page's width that the place gives. */
const zoomSchema = z.number().min(0.5).max(3);

/** Everything of an open form but what is written in it. */
export const formStateSchema = z.strictObject({
  /** What was chosen, by field; a tick is `on`. */
  choices: z.record(z.string(), z.string()),
  filled: z.record(z.string(), z.strictObject({ roles: z.array(z.enum(formRoles)), last: z.enum(formRoles), at: instantSchema })),
  /** The customer has said that the answer is right: the SHA-256 of the field and its value. */
  confirmed: z.record(z.string(), z.strictObject({ hash: z.string(), at: instantSchema })),
  /** Confirmed once, and changed since. */
  withdrawn: z.array(z.string()),
  attention: attentionSchema.nullable(),
  page: pageSchema,
  zoom: zoomSchema,
});

const documentOnly = { callId: callIdSchema, documentId: z.uuid() };

export const formsContract = {
  requests: {
    'form:list': defineRequest({
      summary: 'The forms for the service of the call that are valid today (F77).',
      roles: ['expert'],
      input: z.strictObject({ callId: callIdSchema }),
      reply: z.strictObject({ forms: z.array(z.strictObject({ ...formPart, languages: z.array(languageSchema) })) }),
      refusals: ['notFound'],
    }),
    'form:catalogue': defineRequest({
      summary: 'The forms of the agencies that the administrator looks after, also those that are not valid today or cannot be filled (F77).',
      roles: ['administrator'],
      input: nothing,
      reply: z.strictObject({
        forms: z.array(
          z.strictObject({
            ...formPart,
            agencyId: agencyIdSchema,
            serviceIds: z.array(serviceIdSchema),
            languages: z.array(languageSchema),
            validFrom: z.iso.date(),
            validUntil: z.iso.date().nullable(),
            fault: z.enum(formFaults).nullable(),
          }),
        ),
      }),
      refusals: [],
    }),
    'form:preview': defineRequest({
      summary: 'A form as the catalogue has it: its fields with who fills them, and the PDF.',
      roles: ['administrator'],
      input: z.strictObject({ formId: formIdSchema, language: languageSchema }),
      reply: z.strictObject({ fields: z.array(formFieldSchema), pdf: pdfSchema }),
      refusals: ['notFound'],
    }),
    'form:open': defineRequest({
      summary: 'Opens a form for customer and expert (F72). One at a time; the same documentId again changes nothing.',
      roles: ['expert'],
      input: z.strictObject({ ...documentOnly, formId: formIdSchema, language: languageSchema }),
      reply: nothing,
      refusals: ['notFound', 'wrongState', 'sameIdOtherContent'],
    }),
    'form:close': defineRequest({
      summary: 'Closes the form and erases what is in it.',
      roles: ['expert'],
      input: z.strictObject(documentOnly),
      reply: nothing,
      refusals: ['notFound'],
    }),
    'form:sync': defineRequest({
      summary:
        'The open form: its fields, its state, and what is written in it, as a Yjs update from the given state vector on. What the page has written itself beyond the state vector of the reply goes to `form:update`.',
      roles: formRoles,
      input: z.strictObject({ ...documentOnly, stateVector: bytesSchema(8_000) }),
      reply: z.strictObject({
        fields: z.array(formFieldSchema),
        sequence: z.number().int(),
        state: formStateSchema,
        update: bytesSchema(1_000_000),
        stateVector: bytesSchema(8_000),
      }),
      refusals: ['notFound', 'formUpdateRefused'],
    }),
    'form:document': defineRequest({
      summary: 'The empty PDF of the open form.',
      roles: formRoles,
      input: z.strictObject(documentOnly),
      reply: z.strictObject({ pdf: pdfSchema }),
      refusals: ['notFound'],
    }),
    'form:update': defineRequest({
      summary:
        'What has been written, as a Yjs update: each text field is a Y.Text of the field’s name. Refused as a whole if it changes a field of the other side, or holds anything but text; the page then reads the form again.',
      roles: formRoles,
      input: z.strictObject({ ...documentOnly, update: bytesSchema(updateLength).min(1) }),
      reply: nothing,
      refusals: ['notFound', 'fieldNotYours', 'formUpdateRefused'],
    }),
    'form:choose': defineRequest({
      summary: 'A tick, a choice or a signature; null takes it away. Of two choices the one that comes later to the server stays.',
      roles: formRoles,
      input: z.strictObject({ ...documentOnly, fieldId: fieldIdSchema, value: z.string().min(1).max(12_000).nullable() }),
      reply: nothing,
      refusals: ['notFound', 'fieldNotYours', 'invalidChoice'],
    }),
    'form:confirm': defineRequest({
      summary:
        'The customer says that these answers are right (F73). `hash` is the SHA-256, in base64url, of the field’s name, a line feed and the value that the page shows; where one has changed meanwhile, nothing is confirmed. Any later change takes it back.',
      roles: ['terminal'],
      input: z.strictObject({
        ...documentOnly,
        answers: z
          .array(z.strictObject({ fieldId: fieldIdSchema, hash: z.base64url().length(43) }))
          .min(1)
          .max(200),
      }),
      reply: nothing,
      refusals: ['notFound', 'formChanged'],
    }),
    'form:show': defineRequest({
      summary: 'The expert points at a field, says what it means, or asks whether its answer, or every answer, is right; null ends it (F73).',
      roles: ['expert'],
      input: z.strictObject({ ...documentOnly, attention: attentionSchema.nullable() }),
      reply: nothing,
      refusals: ['notFound'],
    }),
    'form:turn': defineRequest({
      summary: 'The page of the form that the expert looks at, and how large; the customer’s screen follows unless the customer has let go of it.',
      roles: ['expert'],
      input: z.strictObject({ ...documentOnly, page: pageSchema, zoom: zoomSchema }),
      reply: nothing,
      refusals: ['notFound'],
    }),
    'form:focus': defineRequest({
      summary: 'Which field somebody is in, for the other side to see. Kept nowhere.',
      roles: formRoles,
      input: z.strictObject({ ...documentOnly, fieldId: fieldIdSchema.nullable() }),
      reply: nothing,
      refusals: ['notFound'],
    }),
    'form:result': defineRequest({
      summary: 'The filled form as a PDF without fields, when every answer is confirmed and none is too long or missing. Also in the wrap-up.',
      roles: ['expert'],
      input: z.strictObject(documentOnly),
      reply: z.strictObject({ fileName: z.string(), pdf: pdfSchema }),
      refusals: ['notFound', 'formNotReady', 'formUnreadable'],
    }),
  },
  events: {
    'form:changed': defineEvent({
      summary: 'The open form has changed. `update` is what was written, as a Yjs update. After a gap in `sequence` the page asks by `form:sync`.',
      roles: formRoles,
      payload: z.strictObject({ ...documentOnly, sequence: z.number().int(), state: formStateSchema, update: bytesSchema(updateLength).nullable() }),
    }),
    'form:focused': defineEvent({
      summary: 'The field that the other side is in; null for none.',
      roles: formRoles,
      payload: z.strictObject({ ...documentOnly, role: z.enum(formRoles), fieldId: fieldIdSchema.nullable() }),
    }),
  },
} as const;

export type FormField = z.output<typeof formFieldSchema>;
export type FormState = z.output<typeof formStateSchema>;
export type Attention = z.output<typeof attentionSchema>;
export type FormRole = (typeof formRoles)[number];
