import { z } from 'zod';
import type { closingRules } from '#shared/contract/catalogue.ts';
import { type CallId, agencyIdSchema, callIdSchema, pointIdSchema, serviceIdSchema } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import type { Transaction } from '#server/platform/database/index.ts';

const placeRow = z.object({ agencyId: agencyIdSchema, serviceId: serviceIdSchema, pointId: pointIdSchema });
export type Place = z.output<typeof placeRow>;

/** Every service for which somebody waits at a point, or is to be called back there. */
export const readPlaces = (tx: Transaction): Promise<Place[]> =>
  tx.rows(
    placeRow,
    `select distinct agency_id as "agencyId", service_id as "serviceId", point_id as "pointId" from calls
     where state in ('queued', 'parked', 'awaitingCallback', 'summoned') and consultation_of is null`,
  );

export type ClosedQueue = Place & { readonly rule: (typeof closingRules)[number]; readonly today: Instant };

/** So many of one queue at one point are told in one round; the next round takes the next. */
const atOnce = 200;

const idRow = z.object({ id: callIdSchema });

/** Whose wait ends since the service is closed at the point, in serving order. */
export const readClosable = async (tx: Transaction, { agencyId, serviceId, pointId, rule, today }: ClosedQueue): Promise<CallId[]> =>
  (
    await tx.rows(
      idRow,
      `select id from calls where agency_id = $1 and service_id = $2 and point_id = $3
       and state in ('queued', 'parked', 'awaitingCallback', 'summoned') and consultation_of is null
       and ($4::boolean and coalesce((body ->> 'bookedFor')::int8, 0) <= $5
         or state in ('awaitingCallback', 'summoned') and coalesce((body ->> 'bookedFor')::int8, queued_at) < $6)
       order by is_rejoin desc, rank_at, id limit $7`,
      [agencyId, serviceId, pointId, rule === 'endWaiting', tx.now, today, atOnce],
    )
  ).map(({ id }) => id);
