import { z } from 'zod';
import { microphoneModes } from '#shared/call/lifecycle.ts';
import { alertSchema, remoteActionRunSchema } from '#shared/contract/connection.ts';
import { selfTestSchema } from '#shared/contract/selfTest.ts';
import { overrideDeeds } from '#shared/contract/ticket.ts';
import { adviserIdSchema, callIdSchema, expertIdSchema, pointIdSchema, terminalIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import { localisedSchema } from '#shared/language.ts';
import { messagesPart } from '#shared/messages/contract.ts';
import { catalogueVersion, notParts, viewChangeSchema, viewMeta } from '#shared/views/change.ts';
import {
  adviserInCallSchema,
  agencyStateSchema,
  callSummary,
  calledBackSchema,
  colleagueSchema,
  deviceChoiceSchema,
  deviceReportSchema,
  helpSchema,
  mediaSettingsSchema,
  pagesBuildSchema,
  presenceSchema,
  visitServiceRequestSchema,
  visitingBookingSchema,
} from './common.ts';

export const deskCallSchema = z.strictObject({
  ...callSummary,
  state: z.enum(['queued', 'offered', 'parked', 'connecting', 'active', 'onHold']),
  position: z.number().int().nullable(),
  /** The place is kept for somebody who gave no sign of life. */
  isAbsent: z.boolean(),
  acceptedAt: instantSchema.nullable(),
  expertName: z.string().nullable(),
  expertPresence: presenceSchema.nullable(),
  advisers: z.array(adviserInCallSchema),
});

/** `fault` when the terminal is connected but cannot carry a call; its devices say why. */
export const adviserTerminalSchema = z.strictObject({
  terminalId: terminalIdSchema,
  names: localisedSchema,
  /** The name of its point where that is another one, which is looked after from here. */
  elsewhere: localisedSchema.nullable(),
  state: z.enum(['offline', 'fault', 'idle', 'choosing', 'inQueue', 'inCall']),
  since: instantSchema.nullable(),
  presence: presenceSchema.nullable(),
  devices: deviceReportSchema,
  visitNumber: z.number().int().nullable(),
  call: deskCallSchema.nullable(),
  serviceRequests: z.array(visitServiceRequestSchema),
  ...messagesPart,
  help: helpSchema.nullable(),
  /** How many entries customers have made here in the last hour, or since the limit was lifted; and which of all that were made here are still in a queue. */
  entries: z.strictObject({ made: z.number().int(), openCallIds: z.array(callIdSchema) }),
  /** What is wrong, or was and is not marked as done, with the terminal's connection and those of the others in its call. */
  alerts: z.array(alertSchema),
  /** The newest repairs, newest first. */
  remoteActionRuns: z.array(remoteActionRunSchema),
  deviceChoices: z.array(deviceChoiceSchema),
  settings: mediaSettingsSchema.nullable(),
  /** Which build of the pages it runs, and whether the server has another by now (F13). */
  pages: z.strictObject({ build: pagesBuildSchema, isOutdated: z.boolean() }).nullable(),
  selfTest: selfTestSchema.nullable(),
  /** When its enrolment ends, where that is soon: it must be connected before, or be enrolled anew. */
  enrolmentEndsAt: instantSchema.nullable(),
});
export type AdviserTerminal = z.output<typeof adviserTerminalSchema>;

export const adviserViewSchema = z.strictObject({
  ...viewMeta,
  ...catalogueVersion,
  adviser: z.strictObject({ id: adviserIdSchema, displayName: z.string(), pointId: pointIdSchema, pointNames: localisedSchema }),
  /** Whether the point is closed by hand. */
  isPointClosed: z.boolean(),
  agencies: z.array(agencyStateSchema),
  terminals: z.array(adviserTerminalSchema),
  /** Who has gone away and is to be called back to this point. */
  calledBack: z.array(calledBackSchema),
  /** Who meets a visiting expert at the point, or did today, soonest first. */
  visitingBookings: z.array(visitingBookingSchema),
  /** What advisers have done with numbers without the PIN in the last day, newest first. */
  overrides: z.array(z.strictObject({ at: instantSchema, byName: z.string(), number: z.number().int(), deed: z.enum(overrideDeeds) })),
  /** The call that this adviser is in. */
  joined: z
    .strictObject({
      callId: callIdSchema,
      terminalId: terminalIdSchema,
      microphone: z.enum(microphoneModes),
      requestedMode: z.enum(microphoneModes).nullable(),
      expertId: expertIdSchema,
      expertName: z.string(),
      /** The second expert who talks with the customer. */
      colleague: colleagueSchema.nullable(),
    })
    .nullable(),
});
export type AdviserView = z.output<typeof adviserViewSchema>;
export const adviserViewChangeSchema = viewChangeSchema(adviserViewSchema.omit(notParts).partial());
