import type { IssuedTicket, Ticket } from '#shared/contract/ticket.ts';

/** Number and PIN as the customer wrote them down. */
export function ticketOf({ number, pin }: Pick<IssuedTicket, 'number' | 'pin'>): Ticket {
  if (pin === null) throw new Error('no PIN was told');
  return { number, pin };
}
