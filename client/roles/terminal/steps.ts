import type { IssuedTicket } from '#shared/contract/ticket.ts';
import type { TerminalCall } from '#shared/contract/views/index.ts';
import type { AgencyId, ServiceId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';

/** One matter that the customer has chosen. */
export type RequestedService = { readonly agencyId: AgencyId; readonly serviceId: ServiceId };

/**
 * What the customer goes away with: to be called back, to come at the time booked, or to meet an expert here in person then. `asked` is the time
 * that was pressed last; another one is booked where an answer was lost before.
 */
export type Ticket = IssuedTicket & ({ readonly kind: 'callback' } | { readonly kind: 'booked' | 'inPerson'; readonly at: Instant; readonly asked: Instant });

/** Where the customer is in choosing; nothing of it leaves the page before the queue is joined. */
export type Choice =
  | { readonly step: 'start' }
  | { readonly step: 'number'; readonly number: number | null }
  /** For one more matter; the first one's agency is chosen at the start. */
  | { readonly step: 'agency' }
  | { readonly step: 'search' }
  | { readonly step: 'serviceRequest'; readonly agencyId: AgencyId }
  | { readonly step: 'closed'; readonly requestedService: RequestedService }
  | { readonly step: 'ticket'; readonly ticket: Ticket }
  | { readonly step: 'deviceCheck' };

export type Screen = Choice['step'] | 'waiting' | 'call' | 'thanks';

/**
 * Which screen is shown. What the server knows of the call goes before what was chosen here. The exception is a new number, which stays until
 * the customer has written it down, unless an expert is there. `dismissed` is an ended call whose thanks were seen.
 */
export function screenOf(choice: Choice, call: TerminalCall | null, dismissed: string | null): Screen {
  if (call === null) return choice.step;
  if (choice.step === 'ticket' && !('expertName' in call)) return 'ticket';
  switch (call.state) {
    case 'queued':
    case 'offered':
    case 'parked':
      return 'waiting';
    case 'connecting':
    case 'active':
    case 'onHold':
      return 'call';
    case 'ended':
      return call.callId === dismissed ? choice.step : 'thanks';
  }
}

/** The step before; the first has none. `chosen` are the matters that have been chosen so far: with some, one more is being added to them. */
export function stepBack(choice: Choice, chosen: readonly RequestedService[]): Choice {
  const last = chosen.at(-1);
  switch (choice.step) {
    case 'start':
    case 'number':
    case 'ticket':
      return { step: 'start' };
    case 'agency':
      return last === undefined ? { step: 'start' } : { step: 'deviceCheck' };
    case 'search':
    case 'serviceRequest':
      return last === undefined ? { step: 'start' } : { step: 'agency' };
    case 'deviceCheck':
      return last === undefined ? { step: 'start' } : { step: 'serviceRequest', agencyId: last.agencyId };
    case 'closed':
      return { step: 'serviceRequest', agencyId: choice.requestedService.agencyId };
  }
}

/** The chosen matters with one more at the end; one that is there already stays where it is. */
export const withRequestedService = (requestedServices: readonly RequestedService[], requestedService: RequestedService): readonly RequestedService[] =>
  requestedServices.some(({ serviceId }) => serviceId === requestedService.serviceId) ? requestedServices : [...requestedServices, requestedService];

type WidensAt = Extract<TerminalCall, { state: 'queued' }>['widensAt'];

/** Which further units are asked, or how long until they are; null where there are none. */
export function widenText(
  { neighbours, pool }: WidensAt,
  now: Instant,
): { readonly key: 'neighboursLater' | 'poolLater' | 'poolNow'; readonly inMs: number } | null {
  if (neighbours !== null && now < neighbours) return { key: 'neighboursLater', inMs: neighbours - now };
  if (pool === null) return null;
  return now < pool ? { key: 'poolLater', inMs: pool - now } : { key: 'poolNow', inMs: 0 };
}
