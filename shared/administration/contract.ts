import { z } from 'zod';
import { defineRequest } from '#shared/contract/define.ts';
import { nothing } from '#shared/contract/inputs.ts';
import { routingSettingsSchema } from '#shared/contract/catalogue.ts';
import { agencyIdSchema, callIdSchema, expertIdSchema, serviceIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import { localisedSchema } from '#shared/language.ts';
import { problemReasons } from './problems.ts';
import { jsonValueSchema, looseContentSchema, recordKinds } from './records.ts';

const recordId = z.string().min(1).max(64);
const named = { kind: z.enum(recordKinds), id: recordId };
/** A token of a record's content: who sends a change says which content it was made on. */
const version = z.string().max(64);

/** A record as one wants it to be. `version` null: it is new. `content` null: it is taken away again. */
export const wantedRecordSchema = z.strictObject({ ...named, version: version.nullable(), content: looseContentSchema.nullable() });
export type WantedRecord = z.output<typeof wantedRecordSchema>;

/** At most so many records in one change over the socket. */
const wanted = z.array(wantedRecordSchema).min(1).max(200);
const note = z.string().max(300);

/** What becomes of those who wait for a service that ends at once. */
export const waitingChoiceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('serve') }),
  z.strictObject({ kind: z.literal('move'), agencyId: agencyIdSchema, serviceId: serviceIdSchema }),
]);
export type WaitingChoice = z.output<typeof waitingChoiceSchema>;

const problemSchema = z.strictObject({ ...named, path: z.string(), reason: z.enum(problemReasons), detail: z.string().optional() });

const authorSchema = z.strictObject({ id: z.string(), displayName: z.string(), at: instantSchema });

/** The record is not what the change was made on. `changedBy` null: by an import. */
export const recordConflictSchema = z.strictObject({
  ...named,
  version: version.nullable(),
  content: looseContentSchema.nullable(),
  changedBy: authorSchema.nullable(),
});
export type RecordConflict = z.output<typeof recordConflictSchema>;

const differenceSchema = z.strictObject({ ...named, path: z.string(), before: jsonValueSchema, after: jsonValueSchema });

/** How many are concerned now by what is changed. */
export const concernedSchema = z.strictObject({
  waiting: z.number(),
  running: z.number(),
  booked: z.number(),
  experts: z.number(),
  terminals: z.number(),
});
export type Concerned = z.output<typeof concernedSchema>;

export const changePreviewSchema = z.strictObject({
  problems: z.array(problemSchema),
  conflicts: z.array(recordConflictSchema),
  differences: z.array(differenceSchema),
  concerned: concernedSchema,
  /** Texts that lack one of staff's languages: readers see another one. */
  missingTexts: z.array(z.strictObject({ ...named, path: z.string(), languages: z.array(z.string()) })),
});
export type ChangePreview = z.output<typeof changePreviewSchema>;

const changeSummarySchema = z.strictObject({
  changeId: z.uuid(),
  author: authorSchema,
  note: z.string(),
  undoOf: z.uuid().nullable(),
  /** Which change has taken this one back. */
  undoneBy: z.uuid().nullable(),
  records: z.array(z.strictObject({ ...named, before: looseContentSchema.nullable(), after: looseContentSchema.nullable() })),
});
export type ChangeSummary = z.output<typeof changeSummarySchema>;

/** What came of it. Where it is not `done`, nothing is changed. */
export const changeResultSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('done') }),
  z.strictObject({ outcome: z.literal('invalid'), problems: z.array(problemSchema) }),
  z.strictObject({ outcome: z.literal('conflict'), conflicts: z.array(recordConflictSchema) }),
]);
export type ChangeResult = z.output<typeof changeResultSchema>;

export const undoResultSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('done') }),
  z.strictObject({ outcome: z.literal('invalid'), problems: z.array(problemSchema) }),
  z.strictObject({ outcome: z.literal('conflict'), later: z.array(changeSummarySchema) }),
]);
export type UndoResult = z.output<typeof undoResultSchema>;

