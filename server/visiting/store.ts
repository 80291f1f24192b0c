import { z } from 'zod';
import { agencyIdSchema, pointIdSchema, serviceIdSchema } from '#shared/ids.ts';
import { type Instant, instantSchema } from '#shared/instant.ts';
import { languageSchema } from '#shared/language.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { type PinIssue, forgetTriesOf } from '#server/tickets/index.ts';
import { endNumber } from '#server/visits/index.ts';

const bookingRow = z.object({
  bookingId: z.uuid(),
  agencyId: agencyIdSchema,
  serviceId: serviceIdSchema,
  pointId: pointIdSchema,
  at: instantSchema,
  number: z.number(),
  language: languageSchema,
  /** What is kept of the PIN that goes with the number. */
  pinHash: z.string().nullable(),
});
export type Booking = z.output<typeof bookingRow>;
const select = `select id as "bookingId", agency_id as "agencyId", service_id as "serviceId", point_id as "pointId", starts_at as at, number, language,
  pin_hash as "pinHash" from visiting_bookings`;

/** More than that nobody reads through. */
const listed = 200;

/** So that of two customers who want one time the second is told, rather than failing. */
export const lockTimes = async (tx: Transaction, agencyId: string, pointId: string): Promise<void> => {
  await tx.run(`select pg_advisory_xact_lock(hashtextextended('visiting:' || $1 || ':' || $2, 0))`, [agencyId, pointId]);
};

export const readBooking = async (tx: Transaction, bookingId: string): Promise<Booking | null> =>
  (await tx.rows(bookingRow, `${select} where id = $1`, [bookingId]))[0] ?? null;

export const lockBooking = async (tx: Transaction, bookingId: string): Promise<Booking | null> =>
  (await tx.rows(bookingRow, `${select} where id = $1 for update`, [bookingId]))[0] ?? null;

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
export const insertBooking = async (
  tx: Transaction,
  { bookingId, agencyId, serviceId, pointId, at, number, language }: Omit<Booking, 'pinHash'>,
): Promise<boolean> =>
  (await tx.run(
    `insert into visiting_bookings (id, agency_id, service_id, point_id, starts_at, number, language, booked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [bookingId, agencyId, serviceId, pointId, at, number, language, tx.now],
  )) > 0;

const pinRow = z.object({ issuedAt: instantSchema, terminalId: z.string().nullable() });

/** When and where its PIN was issued; null where it has none. */
export const readPinIssue = async (tx: Transaction, bookingId: string): Promise<PinIssue | null> =>
  (
    await tx.rows(pinRow, 'select pin_issued_at as "issuedAt", pin_terminal_id as "terminalId" from visiting_bookings where id = $1 and pin_hash is not null', [
      bookingId,
    ])
  )[0] ?? null;

/** The PIN holds from now on, and no other does. `terminalId` is where it was told; null: at the adviser's desk. */
export async function putPin(
  tx: Transaction,
  { bookingId, pointId, number }: Pick<Booking, 'bookingId' | 'pointId' | 'number'>,
  hash: string,
  terminalId: string | null,
): Promise<void> {
  await tx.run('update visiting_bookings set pin_hash = $2, pin_issued_at = $3, pin_terminal_id = $4 where id = $1', [bookingId, hash, tx.now, terminalId]);
  await forgetTriesOf(tx, pointId, number);
}

export const moveBooking = (tx: Transaction, bookingId: string, at: Instant): Promise<number> =>
  tx.run('update visiting_bookings set starts_at = $2 where id = $1', [bookingId, at]);

export async function deleteBooking(tx: Transaction, { bookingId, pointId, number }: Booking): Promise<void> {
  await tx.run('delete from visiting_bookings where id = $1', [bookingId]);
  await endNumber(tx, pointId, number);
}

/** Erases what began longer ago than that; returns how many. */
export async function eraseBookings(tx: Transaction, keptMs: number): Promise<number> {
  const over = await tx.rows(bookingRow, `${select} where starts_at < $1 order by id for update`, [tx.now - keptMs]);
  for (const booking of over) await deleteBooking(tx, booking);
  return over.length;
}

const countRow = z.object({ count: z.number() });

/** How many times are booked from now on with the agencies, for the services or at the points. */
export async function countVisiting(
  tx: Transaction,
  { agencyIds, serviceIds, pointIds }: { readonly agencyIds: readonly string[]; readonly serviceIds: readonly string[]; readonly pointIds: readonly string[] },
): Promise<number> {
  const rows = await tx.rows(
    countRow,
    'select count(*)::int as count from visiting_bookings where starts_at >= $1 and (agency_id = any($2) or service_id = any($3) or point_id = any($4))',
    [tx.now, agencyIds, serviceIds, pointIds],
  );
  return rows[0]?.count ?? 0;
}
