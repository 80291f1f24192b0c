import { z } from 'zod';
import { ticketSchema } from '#shared/contract/ticket.ts';
import { agencyIdSchema, callIdSchema, serviceIdSchema, terminalIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';

/** What several features ask with. */
export const nothing = z.strictObject({});

export const callOnly = z.strictObject({ callId: callIdSchema });

export const ticketAt = ticketSchema.extend({ at: instantSchema });

export const ticketRefusals = ['numberOrPinWrong', 'tooManyTries'] as const;

export const requestedService = { callId: callIdSchema, agencyId: agencyIdSchema, serviceId: serviceIdSchema };

export const terminalOnly = z.strictObject({ terminalId: terminalIdSchema });