const draftSchema = z.strictObject({ draftId: z.uuid(), records: wanted, note });
export type Draft = z.output<typeof draftSchema>;

const administrator = ['administrator'] as const;

export const administrationContract = {
  requests: {
    'record:list': defineRequest({
      summary: 'Every record within the administrator’s scope, those that are not in force included, and the administrator’s own drafts.',
      roles: administrator,
      input: nothing,
      reply: z.strictObject({
        records: z.array(z.strictObject({ ...named, version, content: looseContentSchema })),
        drafts: z.array(draftSchema.extend({ savedAt: instantSchema })),
      }),
      refusals: ['notFound'],
    }),
    'change:preview': defineRequest({
      summary: 'What a change would do: what differs, whom it concerns, what is wrong with it, and what others have changed meanwhile. Changes nothing.',
      roles: administrator,
      input: z.strictObject({ records: wanted }),
      reply: changePreviewSchema,
      refusals: ['notFound'],
    }),
    'change:apply': defineRequest({
      summary: 'Changes records, all or none (F98). The same changeId again changes nothing more. In force on every server within two seconds.',
      roles: administrator,
      input: z.strictObject({ changeId: z.uuid(), records: wanted, note, waiting: waitingChoiceSchema }),
      reply: changeResultSchema,
      refusals: ['notFound', 'sameIdOtherContent', 'notRemote', 'practiceApart', 'queueClosed'],
    }),
    'change:undo': defineRequest({
      summary: 'Takes a change back by a new one. Refused where the records have been changed since; the later changes are listed.',
      roles: administrator,
      input: z.strictObject({ changeId: z.uuid(), undoId: z.uuid(), note }),
      reply: undoResultSchema,
      refusals: ['notFound', 'sameIdOtherContent', 'wrongState'],
    }),
    'change:list': defineRequest({
      summary: 'Changes within the administrator’s scope, newest first, fifty at a time; of one record where it is named.',
      roles: administrator,
      input: z.strictObject({ before: z.uuid().nullable(), record: z.strictObject(named).nullable() }),
      reply: z.strictObject({ changes: z.array(changeSummarySchema), hasMore: z.boolean() }),
      refusals: ['notFound'],
    }),
    'draft:save': defineRequest({
      summary: 'Keeps what an administrator has begun, for this administrator alone; nothing of it is in force.',
      roles: administrator,
      input: draftSchema,
      reply: z.strictObject({}),
      refusals: ['notFound'],
    }),
    'holiday:list': defineRequest({
      summary: 'Finnish holidays of a year with their names, as exceptions to be proposed; nothing is taken by itself.',
      roles: administrator,
      input: z.strictObject({ year: z.number().int().min(2000).max(2100) }),
      reply: z.strictObject({ holidays: z.array(z.strictObject({ date: z.iso.date(), names: localisedSchema, isPublic: z.boolean() })) }),
      refusals: [],
    }),
    'routing:tryOut': defineRequest({
      summary:
        'Who would have got the agency’s last fifty offers by other settings: the rule that routes, over who was free then (kept for 90 days, ids only). Changes nothing.',
      roles: administrator,
      input: z.strictObject({ agencyId: agencyIdSchema, settings: routingSettingsSchema }),
      reply: z.strictObject({
        offers: z.array(
          z.strictObject({
            callId: callIdSchema,
            at: instantSchema,
            was: expertIdSchema,
            would: expertIdSchema.nullable(),
            knows: z.enum(['known', 'earlier', 'later']),
          }),
        ),
      }),
      refusals: ['notFound'],
    }),
    'draft:discard': defineRequest({
      summary: 'Throws a draft of one’s own away.',
      roles: administrator,
      input: z.strictObject({ draftId: z.uuid() }),
      reply: z.strictObject({}),
      refusals: [],
    }),
  },
} as const;
