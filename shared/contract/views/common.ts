import { z } from 'zod';
import { adviserReasons, choiceCriteria, declineReasons, microphoneModes, outcomeCodes, thirdPartyRoles, turnReasons } from '#shared/call/lifecycle.ts';
import { qualityLevels } from '#shared/connection/videoLadder.ts';
import { pathPolicies } from '#shared/connection/pathPolicy.ts';
import { cutText } from '#shared/contract/cut.ts';
import { deviceIdLength, deviceStates } from '#shared/contract/deviceStates.ts';
import { sourceSchema } from '#shared/contract/mediaSource.ts';
import { openFormSchema } from '#shared/forms/openForm.ts';
import { agencyIdSchema, callIdSchema, expertIdSchema, pointIdSchema, serviceIdSchema, thirdPartyIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import { languageSchema, localisedSchema } from '#shared/language.ts';

export const presenceSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('present') }),
  z.strictObject({ state: z.literal('lost'), since: instantSchema, graceUntil: instantSchema }),
]);

export const deviceReportSchema = z.strictObject({ camera: z.enum(deviceStates), microphone: z.enum(deviceStates) });
export type DeviceReport = z.output<typeof deviceReportSchema>;

/** A device that could be chosen at a terminal. */
export const deviceChoiceSchema = z.strictObject({
  kind: z.enum(['audioinput', 'videoinput', 'audiooutput']),
  deviceId: z.string(),
  label: cutText(128),
});
export type DeviceChoice = z.output<typeof deviceChoiceSchema>;

const chosenIdSchema = z
  .string()
  .nullable()
  .overwrite((id) => (id === null || id.length > deviceIdLength ? null : id));
const choicesOfKind = 40;

/** What could be chosen at a terminal, the first of each kind: many microphones do not crowd out the cameras. */
export const deviceChoicesSchema = z.array(deviceChoiceSchema).overwrite((choices) => {
  const known = choices.filter(({ deviceId }) => deviceId.length <= deviceIdLength);
  return known.filter((choice, index) => known.slice(0, index).filter(({ kind }) => kind === choice.kind).length < choicesOfKind);
});

/** What a page's media is set to by people: `auto` and `any` leave it to the page, null is not known or the system's own. */
export const mediaSettingsSchema = z.strictObject({
  quality: z.enum(['auto', ...qualityLevels]),
  pathPolicy: z.enum(pathPolicies),
  volume: z.number().min(0).max(1),
  audioinput: chosenIdSchema,
  videoinput: chosenIdSchema,
  audiooutput: chosenIdSchema,
});
export type MediaSettings = z.output<typeof mediaSettingsSchema>;

/** The bundler's hash of the pages' code. */
export const pagesBuildSchema = z.string().min(1).max(64);

/** What this page's person has closed in the present call; it stays closed until they open it. */
export const mutedSchema = z.array(sourceSchema);

export const adviserInCallSchema = z.strictObject({
  adviserId: thirdPartyIdSchema,
  role: z.enum(thirdPartyRoles),
  displayName: z.string(),
  microphone: z.enum(microphoneModes),
  /** What the adviser asks the customer for. */
  requestedMode: z.enum(microphoneModes).nullable(),
  presence: presenceSchema,
});

/** `reason` and `fromAgencyId` where an expert has sent the customer to the adviser. */
export const helpSchema = z.strictObject({
  requestedAt: instantSchema,
  answeredBy: z.string().nullable(),
  reason: z.enum(adviserReasons).nullable(),
  fromAgencyId: agencyIdSchema.nullable(),
});

/** Whether there is service now, until when, or from when on; null where no end or no next time is in sight. */
export const openingSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('open'), closesAt: instantSchema.nullable() }),
  z.strictObject({ state: z.literal('closed'), opensAt: instantSchema.nullable() }),
]);
export type Opening = z.output<typeof openingSchema>;

/** How an agency is staffed now, seen from this point, so that nobody waits for an agency without experts. Services with their own hours are listed. */
export const agencyStateSchema = z.strictObject({
  agencyId: agencyIdSchema,
  waiting: z.number().int(),
  expertsOnDuty: z.number().int(),
  opening: openingSchema,
  services: z.array(z.strictObject({ serviceId: serviceIdSchema, opening: openingSchema })),
});

export const callSummary = {
  callId: callIdSchema,
  /** Calls in one room share their media session. */
  roomId: callIdSchema,
  agencyId: agencyIdSchema,
  serviceId: serviceIdSchema,
  language: languageSchema,
  /** What else the customer can do with. */
  otherLanguages: z.array(languageSchema),
  queuedAt: instantSchema,
};

/** Another expert in the same call: asked by this one, or with the customer too. */
export const colleagueSchema = z.strictObject({ displayName: z.string(), agencyId: agencyIdSchema, expertId: expertIdSchema, presence: presenceSchema });
export type Colleague = z.output<typeof colleagueSchema>;

export const connectedPart = {
  expertId: expertIdSchema,
  expertName: z.string(),
  /** The second expert who talks with the customer. */
  colleague: colleagueSchema.nullable(),
  /** A colleague of another agency of whom the customer is asked whether they may join (F106). */
  askedColleague: z.strictObject({ callId: callIdSchema, displayName: z.string(), agencyId: agencyIdSchema }).nullable(),
  /** The expert talks with a colleague meanwhile. */
  isConsulting: z.boolean(),
  /** The form that the expert has opened for both (F72). */
  form: openFormSchema.nullable(),
  expertPresence: presenceSchema,
  advisers: z.array(adviserInCallSchema),
};

/** One service request of the visit, with its state. `closed`: the queue had closed when its turn came. */
export const visitServiceRequestSchema = z.strictObject({
  callId: callIdSchema,
  agencyId: agencyIdSchema,
  serviceId: serviceIdSchema,
  state: z.enum(['planned', 'waiting', 'ringing', 'parked', 'talking', 'done', 'left', 'closed']),
  position: z.number().int().positive().nullable(),
});
export type VisitServiceRequest = z.output<typeof visitServiceRequestSchema>;

/** Somebody who has gone away with a number: called now, or later. */
export const calledBackSchema = z.strictObject({
  callId: callIdSchema,
  number: z.number().int(),
  pointId: pointIdSchema,
  agencyId: agencyIdSchema,
  serviceId: serviceIdSchema,
  language: languageSchema,
  state: z.enum(['awaitingCallback', 'summoned']),
  bookedFor: instantSchema.nullable(),
  notBefore: instantSchema.nullable(),
});

/** How routing came to an offer; null where it was made by hand. */
export const offerChoiceSchema = z.strictObject({ setAside: z.array(z.enum(choiceCriteria)), turn: z.array(z.enum(turnReasons)) }).nullable();

/** What is booked with the agency for the coming day. */
export const bookingSchema = z.strictObject({
  callId: callIdSchema,
  serviceId: serviceIdSchema,
  language: languageSchema,
  pointNames: localisedSchema,
  at: instantSchema,
});

/** A time with an expert who visits the point (F33). `hasDay` is false where the expert does not visit then any more. */
export const visitingBookingSchema = z.strictObject({
  bookingId: z.uuid(),
  number: z.number().int(),
  agencyId: agencyIdSchema,
  serviceId: serviceIdSchema,
  language: languageSchema,
  pointId: pointIdSchema,
  pointNames: localisedSchema,
  at: instantSchema,
  hasDay: z.boolean(),
});
export type VisitingBooking = z.output<typeof visitingBookingSchema>;

export const declineReasonSchema = z.enum(declineReasons);
export const outcomeCodeSchema = z.enum(outcomeCodes);
