import { z } from 'zod';
import { declineReasons, endedByRoles, inQueueStates, microphoneModes, offerReasons, outcomeCodes, thirdPartyRoles } from '#shared/call/lifecycle.ts';
import { alertSchema, findingSchema, repairSchema } from './connection.ts';
import { selfTestSchema } from './selfTest.ts';
import { closingRules } from './catalogue.ts';
import { deviceStates } from './deviceStates.ts';
import { breakCodes } from '#shared/expert/status.ts';
import { adviserIdSchema, agencyIdSchema, callIdSchema, expertIdSchema, pointIdSchema, serviceIdSchema, terminalIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import { languageSchema, localisedSchema } from '#shared/language.ts';

/**
 * A view is the whole truth for one face, sent at every change. `version` grows with every view that is read from the
 * database; a page keeps the view with the highest one. So a lost message, a reload and a restarted server need no other mechanism.
 */
export const viewHead = { version: z.number().int(), now: instantSchema };

export const presenceSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('present') }),
  z.strictObject({ state: z.literal('lost'), since: instantSchema, graceUntil: instantSchema }),
]);

export const deviceReportSchema = z.strictObject({ camera: z.enum(deviceStates), microphone: z.enum(deviceStates) });
export type DeviceReport = z.output<typeof deviceReportSchema>;

/** A device that could be chosen at a terminal. */
export const deviceChoiceSchema = z.strictObject({
  kind: z.enum(['audioinput', 'videoinput', 'audiooutput']),
  deviceId: z.string().max(256),
  label: z.string().max(128),
});
export type DeviceChoice = z.output<typeof deviceChoiceSchema>;

const adviserInCallSchema = z.strictObject({
  adviserId: adviserIdSchema,
  role: z.enum(thirdPartyRoles),
  displayName: z.string(),
  microphone: z.enum(microphoneModes),
  /** What the adviser asks the customer for. */
  wish: z.enum(microphoneModes).nullable(),
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
const colleagueSchema = z.strictObject({ displayName: z.string(), agencyId: agencyIdSchema, expertId: expertIdSchema, presence: presenceSchema });

const connectedPart = {
  expertId: expertIdSchema,
  expertName: z.string(),
  /** The second expert who talks with the customer. */
  colleague: colleagueSchema.nullable(),
  /** The expert talks with a colleague meanwhile. */
  isConsulting: z.boolean(),
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
    /** From then on experts with the other languages are asked too; neighbouring units; the whole agency. Null where there is nothing to widen to. */
    widensAt: z.strictObject({ language: instantSchema, neighbours: instantSchema.nullable(), pool: instantSchema.nullable() }),
    /** Experts on duty, busy ones included, who have the service and one of the languages: nobody waits unknowingly for nobody. */
    ableOnDuty: z.number().int(),
    /** When the queue closes next, and whether those who wait are served then all the same. */
    closing: z.strictObject({ at: instantSchema, rule: z.enum(closingRules) }).nullable(),
  }),
  z.strictObject({ ...callHead, state: z.literal('offered') }),
  z.strictObject({ ...callHead, state: z.literal('parked'), position: z.number().int().positive(), parkedUntil: instantSchema, isReturn: z.boolean() }),
  z.strictObject({ ...callHead, state: z.literal('connecting'), ...connectedPart }),
  z.strictObject({ ...callHead, state: z.literal('active'), startedAt: instantSchema, ...connectedPart }),
  z.strictObject({ ...callHead, state: z.literal('onHold'), startedAt: instantSchema, heldAt: instantSchema, ...connectedPart }),
  z.strictObject({
    ...callHead,
    state: z.literal('ended'),
    endedBy: z.enum([...endedByRoles, 'abandoned', 'removedByAdviser', 'queueClosed', 'notBack', 'moved']),
  }),
]);
export type TerminalCall = z.output<typeof terminalCallSchema>;

/** One matter of the visit, and how it stands. `closed`: the queue had closed when its turn came. */
export const visitErrandSchema = z.strictObject({
  callId: callIdSchema,
  agencyId: agencyIdSchema,
  serviceId: serviceIdSchema,
  state: z.enum(['planned', 'waiting', 'ringing', 'parked', 'talking', 'done', 'left', 'closed']),
  position: z.number().int().positive().nullable(),
});
export type VisitErrand = z.output<typeof visitErrandSchema>;

/** Somebody who has gone away with a number: called now, or later. */
export const calledBackSchema = z.strictObject({
  callId: callIdSchema,
  number: z.number().int(),
  agencyId: agencyIdSchema,
  serviceId: serviceIdSchema,
  state: z.enum(['awaitingCallback', 'summoned']),
  bookedFor: instantSchema.nullable(),
  notBefore: instantSchema.nullable(),
});

/** A note that one agency wants to give another; the customer is asked. */
const consentSchema = z.strictObject({ noteId: z.uuid(), fromAgencyId: agencyIdSchema, toAgencyId: agencyIdSchema, note: z.string() });

