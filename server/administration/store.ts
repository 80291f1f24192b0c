import { z } from 'zod';
import type { RecordChange } from '#shared/administration/changes.ts';
import { type Draft, wantedRecordSchema } from '#shared/administration/contract.ts';
import { type RecordKind, looseContentSchema, recordKinds } from '#shared/administration/records.ts';
import { type Instant, instantSchema } from '#shared/instant.ts';
import type { Transaction } from '#server/platform/database/index.ts';

const changeRow = z.object({
  changeId: z.uuid(),
  number: z.coerce.number(),
  authorId: z.string(),
  at: instantSchema,
  note: z.string(),
  undoOf: z.uuid().nullable(),
  undoneBy: z.uuid().nullable(),
  records: z.array(z.object({ kind: z.enum(recordKinds), id: z.string(), before: looseContentSchema.nullable(), after: looseContentSchema.nullable() })),
});
export type StoredChange = z.output<typeof changeRow>;

const select = `select c.id as "changeId", c.number, c.author_id as "authorId", c.at, c.note, c.undo_of as "undoOf",
    (select u.id from catalogue_changes u where u.undo_of = c.id) as "undoneBy",
    (select json_agg(json_build_object('kind', r.kind, 'id', r.record_id, 'before', r.before, 'after', r.after) order by r.kind, r.record_id)
     from catalogue_change_records r where r.change_id = c.id) as records
  from catalogue_changes c`;

type NewChange = {
  readonly changeId: string;
  readonly authorId: string;
  readonly note: string;
  readonly undoOf: string | null;
  readonly records: readonly RecordChange[];
};

const jsonOrNull = (content: object | null): string | null => (content === null ? null : JSON.stringify(content));

export async function insertChange(tx: Transaction, { changeId, authorId, note, undoOf, records }: NewChange): Promise<void> {
  await tx.run('insert into catalogue_changes (id, author_id, at, note, undo_of) values ($1, $2, $3, $4, $5)', [changeId, authorId, tx.now, note, undoOf]);
  for (const { kind, id, before, after } of records) {
    await tx.run('insert into catalogue_change_records (change_id, kind, record_id, before, after) values ($1, $2, $3, $4, $5)', [
      changeId,
      kind,
      id,
      jsonOrNull(before),
      jsonOrNull(after),
    ]);
  }
}

export const readChange = async (tx: Transaction, changeId: string): Promise<StoredChange | null> =>
  (await tx.rows(changeRow, `${select} where c.id = $1`, [changeId]))[0] ?? null;

/** Changes before that number, newest first. */
export const readChangesBefore = (tx: Transaction, number: number, limit: number): Promise<StoredChange[]> =>
  tx.rows(changeRow, `${select} where c.number < $1 order by c.number desc limit $2`, [number, limit]);

type Named = { readonly kind: RecordKind; readonly id: string };

/** The same of one record. */
export const readChangesOfRecord = (tx: Transaction, { kind, id }: Named, number: number, limit: number): Promise<StoredChange[]> =>
  tx.rows(
    changeRow,
    `${select} where c.number < $1 and exists (select 1 from catalogue_change_records r where r.change_id = c.id and r.kind = $3 and r.record_id = $4)
     order by c.number desc limit $2`,
    [number, limit, kind, id],
  );

/** Changes after that number which touch any of the records, newest first. */
export const readChangesSince = (tx: Transaction, number: number, records: readonly Named[]): Promise<StoredChange[]> =>
  tx.rows(
    changeRow,
    `${select} where c.number > $1 and exists (
       select 1 from catalogue_change_records r join unnest($2::text[], $3::text[]) as named (kind, id) on r.kind = named.kind and r.record_id = named.id
       where r.change_id = c.id
     ) order by c.number desc`,
    [number, records.map(({ kind }) => kind), records.map(({ id }) => id)],
  );

const draftRow = z.object({ draftId: z.uuid(), records: z.array(wantedRecordSchema), note: z.string(), savedAt: instantSchema });

export const readDrafts = (tx: Transaction, authorId: string): Promise<(Draft & { savedAt: Instant })[]> =>
  tx.rows(draftRow, 'select id as "draftId", records, note, saved_at as "savedAt" from catalogue_drafts where author_id = $1 order by saved_at desc, id', [
    authorId,
  ]);

/** Whether it was kept: the id is not another author's. */
export const putDraft = async (tx: Transaction, authorId: string, { draftId, records, note }: Draft): Promise<boolean> =>
  (await tx.run(
    `insert into catalogue_drafts (id, author_id, records, note, saved_at) values ($1, $2, $3, $4, $5)
     on conflict (id) do update set records = excluded.records, note = excluded.note, saved_at = excluded.saved_at
     where catalogue_drafts.author_id = excluded.author_id`,
    [draftId, authorId, JSON.stringify(records), note, tx.now],
  )) > 0;

export const deleteDraft = (tx: Transaction, authorId: string, draftId: string): Promise<number> =>
  tx.run('delete from catalogue_drafts where id = $1 and author_id = $2', [draftId, authorId]);

/** Keeps an author's newest drafts only. */
export const trimDrafts = (tx: Transaction, authorId: string, kept: number): Promise<number> =>
  tx.run(
    `delete from catalogue_drafts where author_id = $1 and id not in
       (select id from catalogue_drafts where author_id = $1 order by saved_at desc, id limit $2)`,
    [authorId, kept],
  );
