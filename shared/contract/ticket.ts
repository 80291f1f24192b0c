import { z } from 'zod';

export const numberSchema = z.number().int().min(1).max(9999);
export const pinSchema = z.string().regex(/^\d{4}$/);

/** A number alone calls its customer; with its PIN it answers, finds, moves and cancels. */
export const ticketSchema = z.strictObject({ number: numberSchema, pin: pinSchema });
export type Ticket = z.output<typeof ticketSchema>;

/**
 * The PIN is told once. Who asks again soon from the same terminal gets a new one in its place (`replaced`); later, or elsewhere, none (`withheld`,
 * `pin` null): the adviser can issue a new one.
 */
export const issuedTicketSchema = z.strictObject({
  number: numberSchema,
  pin: pinSchema.nullable(),
  issue: z.enum(['first', 'replaced', 'withheld']),
});
export type IssuedTicket = z.output<typeof issuedTicketSchema>;

/** What an adviser can do with a customer's number without the PIN. */
export const overrideDeeds = ['answered', 'moved', 'cancelled', 'pinIssued'] as const;
export type OverrideDeed = (typeof overrideDeeds)[number];
