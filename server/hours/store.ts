import { z } from 'zod';
import { type AgencyId, type ServiceId, agencyIdSchema, serviceIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import type { Transaction } from '#server/db/index.ts';

const closureRow = z.object({ agencyId: agencyIdSchema, serviceId: serviceIdSchema.nullable(), until: instantSchema.nullable() });
export type Closure = z.output<typeof closureRow>;

/** What is closed by hand and has not run out. */
export const readClosures = (tx: Transaction): Promise<Closure[]> =>
  tx.rows(
    closureRow,
    `select agency_id as "agencyId", nullif(service_id, '') as "serviceId", until from queue_closures
     where until is null or until > $1 order by agency_id, service_id`,
    [tx.now],
  );

export const putClosure = (tx: Transaction, { agencyId, serviceId, until }: Closure, by: string): Promise<number> =>
  tx.run(
    `insert into queue_closures (agency_id, service_id, closed_by, closed_at, until) values ($1, $2, $3, $4, $5)
     on conflict (agency_id, service_id) do update set closed_by = excluded.closed_by, closed_at = excluded.closed_at, until = excluded.until`,
    [agencyId, serviceId ?? '', by, tx.now, until],
  );

export const deleteClosure = (tx: Transaction, agencyId: AgencyId, serviceId: ServiceId | null): Promise<number> =>
  tx.run('delete from queue_closures where agency_id = $1 and service_id = $2', [agencyId, serviceId ?? '']);
