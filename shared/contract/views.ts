import { z } from 'zod';
import { declineReasons, endedByRoles, microphoneModes, outcomeCodes } from '#shared/call/lifecycle.ts';
import { closingRules } from './catalogue.ts';
import { breakCodes } from '#shared/expert/status.ts';
import { adviserIdSchema, agencyIdSchema, callIdSchema, expertIdSchema, pointIdSchema, serviceIdSchema, terminalIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import { languageSchema, localisedSchema } from '#shared/language.ts';

/**
 * A view is the whole truth for one face, sent at every change. `version` grows with every view that is read from the
 * database; a page keeps the view with the highest one. So a lost message, a reload and a restarted server need no other mechanism.
 */
const viewHead = { version: z.number().int(), now: instantSchema };

export const presenceSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('present') }),
  z.strictObject({ state: z.literal('lost'), since: instantSchema, graceUntil: instantSchema }),
]);

export const deviceStates = ['ok', 'missing', 'denied', 'busy', 'silent', 'unknown'] as const;
export const deviceReportSchema = z.strictObject({ camera: z.enum(deviceStates), microphone: z.enum(deviceStates) });
export type DeviceReport = z.output<typeof deviceReportSchema>;

const adviserInCallSchema = z.strictObject({
  adviserId: adviserIdSchema,
  displayName: z.string(),
  microphone: z.enum(microphoneModes),
  presence: presenceSchema,
});

export const helpSchema = z.strictObject({ requestedAt: instantSchema, answeredBy: z.string().nullable() });

/** Whether there is service now, until when, or from when on; null where no end or no next time is in sight. */
export const openingSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('open'), closesAt: instantSchema.nullable() }),
  z.strictObject({ state: z.literal('closed'), opensAt: instantSchema.nullable() }),
]);
export type Opening = z.output<typeof openingSchema>;

/** How an agency stands now at this point, so that nobody queues unknowingly for nobody; services with hours of their own apart. */
export const agencyStateSchema = z.strictObject({
  agencyId: agencyIdSchema,
  waiting: z.number().int(),
  expertsOnDuty: z.number().int(),
  opening: openingSchema,
  services: z.array(z.strictObject({ serviceId: serviceIdSchema, opening: openingSchema })),
});

const callHead = {
  callId: callIdSchema,
  agencyId: agencyIdSchema,
  serviceId: serviceIdSchema,
  language: languageSchema,
  /** What else the customer can do with. */
  otherLanguages: z.array(languageSchema),
  queuedAt: instantSchema,
};

const connectedPart = {
  expertName: z.string(),
  expertPresence: presenceSchema,
  advisers: z.array(adviserInCallSchema),
};

/** The customer's side of a call. `position` counts from 1 within the agency's queue. */
export const terminalCallSchema = z.discriminatedUnion('state', [
  z.strictObject({
    ...callHead,
    state: z.literal('queued'),
    position: z.number().int().positive(),
    /** How long the wait may still be, in milliseconds; null where the queue's history does not tell. */
    estimate: z.strictObject({ fromMs: z.number().int(), toMs: z.number().int() }).nullable(),
    waitingForLostExpert: z.boolean(),
    /** From then on experts with the other languages are asked too. */
    relaxesAt: instantSchema,
    /** Experts on duty, busy ones included, who have the service and one of the languages: nobody waits unknowingly for nobody. */
    ableOnDuty: z.number().int(),
    /** When the queue closes next, and whether those who wait are served then all the same. */
    closing: z.strictObject({ at: instantSchema, rule: z.enum(closingRules) }).nullable(),
  }),
  z.strictObject({ ...callHead, state: z.literal('offered') }),
  z.strictObject({ ...callHead, state: z.literal('connecting'), ...connectedPart }),
  z.strictObject({ ...callHead, state: z.literal('active'), startedAt: instantSchema, ...connectedPart }),
  z.strictObject({ ...callHead, state: z.literal('onHold'), startedAt: instantSchema, heldAt: instantSchema, ...connectedPart }),
  z.strictObject({ ...callHead, state: z.literal('ended'), endedBy: z.enum([...endedByRoles, 'abandoned', 'removedByAdviser', 'queueClosed']) }),
]);
export type TerminalCall = z.output<typeof terminalCallSchema>;

export const terminalViewSchema = z.strictObject({
  ...viewHead,
  terminal: z.strictObject({
    id: terminalIdSchema,
    names: localisedSchema,
    pointId: pointIdSchema,
    pointNames: localisedSchema,
    defaultLanguage: languageSchema,
  }),
  agencies: z.array(agencyStateSchema),
  /** The number of this coming, spoken and shown instead of a name; null when nobody is being served. */
  visitNumber: z.number().int().nullable(),
  call: terminalCallSchema.nullable(),
  help: helpSchema.nullable(),
});
export type TerminalView = z.output<typeof terminalViewSchema>;

