import type { CloseReason } from '#shared/call/lifecycle.ts';
import type { ErrorCode } from '#shared/errors.ts';
import type { PointId, VisitId } from '#shared/ids.ts';
import { readCallsOfVisit } from '#server/calls/index.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import { type Booking, readVisitingOfNumber } from '#server/visiting/index.ts';
import { type Visit, readAwayVisit, readLastOfNumber } from '#server/visits/index.ts';

/** What is said to a customer who comes back to a place that is no more, by how the last of the visit's places ended. */
const goneAs: Partial<Record<CloseReason, ErrorCode>> = { queueClosed: 'placeClosed', notBack: 'placeGiven' };

type Holder = ({ readonly kind: 'visit' } & Visit) | ({ readonly kind: 'visiting' } & Booking);

/** Why nothing waits for the number any more. */
export async function goneCode(tx: Transaction, visitId: VisitId): Promise<ErrorCode> {
  const last = (await readCallsOfVisit(tx, visitId)).flatMap((call) => (call.state === 'closed' ? [call] : [])).sort((a, b) => a.closedAt - b.closedAt);
  const reason = last.at(-1)?.reason;
  return (reason === undefined ? undefined : goneAs[reason]) ?? 'notFound';
}

/** Who has the number: away, with a time of a visiting expert, or lately. */
export async function holderOf(tx: Transaction, pointId: PointId, number: number): Promise<Holder | null> {
  const away = await readAwayVisit(tx, pointId, number);
  if (away !== null) return { kind: 'visit', ...away };
  const booking = await readVisitingOfNumber(tx, pointId, number);
  if (booking !== null) return { kind: 'visiting', ...booking };
  const last = await readLastOfNumber(tx, pointId, number);
  return last === null ? null : { kind: 'visit', ...last };
}

/** The open visit of the number, for an adviser, who needs no PIN. Errors: notFound, meetsInPerson. */
export async function visitOf(tx: Transaction, pointId: PointId, number: number): Promise<Visit> {
  const visit = (await readAwayVisit(tx, pointId, number)) ?? (await readLastOfNumber(tx, pointId, number));
  if (visit?.isOpen === true) return visit;
  throw new AppError((await readVisitingOfNumber(tx, pointId, number)) === null ? 'notFound' : 'meetsInPerson');
}
