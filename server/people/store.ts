import { z } from 'zod';
import { after, instantSchema } from '#shared/instant.ts';
import type { Transaction } from '#server/platform/database/index.ts';

const invitationRow = z.object({ staffId: z.string(), at: instantSchema });

/** Codes that were made and can still be used, as far as is known here. */
export const readInvitations = (tx: Transaction): Promise<z.output<typeof invitationRow>[]> =>
  tx.rows(invitationRow, 'select staff_id as "staffId", at from staff_invitations where expires_at > $1', [tx.now]);

export const putInvitation = (tx: Transaction, staffId: string, lifetimeMs: number): Promise<number> =>
  tx.run(
    `insert into staff_invitations (staff_id, at, expires_at) values ($1, $2, $3)
     on conflict (staff_id) do update set at = excluded.at, expires_at = excluded.expires_at`,
    [staffId, tx.now, after(tx.now, lifetimeMs)],
  );
