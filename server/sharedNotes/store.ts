import { z } from 'zod';
import type { VisitId } from '#shared/ids.ts';
import type { Transaction } from '#server/platform/database/index.ts';

export const readOfVisit = <S extends z.ZodType>(tx: Transaction, schema: S, visitId: VisitId): Promise<z.output<S>[]> =>
  tx.rows(
    schema,
    `select id as "noteId", call_id as "callId", from_agency_id as "fromAgencyId", to_agency_id as "toAgencyId", note, state
     from shared_notes where visit_id = $1 order by asked_at, id`,
    [visitId],
  );

type NewNote = { readonly noteId: string; readonly callId: string; readonly fromAgencyId: string; readonly toAgencyId: string; readonly note: string };

export const insert = (tx: Transaction, { noteId, callId, fromAgencyId, toAgencyId, note }: NewNote, visitId: VisitId): Promise<number> =>
  tx.run(
    `insert into shared_notes (id, visit_id, call_id, from_agency_id, to_agency_id, note, state, asked_at)
     values ($1, $2, $3, $4, $5, $6, 'asked', $7) on conflict (id) do nothing`,
    [noteId, visitId, callId, fromAgencyId, toAgencyId, note, tx.now],
  );

const decidedRow = z.object({ from: z.string(), to: z.string() });

/** The agencies concerned; null when no note of that id belongs to the terminal's open visit. */
export const decide = async (tx: Transaction, terminalId: string, noteId: string, isAgreed: boolean): Promise<z.output<typeof decidedRow> | null> =>
  (
    await tx.rows(
      decidedRow,
      `update shared_notes n set state = case when n.state = 'asked' then $3 else n.state end, decided_at = coalesce(n.decided_at, $4)
       from visits v where v.id = n.visit_id and v.terminal_id = $1 and v.closed_at is null and n.id = $2
       returning n.from_agency_id as "from", n.to_agency_id as "to"`,
      [terminalId, noteId, isAgreed ? 'agreed' : 'refused', tx.now],
    )
  )[0] ?? null;

export const erase = (tx: Transaction, retentionMs: number): Promise<number> =>
  tx.run(
    `delete from shared_notes n using visits v where v.id = n.visit_id and (n.state = 'refused' and n.decided_at < $1 or v.closed_at < $2 or v.closed_at is not null and n.state = 'asked')`,
    [tx.now - 3_600_000, tx.now - retentionMs],
  );
