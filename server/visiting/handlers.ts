import type { PointId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { done } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import type { Visiting } from './index.ts';

type Parts = { readonly visiting: Visiting; readonly catalogue: CatalogueReader };

/** What a customer with a booked time does, or the adviser of the point for one without the PIN. */
export function visitingHandlers({ visiting, catalogue }: Parts) {
  const isAdvisedPoint = (pointId: PointId) => (at: PointId) => catalogue.isAdvisedFrom(at, pointId);
  return {
    'visiting:times': async ({ id }, requestedService) => ({ days: await visiting.times(id, requestedService) }),
    'visiting:book': ({ id }, requestedService) => visiting.book({ ...requestedService, terminalId: id }),
    'visiting:find': ({ id }, ticket) => visiting.find(id, ticket),
    'visiting:move': ({ id }, ticket) => done(visiting.move(id, ticket)),
    'visiting:cancel': ({ id }, ticket) => done(visiting.cancel(id, ticket)),
    'adviser:cancelVisiting': ({ id, pointId }, { bookingId }) => done(visiting.cancelFor(id, bookingId, isAdvisedPoint(pointId))),
    'adviser:moveVisiting': ({ id, pointId }, booking) => done(visiting.moveFor(id, booking, isAdvisedPoint(pointId))),
    'adviser:visitingTimes': async ({ pointId }, { bookingId }) => ({
      times: (await visiting.timesFor(bookingId, isAdvisedPoint(pointId))).flatMap(({ times }) => times),
    }),
  } satisfies Partial<Handlers>;
}