export const terminalViewSchema = z.strictObject({
  ...viewHead,
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
  /** All matters of the visit, in order. */
  errands: z.array(visitErrandSchema),
  consent: consentSchema.nullable(),
  /** Numbers that are called to this point now. */
  summons: z.array(calledBackSchema),
  help: helpSchema.nullable(),
  /** What stands at this terminal's connection. */
  findings: z.array(findingSchema),
});
export type TerminalView = z.output<typeof terminalViewSchema>;

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
  ...callHead,
  state: z.enum(inQueueStates),
  isConsultation: z.boolean(),
  pointId: pointIdSchema,
  pointNames: localisedSchema,
  priority: z.number().int(),
  /** Null while the customer is away, to be called back. */
  terminalPresence: presenceSchema.nullable(),
  /** Whether this expert's skills and languages fit. */
  isForMe: z.boolean(),
});

const toldPart = {
  /** What another agency wrote down and the customer agreed to. */
  sharedNotes: z.array(z.strictObject({ fromAgencyId: agencyIdSchema, note: z.string() })),
  /** The colleague who asks; null where it is the customer who calls. */
  askedBy: z.strictObject({ displayName: z.string(), agencyId: agencyIdSchema, stage: z.enum(['private', 'joint']) }).nullable(),
};

/** Everything of F36. `ringUntil` is when the offer goes on to somebody else. */
export const offerSchema = z.strictObject({
  ...callHead,
  ...place,
  offerNumber: z.number().int(),
  note: z.string(),
  ringUntil: instantSchema,
  setUpByAdviser: z.boolean(),
  reason: z.enum(offerReasons),
  ...toldPart,
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
  ...toldPart,
  /** The call to a colleague about this one. */
  consultation: z
    .strictObject({
      callId: callIdSchema,
      agencyId: agencyIdSchema,
      serviceId: serviceIdSchema,
      state: z.enum(['queued', 'offered', 'connecting', 'active', 'onHold']),
      stage: z.enum(['private', 'joint']),
      expertId: expertIdSchema.nullable(),
      displayName: z.string().nullable(),
    })
    .nullable(),
  /** What this expert has written for other agencies in this call. */
  proposals: z.array(z.strictObject({ noteId: z.uuid(), toAgencyId: agencyIdSchema, note: z.string(), state: z.enum(['asked', 'agreed', 'refused']) })),
});

export const wrapUpSchema = z.strictObject({ ...callHead, endedBy: z.enum(endedByRoles), wrapUpUntil: instantSchema, isExtended: z.boolean() });

/** An expert's own day (F44). */
export const daySchema = z.strictObject({
  answered: z.number().int(),
  missed: z.number().int(),
  declined: z.number().int(),
  /** From the accept to the end of wrap-up, in milliseconds; null before the first. */
  meanHandlingMs: z.number().int().nullable(),
  calls: z.array(
    z.strictObject({
      callId: callIdSchema,
      serviceId: serviceIdSchema,
      acceptedAt: instantSchema,
      handlingMs: z.number().int().nullable(),
      outcomeCode: z.enum(outcomeCodes).nullable(),
    }),
  ),
});

export const expertViewSchema = z.strictObject({
  ...viewHead,
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
  queue: z.array(queueEntrySchema),
  colleaguesOnDuty: z.number().int(),
  offer: offerSchema.nullable(),
  call: expertCallSchema.nullable(),
  wrapUp: wrapUpSchema.nullable(),
  today: daySchema,
  /** What stands at the own connection. */
  findings: z.array(findingSchema),
});
export type ExpertView = z.output<typeof expertViewSchema>;

export const deskCallSchema = z.strictObject({
  ...callHead,
  state: z.enum(['queued', 'offered', 'parked', 'connecting', 'active', 'onHold']),
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
  errands: z.array(visitErrandSchema),
  help: helpSchema.nullable(),
  /** What stands, or stood and is not marked as done, at the terminal's connection and at those of the others in its call. */
  alerts: z.array(alertSchema),
  /** The newest repairs, newest first. */
  repairs: z.array(repairSchema),
  deviceChoices: z.array(deviceChoiceSchema),
  selfTest: selfTestSchema.nullable(),
});
export type DeskTerminal = z.output<typeof deskTerminalSchema>;

export const adviserViewSchema = z.strictObject({
  ...viewHead,
  adviser: z.strictObject({ id: adviserIdSchema, displayName: z.string(), pointId: pointIdSchema, pointNames: localisedSchema }),
  /** Whether the point is closed by hand. */
  isPointClosed: z.boolean(),
  agencies: z.array(agencyStateSchema),
  terminals: z.array(deskTerminalSchema),
  /** Who has gone away and is to be called back to this point. */
  calledBack: z.array(calledBackSchema),
  /** The call that this adviser is in. */
  joined: z
    .strictObject({
      callId: callIdSchema,
      terminalId: terminalIdSchema,
      microphone: z.enum(microphoneModes),
      wish: z.enum(microphoneModes).nullable(),
      expertName: z.string(),
    })
    .nullable(),
});
export type AdviserView = z.output<typeof adviserViewSchema>;

export const declineReasonSchema = z.enum(declineReasons);
export const outcomeCodeSchema = z.enum(outcomeCodes);
