import { z } from 'zod';
import { agencyIdSchema, callIdSchema, pointIdSchema, serviceIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import { languageSchema } from '#shared/language.ts';
import type { Transaction } from '#server/platform/database/index.ts';

/** So that two customers cannot take the last place of a time. */
export const lockSlots = async (tx: Transaction, agencyId: string): Promise<void> => {
  await tx.run(`select pg_advisory_xact_lock(hashtextextended('slots:' || $1, 0))`, [agencyId]);
};

const bookedRow = z.object({ at: instantSchema, serviceId: serviceIdSchema, language: languageSchema });

/** What is booked with the agency, in all its services: they share their experts. */
export const readBooked = async (tx: Transaction, agencyId: string): Promise<z.output<typeof bookedRow>[]> =>
  tx.rows(
    bookedRow,
    `select (body ->> 'bookedFor')::int8 as at, service_id as "serviceId", body ->> 'language' as language from calls
       where agency_id = $1 and state in ('queued', 'offered', 'parked', 'awaitingCallback', 'summoned') and body ->> 'bookedFor' is not null`,
    [agencyId],
  );

const summonsRow = z.object({
  callId: callIdSchema,
  number: z.number(),
  pointId: pointIdSchema,
  agencyId: agencyIdSchema,
  serviceId: serviceIdSchema,
  language: languageSchema,
  state: z.enum(['awaitingCallback', 'summoned']),
  bookedFor: instantSchema.nullable(),
  notBefore: instantSchema.nullable(),
});

/** Who of the points is away and will be called back, those called now first. */
export const readSummons = (tx: Transaction, pointIds: readonly string[]): Promise<z.output<typeof summonsRow>[]> =>
  tx.rows(
    summonsRow,
    `select c.id as "callId", v.number, c.point_id as "pointId", c.agency_id as "agencyId", c.service_id as "serviceId",
       c.body ->> 'language' as language, c.state,
       (c.body ->> 'bookedFor')::int8 as "bookedFor", (c.body ->> 'notBefore')::int8 as "notBefore"
     from calls c join visits v on v.id = c.visit_id
     where c.point_id = any($1) and c.state in ('awaitingCallback', 'summoned') order by c.state desc, c.rank_at, c.id`,
    [pointIds],
  );
