import { z } from 'zod';
import { consultationStages, endedByRoles, inQueueStates, offerReasons, outcomeCodes, referralCodes } from '#shared/call/lifecycle.ts';
import { findingSchema } from '#shared/contract/connection.ts';
import { breakCodes } from '#shared/expert/status.ts';
import { agencyIdSchema, callIdSchema, expertIdSchema, pointIdSchema, serviceIdSchema, terminalIdSchema } from '#shared/ids.ts';
import { openFormSchema } from '#shared/forms/openForm.ts';
import { instantSchema } from '#shared/instant.ts';
import { languageSchema, localisedSchema } from '#shared/language.ts';
import { messagesPart } from '#shared/messages/contract.ts';
import { catalogueVersion, notParts, viewChangeSchema, viewMeta } from '#shared/views/change.ts';
import {
  adviserInCallSchema,
  bookingSchema,
  callSummary,
  deviceReportSchema,
  mutedSchema,
  offerChoiceSchema,
  presenceSchema,
  visitingBookingSchema,
} from './common.ts';

export const chosenStatusSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('available') }),
  z.strictObject({ status: z.literal('break'), breakCode: z.enum(breakCodes) }),
  z.strictObject({ status: z.literal('away') }),
  z.strictObject({ status: z.literal('missed') }),
  z.strictObject({ status: z.literal('offline') }),
]);

export const occupiedStatusSchema = z.strictObject({ status: z.enum(['offered', 'inCall', 'wrapUp']), callId: callIdSchema });

const place = { pointId: pointIdSchema, pointNames: localisedSchema, terminalId: terminalIdSchema, terminalNames: localisedSchema };

export const queueEntrySchema = z.strictObject({
  ...callSummary,
  state: z.enum(inQueueStates),
  isConsultation: z.boolean(),
  pointId: pointIdSchema,
  pointNames: localisedSchema,
  priority: z.number().int(),
  /** The time that was booked; the wait counts from then. */
  bookedFor: instantSchema.nullable(),
  /** Null while the customer is away, to be called back. */
  terminalPresence: presenceSchema.nullable(),
  /** Whether this expert's skills and languages fit. */
  isForMe: z.boolean(),
  ...messagesPart,
});

const toldPart = {
  /** What the agency's own expert wrote at the end of an earlier call of the same visit; empty where nothing. */
  earlierNote: z.string(),
  /** What another agency wrote down and the customer agreed to. */
  sharedNotes: z.array(z.strictObject({ fromAgencyId: agencyIdSchema, note: z.string() })),
  /** The colleague who asks; null where it is the customer who calls. */
  askedBy: z.strictObject({ expertId: expertIdSchema, displayName: z.string(), agencyId: agencyIdSchema, stage: z.enum(consultationStages) }).nullable(),
};

/** Everything of F36. `ringUntil` is when the offer goes on to somebody else. */
export const offerSchema = z.strictObject({
  ...callSummary,
  ...place,
  offerNumber: z.number().int(),
  note: z.string(),
  ringUntil: instantSchema,
  setUpByAdviser: z.boolean(),
  bookedFor: instantSchema.nullable(),
  reason: z.enum(offerReasons),
  choice: offerChoiceSchema,
  ...toldPart,
});

export const expertCallSchema = z.strictObject({
  ...callSummary,
  ...place,
  state: z.enum(['connecting', 'active', 'onHold']),
  visitNumber: z.number().int(),
  note: z.string(),
  acceptedAt: instantSchema.nullable(),
  startedAt: instantSchema.nullable(),
  heldAt: instantSchema.nullable(),
  terminalPresence: presenceSchema,
  terminalDevices: deviceReportSchema,
  /** Active findings at the customer's connection (F54). */
  terminalFindings: z.array(findingSchema),
  /** Of the customer's call, where this expert is the colleague who was brought in. */
  advisers: z.array(adviserInCallSchema),
  ...toldPart,
  /** The call to a colleague about this one. */
  consultation: z
    .strictObject({
      callId: callIdSchema,
      agencyId: agencyIdSchema,
      serviceId: serviceIdSchema,
      state: z.enum(['queued', 'offered', 'connecting', 'active', 'onHold']),
      stage: z.enum(consultationStages),
      expertId: expertIdSchema.nullable(),
      displayName: z.string().nullable(),
    })
    .nullable(),
  /** The form that is open for both (F72). */
  form: openFormSchema.nullable(),
  /** What this expert has written for other agencies in this call. */
  proposals: z.array(z.strictObject({ noteId: z.uuid(), toAgencyId: agencyIdSchema, note: z.string(), state: z.enum(['asked', 'agreed', 'refused']) })),
});

export const wrapUpSchema = z.strictObject({
  ...callSummary,
  endedBy: z.enum(endedByRoles),
  wrapUpUntil: instantSchema,
  isExtended: z.boolean(),
  /** The form that was open in the call; erased when the wrap-up is over. */
  form: openFormSchema.nullable(),
  /** What was saved of it so far; with that it closes when its time is over. Null where nothing was. */
  draft: z
    .strictObject({
      outcomeCode: z.enum(outcomeCodes).nullable(),
      referral: z.enum(referralCodes).nullable(),
      agencyOutcome: z.string().nullable(),
      agencyReferral: z.string().nullable(),
      note: z.string(),
    })
    .nullable(),
});

/** An expert's own day (F44). */
export const daySchema = z.strictObject({
  answered: z.number().int(),
  missed: z.number().int(),
  declined: z.number().int(),
  /** From the accept to the end of wrap-up, in milliseconds; null before the first. */
  meanHandlingMs: z.number().int().nullable(),
  /** How long customers have been on hold, in holds that are over. */
  heldMs: z.number().int(),
  calls: z.array(
    z.strictObject({
      callId: callIdSchema,
      serviceId: serviceIdSchema,
      acceptedAt: instantSchema,
      handlingMs: z.number().int().nullable(),
      heldMs: z.number().int(),
      outcomeCode: z.enum(outcomeCodes).nullable(),
      agencyOutcome: z.string().nullable(),
    }),
  ),
});

export const expertViewSchema = z.strictObject({
  ...viewMeta,
  ...catalogueVersion,
  expert: z.strictObject({
    id: expertIdSchema,
    displayName: z.string(),
    agencyId: agencyIdSchema,
    languages: z.array(languageSchema),
    /** The routing profile, first level first. */
    services: z.array(z.strictObject({ serviceId: serviceIdSchema, level: z.number().int() })),
  }),
  /** What holds now, and what the expert chose last (comes back into force after call and wrap-up). */
  status: z.union([chosenStatusSchema, occupiedStatusSchema]),
  chosen: chosenStatusSchema,
  statusSince: instantSchema,
  /** Who waits now, the first of them; `waiting` counts all. */
  queue: z.array(queueEntrySchema),
  waiting: z.number().int(),
  /** Bookings of the coming day that this expert could serve. */
  bookings: z.array(bookingSchema),
  /** Who meets an expert of the agency in person today, at the points that are visited. */
  visitingBookings: z.array(visitingBookingSchema),
  colleaguesOnDuty: z.number().int(),
  offer: offerSchema.nullable(),
  call: expertCallSchema.nullable(),
  muted: mutedSchema,
  wrapUp: wrapUpSchema.nullable(),
  today: daySchema,
  /** Active findings at the own connection. */
  findings: z.array(findingSchema),
});
export type ExpertView = z.output<typeof expertViewSchema>;
export const expertViewChangeSchema = viewChangeSchema(expertViewSchema.omit(notParts).partial());