export const chosenStatusSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('available') }),
  z.strictObject({ status: z.literal('break'), breakCode: z.enum(breakCodes) }),
  z.strictObject({ status: z.literal('away') }),
  z.strictObject({ status: z.literal('missed') }),
  z.strictObject({ status: z.literal('offline') }),
]);

const occupiedStatusSchema = z.strictObject({ status: z.enum(['offered', 'inCall', 'wrapUp']), callId: callIdSchema });

const place = { pointId: pointIdSchema, pointNames: localisedSchema, terminalId: terminalIdSchema, terminalNames: localisedSchema };

export const queueEntrySchema = z.strictObject({
  ...callHead,
  state: z.enum(['queued', 'offered']),
  pointId: pointIdSchema,
  pointNames: localisedSchema,
  priority: z.number().int(),
  terminalPresence: presenceSchema,
  /** Whether this expert's skills and languages fit. */
  isForMe: z.boolean(),
});

/** Everything of F36. `ringUntil` is when the offer goes on to somebody else. */
export const offerSchema = z.strictObject({
  ...callHead,
  ...place,
  offerNumber: z.number().int(),
  note: z.string(),
  ringUntil: instantSchema,
  setUpByAdviser: z.boolean(),
});

export const expertCallSchema = z.strictObject({
  ...callHead,
  ...place,
  state: z.enum(['connecting', 'active', 'onHold']),
  visitNumber: z.number().int(),
  note: z.string(),
  acceptedAt: instantSchema.nullable(),
  startedAt: instantSchema.nullable(),
  heldAt: instantSchema.nullable(),
  terminalPresence: presenceSchema,
  terminalDevices: deviceReportSchema,
  advisers: z.array(adviserInCallSchema),
});

export const wrapUpSchema = z.strictObject({ ...callHead, endedBy: z.enum(endedByRoles), wrapUpUntil: instantSchema, isExtended: z.boolean() });

export const expertViewSchema = z.strictObject({
  ...viewHead,
  expert: z.strictObject({
    id: expertIdSchema,
    displayName: z.string(),
    agencyId: agencyIdSchema,
    languages: z.array(languageSchema),
    services: z.array(serviceIdSchema),
  }),
  /** What holds now, and what the expert chose last (comes back into force after call and wrap-up). */
  status: z.union([chosenStatusSchema, occupiedStatusSchema]),
  chosen: chosenStatusSchema,
  statusSince: instantSchema,
  queue: z.array(queueEntrySchema),
  colleaguesOnDuty: z.number().int(),
  offer: offerSchema.nullable(),
  call: expertCallSchema.nullable(),
  wrapUp: wrapUpSchema.nullable(),
  today: z.strictObject({ answered: z.number().int(), missed: z.number().int() }),
});
export type ExpertView = z.output<typeof expertViewSchema>;

export const deskCallSchema = z.strictObject({
  ...callHead,
  state: z.enum(['queued', 'offered', 'connecting', 'active', 'onHold']),
  position: z.number().int().nullable(),
  acceptedAt: instantSchema.nullable(),
  expertName: z.string().nullable(),
  expertPresence: presenceSchema.nullable(),
  advisers: z.array(adviserInCallSchema),
});

/** `fault` when the terminal is connected but cannot carry a call; its devices say why. */
export const deskTerminalSchema = z.strictObject({
  terminalId: terminalIdSchema,
  names: localisedSchema,
  state: z.enum(['offline', 'fault', 'idle', 'choosing', 'inQueue', 'inCall']),
  since: instantSchema.nullable(),
  presence: presenceSchema.nullable(),
  devices: deviceReportSchema,
  visitNumber: z.number().int().nullable(),
  call: deskCallSchema.nullable(),
  help: helpSchema.nullable(),
});
export type DeskTerminal = z.output<typeof deskTerminalSchema>;

export const adviserViewSchema = z.strictObject({
  ...viewHead,
  adviser: z.strictObject({ id: adviserIdSchema, displayName: z.string(), pointId: pointIdSchema, pointNames: localisedSchema }),
  agencies: z.array(agencyStateSchema),
  terminals: z.array(deskTerminalSchema),
  /** The call that this adviser is in. */
  joined: z.strictObject({ callId: callIdSchema, terminalId: terminalIdSchema, microphone: z.enum(microphoneModes), expertName: z.string() }).nullable(),
});
export type AdviserView = z.output<typeof adviserViewSchema>;

export const declineReasonSchema = z.enum(declineReasons);
export const outcomeCodeSchema = z.enum(outcomeCodes);
