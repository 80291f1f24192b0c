import { z } from 'zod';
import { offerReasons, pickReasons } from '#shared/call/lifecycle.ts';
import { agencyIdSchema, callIdSchema, expertIdSchema, pointIdSchema, serviceIdSchema, supervisorIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import { languageSchema, localisedSchema } from '#shared/language.ts';
import { catalogueVersion, notParts, viewChangeSchema, viewMeta } from '#shared/views/change.ts';
import { bookingSchema, colleagueSchema, declineReasonSchema, offerChoiceSchema, visitingBookingSchema } from './common.ts';
import { chosenStatusSchema, occupiedStatusSchema, queueEntrySchema } from './expert.ts';

/** Closed by hand; null `until` means until it is opened again. */
export const closureSchema = z.strictObject({ until: instantSchema.nullable() }).nullable();

/** The supervisor's view: the own agency's queues, experts and calls. */
export const supervisorViewSchema = z.strictObject({
  ...viewMeta,
  ...catalogueVersion,
  supervisor: z.strictObject({ id: supervisorIdSchema, displayName: z.string(), agencyId: agencyIdSchema }),
  closure: closureSchema,
  queues: z.array(
    z.strictObject({
      serviceId: serviceIdSchema,
      /** How many wait now; who has booked for later is counted apart. */
      waiting: z.number().int(),
      booked: z.number().int(),
      longestSince: instantSchema.nullable(),
      /** Experts on duty with the skill, busy ones included. */
      ableOnDuty: z.number().int(),
      closure: closureSchema,
    }),
  ),
  /** Bookings of the coming day. */
  bookings: z.array(bookingSchema),
  /** Who meets an expert of the agency in person, at the points that are visited: today and on the coming days. */
  visitingBookings: z.array(visitingBookingSchema),
  /** When the service's day is over. */
  dayEndsAt: instantSchema,
  /** Who waits now, the first of them. */
  entries: z.array(queueEntrySchema.omit({ isForMe: true, messages: true }).extend({ ringingAt: z.string().nullable() })),
  experts: z.array(
    z.strictObject({
      id: expertIdSchema,
      displayName: z.string(),
      languages: z.array(languageSchema),
      services: z.array(z.strictObject({ serviceId: serviceIdSchema, level: z.number().int() })),
      status: z.union([chosenStatusSchema, occupiedStatusSchema]),
      since: instantSchema,
      answered: z.number().int(),
      missed: z.number().int(),
      /** How long customers have been on hold today, in holds that are over. */
      heldMs: z.number().int(),
    }),
  ),
  calls: z.array(
    z.strictObject({
      callId: callIdSchema,
      serviceId: serviceIdSchema,
      state: z.enum(['connecting', 'active', 'onHold']),
      isConsultation: z.boolean(),
      expertId: expertIdSchema,
      expertName: z.string(),
      pointId: pointIdSchema,
      pointNames: localisedSchema,
      acceptedAt: instantSchema,
      heldAt: instantSchema.nullable(),
    }),
  ),
  /** The last offers, newest first: why this expert, why this call, and what came of it. */
  offers: z.array(
    z.strictObject({
      callId: callIdSchema,
      at: instantSchema,
      expertName: z.string(),
      reason: z.enum(offerReasons),
      choice: offerChoiceSchema,
      note: z.enum(pickReasons).nullable(),
      outcome: z.enum(['ringing', 'accepted', 'declined', 'missed', 'withdrawn']),
      declineReason: declineReasonSchema.nullable(),
    }),
  ),
  /** The call that the supervisor listens to, or, with a confidential matter, asks the customer to. */
  listening: z
    .strictObject({
      callId: callIdSchema,
      expertId: expertIdSchema,
      expertName: z.string(),
      /** The second expert who talks with the customer. */
      colleague: colleagueSchema.nullable(),
      isAsking: z.boolean(),
    })
    .nullable(),
});

export type SupervisorView = z.output<typeof supervisorViewSchema>;

export const supervisorViewChangeSchema = viewChangeSchema(supervisorViewSchema.omit(notParts).partial());
