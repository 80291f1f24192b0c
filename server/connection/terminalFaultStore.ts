import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { FindingEvidence, TerminalFaultCode } from '#shared/connection/findings.ts';
import { evidenceSchema } from '#shared/contract/connection.ts';
import type { PointId, TerminalId } from '#shared/ids.ts';
import { after } from '#shared/instant.ts';
import type { Transaction } from '#server/platform/database/index.ts';

export type TerminalLocation = { readonly terminalId: TerminalId; readonly pointId: PointId };

export const insertFault = (tx: Transaction, { terminalId, pointId }: TerminalLocation, code: TerminalFaultCode, evidence: FindingEvidence): Promise<number> =>
  tx.run(
    `insert into connection_alerts (id, leg, subject_id, point_id, code, certainty, evidence, started_at, seen_at)
     values ($1, 'terminal', $2, $3, $4, 'certain', $5, $6, $6) on conflict do nothing`,
    [randomUUID(), terminalId, pointId, code, JSON.stringify(evidence), tx.now],
  );

export const endFault = (tx: Transaction, terminalId: TerminalId, code: TerminalFaultCode): Promise<number> =>
  tx.run('update connection_alerts set ended_at = $3 where subject_id = $1 and code = $2 and ended_at is null', [terminalId, code, tx.now]);

const evidenceRow = z.object({ evidence: evidenceSchema });

/** What stands of this kind at the terminal; null if nothing does. */
export const readFault = async (tx: Transaction, terminalId: TerminalId, code: TerminalFaultCode): Promise<FindingEvidence | null> =>
  (await tx.rows(evidenceRow, 'select evidence from connection_alerts where subject_id = $1 and code = $2 and ended_at is null', [terminalId, code]))[0]
    ?.evidence ?? null;

const terminalRow = z.object({ terminalId: z.string(), pointId: z.string().nullable() });

/** Terminals that have been away for so long: told once, and not where a call is known to have lost its terminal. Returns which. */
export const insertAway = (tx: Transaction, patienceMs: number) =>
  tx.rows(
    terminalRow,
    `insert into connection_alerts (id, leg, subject_id, point_id, code, certainty, evidence, started_at, seen_at)
     select gen_random_uuid(), 'terminal', t.id, t.point_id, 'terminalOffline', 'certain', '{}', p.changed_at, $1
     from terminals t join presences p on p.role = 'terminal' and p.subject_id = t.id
     where not p.is_connected and p.changed_at < $2 and not exists (
       select 1 from connection_alerts a where a.subject_id = t.id and a.ended_at is null and a.code in ('terminalOffline', 'connectionLost'))
     on conflict do nothing returning subject_id as "terminalId", point_id as "pointId"`,
    [tx.now, after(tx.now, -patienceMs)],
  );

/** Ends that of terminals that are back, or no longer among ours. Returns which. */
export const endAway = (tx: Transaction) =>
  tx.rows(
    terminalRow,
    `update connection_alerts a set ended_at = $1 where a.code = 'terminalOffline' and a.ended_at is null and not exists (
       select 1 from terminals t join presences p on p.role = 'terminal' and p.subject_id = t.id where t.id = a.subject_id and not p.is_connected)
     returning subject_id as "terminalId", point_id as "pointId"`,
    [tx.now],
  );
