import { z } from 'zod';
import { endedByRoles } from '#shared/call/lifecycle.ts';
import { findingSchema } from '#shared/contract/connection.ts';
import { closingRules } from '#shared/contract/catalogue.ts';
import { ratingSchema } from '#shared/contract/rating.ts';
import { agencyIdSchema, callIdSchema, pointIdSchema, terminalIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import { languageSchema, localisedSchema } from '#shared/language.ts';
import { messagesPart } from '#shared/messages/contract.ts';
import { catalogueVersion, notParts, viewChangeSchema, viewMeta } from '#shared/views/change.ts';
import { agencyStateSchema, callSummary, calledBackSchema, connectedPart, helpSchema, mutedSchema, visitServiceRequestSchema } from './common.ts';

/** The customer's side of a call. `position` counts from 1 among those who wait for the same experts. */
export const terminalCallSchema = z.discriminatedUnion('state', [
  z.strictObject({
    ...callSummary,
    state: z.literal('queued'),
    position: z.number().int().positive(),
    /** How long the wait may still be, in milliseconds; null where the queue's history does not tell. */
    estimate: z.strictObject({ fromMs: z.number().int(), toMs: z.number().int() }).nullable(),
    /** The customer has met an expert already and goes before those who have not: the connection broke, or a paper was fetched. */
    returnsAfter: z.enum(['expertLost', 'fetching']).nullable(),
    /** A supervisor has put the customer into this queue from another one. */
    isMoved: z.boolean(),
    /** From then on experts with the other languages are asked too; neighbouring units; the whole agency. Null where there is nothing to widen to. */
    widensAt: z.strictObject({ language: instantSchema, neighbours: instantSchema.nullable(), pool: instantSchema.nullable() }),
    /** Experts on duty, busy ones included, who have the service and one of the languages: nobody waits unknowingly for nobody. */
    ableOnDuty: z.number().int(),
    /** When the queue closes next, and whether those who wait are served then all the same. */
    closing: z.strictObject({ at: instantSchema, rule: z.enum(closingRules) }).nullable(),
  }),
  z.strictObject({ ...callSummary, state: z.literal('offered') }),
  z.strictObject({
    ...callSummary,
    state: z.literal('parked'),
    position: z.number().int().positive(),
    parkedUntil: instantSchema,
    /** The customer gave no sign of life; one press gives the place back. */
    isAbsent: z.boolean(),
    isReturn: z.boolean(),
    isMoved: z.boolean(),
  }),
  z.strictObject({ ...callSummary, state: z.literal('connecting'), ...connectedPart }),
  z.strictObject({ ...callSummary, state: z.literal('active'), startedAt: instantSchema, ...connectedPart }),
  z.strictObject({ ...callSummary, state: z.literal('onHold'), startedAt: instantSchema, heldAt: instantSchema, ...connectedPart }),
  z.strictObject({
    ...callSummary,
    state: z.literal('ended'),
    endedBy: z.enum([...endedByRoles, 'abandoned', 'removedByAdviser', 'queueClosed', 'notBack', 'moved']),
  }),
]);
export type TerminalCall = z.output<typeof terminalCallSchema>;

/** A note that one agency wants to give another; the customer is asked. */
const consentSchema = z.strictObject({ noteId: z.uuid(), fromAgencyId: agencyIdSchema, toAgencyId: agencyIdSchema, note: z.string() });

export const terminalViewSchema = z.strictObject({
  ...viewMeta,
  ...catalogueVersion,
  terminal: z.strictObject({
    id: terminalIdSchema,
    names: localisedSchema,
    pointId: pointIdSchema,
    pointNames: localisedSchema,
    defaultLanguage: languageSchema,
    isWeakLine: z.boolean(),
  }),
  agencies: z.array(agencyStateSchema),
  /** The number of this coming, spoken and shown instead of a name; null when nobody is being served. */
  visitNumber: z.number().int().nullable(),
  call: terminalCallSchema.nullable(),
  muted: mutedSchema,
  /** All matters of the visit, in order. */
  serviceRequests: z.array(visitServiceRequestSchema),
  /** What was sent to the customer while they wait; none in a call. */
  ...messagesPart,
  consent: consentSchema.nullable(),
  /** The visit's last conversation that is over, and what the customer has said of it so far (F92). */
  rating: z.strictObject({ callId: callIdSchema, agencyId: agencyIdSchema, rating: ratingSchema.nullable() }).nullable(),
  /** Numbers that are called to this point now. */
  summons: z.array(calledBackSchema),
  help: helpSchema.nullable(),
  /** Active findings at this terminal's connection. */
  findings: z.array(findingSchema),
});
export type TerminalView = z.output<typeof terminalViewSchema>;
export const terminalViewChangeSchema = viewChangeSchema(terminalViewSchema.omit(notParts).partial());
