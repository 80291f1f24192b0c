import { z } from 'zod';
import { type AgencyId, type PointId, type ServiceId, agencyIdSchema, pointIdSchema, serviceIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import type { Transaction } from '#server/platform/database/index.ts';

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

const pointRow = z.object({ pointId: pointIdSchema });

/** The points that are closed by hand. */
export const readClosedPoints = async (tx: Transaction): Promise<PointId[]> =>
  (await tx.rows(pointRow, 'select point_id as "pointId" from point_closures order by point_id')).map(({ pointId }) => pointId);

export const putPointClosure = (tx: Transaction, pointId: PointId, by: string): Promise<number> =>
  tx.run('insert into point_closures (point_id, closed_by, closed_at) values ($1, $2, $3) on conflict (point_id) do nothing', [pointId, by, tx.now]);

export const deletePointClosure = (tx: Transaction, pointId: PointId): Promise<number> => tx.run('delete from point_closures where point_id = $1', [pointId]);
