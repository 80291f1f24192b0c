import { z } from 'zod';
import { agencyIdSchema, pointIdSchema, serviceIdSchema } from '#shared/ids.ts';
import { type Instant, instantSchema } from '#shared/instant.ts';
import { languageSchema } from '#shared/language.ts';
import type { Transaction } from '#server/db/index.ts';

const bookingRow = z.object({
  bookingId: z.uuid(),
  agencyId: agencyIdSchema,
  serviceId: serviceIdSchema,
  pointId: pointIdSchema,
  at: instantSchema,
  number: z.number(),
  language: languageSchema,
});
export type Booking = z.output<typeof bookingRow>;
const select = `select id as "bookingId", agency_id as "agencyId", service_id as "serviceId", point_id as "pointId", starts_at as at, number, language
  from visiting_bookings`;

/** More than that nobody reads through. */
const listed = 200;

/** So that of two customers who want one time the second is told, rather than failing. */
export const lockTimes = async (tx: Transaction, agencyId: string, pointId: string): Promise<void> => {
  await tx.run(`select pg_advisory_xact_lock(hashtextextended('visiting:' || $1 || ':' || $2, 0))`, [agencyId, pointId]);
};

export const readBooking = async (tx: Transaction, bookingId: string): Promise<Booking | null> =>
  (await tx.rows(bookingRow, `${select} where id = $1`, [bookingId]))[0] ?? null;

/** The times booked with the agency at the point, in all its services: the register names no visiting expert, so the agency's days there are taken for those of one. */
export const readBooked = async (tx: Transaction, agencyId: string, pointId: string): Promise<Instant[]> =>
  (await tx.rows(bookingRow, `${select} where agency_id = $1 and point_id = $2`, [agencyId, pointId])).map(({ at }) => at);

export const readOfPoints = (tx: Transaction, pointIds: readonly string[]): Promise<Booking[]> =>
  tx.rows(bookingRow, `${select} where point_id = any($1) order by starts_at, number limit $2`, [pointIds, listed]);

/** Those before `until`, or all. */
export const readOfAgency = (tx: Transaction, agencyId: string, until: Instant | null): Promise<Booking[]> =>
  tx.rows(bookingRow, `${select} where agency_id = $1 and ($2::int8 is null or starts_at < $2) order by starts_at, number limit $3`, [agencyId, until, listed]);

export const readOfNumber = async (tx: Transaction, pointId: string, number: number): Promise<Booking | null> =>
  (await tx.rows(bookingRow, `${select} where point_id = $1 and number = $2`, [pointId, number]))[0] ?? null;

/** Whether it was written: neither the id nor the time was another's. */
export const insertBooking = async (tx: Transaction, { bookingId, agencyId, serviceId, pointId, at, number, language }: Booking): Promise<boolean> =>
  (await tx.run(
    `insert into visiting_bookings (id, agency_id, service_id, point_id, starts_at, number, language, booked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [bookingId, agencyId, serviceId, pointId, at, number, language, tx.now],
  )) > 0;

export const deleteBooking = (tx: Transaction, bookingId: string): Promise<number> => tx.run('delete from visiting_bookings where id = $1', [bookingId]);

/** Erases what began longer ago than that. */
export const eraseBookings = (tx: Transaction, keptMs: number): Promise<number> =>
  tx.run('delete from visiting_bookings where starts_at < $1', [tx.now - keptMs]);
