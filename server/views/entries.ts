import { type Call, type CallEvent, isInQueue } from '#shared/call/lifecycle.ts';
import type { ExpertView } from '#shared/contract/views/index.ts';
import type { PointId } from '#shared/ids.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import type { readBookings } from '#server/queue/index.ts';
import { callSummaryOf } from './viewMeta.ts';

/** How far ahead the desks see what is booked. */
export const comingDayMs = 24 * 3_600_000;

/** Where the customer is. */
export function terminalLocationOf(call: Call, catalogue: CatalogueReader) {
  const place = catalogue.terminal(call.terminalId);
  if (place === undefined) throw new AppError('notFound');
  return { pointId: place.point.id, pointNames: place.point.names, terminalId: place.id, terminalNames: place.names };
}

/** A place in the queue as the agency's own people see it. */
export function entryOf(call: Call, catalogue: CatalogueReader, isForMe: boolean): Omit<ExpertView['queue'][number], 'messages'>[] {
  if (!isInQueue(call)) return [];
  const { pointId, pointNames } = terminalLocationOf(call, catalogue);
  const terminalPresence = 'terminal' in call ? call.terminal : null;
  const isConsultation = call.consultation !== null;
  return [
    {
      ...callSummaryOf(call),
      state: call.state,
      isConsultation,
      pointId,
      pointNames,
      priority: call.priority,
      bookedFor: call.bookedFor,
      terminalPresence,
      isForMe,
    },
  ];
}

type Booking = Awaited<ReturnType<typeof readBookings>>[number];

export const bookingOf = ({ callId, serviceId, language, pointId, at }: Booking, catalogue: CatalogueReader): ExpertView['bookings'][number] => ({
  callId,
  serviceId,
  language,
  pointNames: catalogue.point(pointId as PointId)?.names ?? { sv: pointId, fi: pointId, en: pointId },
  at,
});

/** How routing came to an offer; offers from before it was kept, and those by hand, do not tell. */
export function choiceOf({ choice }: Pick<Extract<CallEvent, { type: 'EntryOffered' }>, 'choice'>): NonNullable<ExpertView['offer']>['choice'] {
  return choice == null ? null : { setAside: [...choice.setAside], turn: [...choice.turn] };
}
