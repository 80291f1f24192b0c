import { z } from 'zod';
import { concernedSchema } from '#shared/administration/contract.ts';
import { jsonValueSchema, recordKinds } from '#shared/administration/records.ts';
import { importModes } from './document.ts';
import { problemSchema } from './problems.ts';

/** The largest document that is taken: some thousands of services in eight languages. */
export const largestDocumentBytes = 16_000_000;

/** POST /api/exchange/import: a document, larger than what goes over a socket. */
export const importRequestSchema = z.strictObject({
  mode: z.enum(importModes),
  /** Looks only; nothing is changed. */
  isDryRun: z.boolean(),
  /** The same again changes nothing more. */
  changeId: z.uuid(),
  /** What the dry run gave: the import is refused if the catalogue is another one by now. Null in a dry run. */
  seen: z.string().max(64).nullable(),
  note: z.string().max(300),
  document: jsonValueSchema,
});
export type ImportRequest = z.output<typeof importRequestSchema>;

export const changeWords = ['added', 'changed', 'retired'] as const;

const importedRecordSchema = z.strictObject({
  kind: z.enum(recordKinds),
  id: z.string(),
  change: z.enum(changeWords),
  /** What it is called; a person's name is under `und`. */
  names: z.record(z.string(), z.string()),
  /** Where the two states differ; empty for what is added or retired. */
  fields: z.array(z.strictObject({ path: z.string(), before: jsonValueSchema, after: jsonValueSchema })),
});
export type ImportedRecord = z.output<typeof importedRecordSchema>;

export const importAnswerSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('invalid'), problems: z.array(problemSchema) }),
  z.strictObject({
    outcome: z.literal('preview'),
    seen: z.string(),
    records: z.array(importedRecordSchema),
    /** Others stand in another order from now on. */
    isReordered: z.boolean(),
    concerned: concernedSchema,
    /** Texts that lack Swedish, Finnish or English. */
    missingTexts: z.array(z.strictObject({ path: z.string(), languages: z.array(z.string()) })),
  }),
  /** Somebody has changed the catalogue since the dry run; look again. */
  z.strictObject({ outcome: z.literal('conflict') }),
  z.strictObject({ outcome: z.literal('done'), added: z.number(), changed: z.number(), retired: z.number() }),
]);
export type ImportAnswer = z.output<typeof importAnswerSchema>;
