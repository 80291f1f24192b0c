import { z } from 'zod';
import { outcomeCodes, referralCodes } from '#shared/call/lifecycle.ts';
import { agencyIdSchema, pointIdSchema, serviceIdSchema, terminalIdSchema, unitIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import { languageSchema, localisedSchema, textLanguageSchema } from '#shared/language.ts';
import { actorSchema } from './actor.ts';

/** When a record is in force (F98), by the calendar in Finland; the last day counts. What is ended at once has the moment. */
export const validitySchema = z
  .strictObject({ from: z.iso.date().optional(), to: z.iso.date().optional(), endedAt: instantSchema.optional() })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, 'the last day must not be before the first');
export type Validity = z.output<typeof validitySchema>;

/** A word that outlives its text. */
const code = { code: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9.-]{0,39}$/), names: localisedSchema };
/** An agency's own word for how a call came out, or where the customer was sent. It refines one of the common codes, or any; those are what is counted. */
const outcomeSchema = z.strictObject({ ...code, refines: z.enum(outcomeCodes).optional() });
const referralSchema = z.strictObject({ ...code, refines: z.enum(referralCodes).optional() });

/** The longest line that a customer's screen shows without being cut. */
const readyMessageSchema = z.strictObject({
  id: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9.-]{0,39}$/),
  texts: z.record(textLanguageSchema, z.string().min(1).max(200)).refine((texts) => Object.keys(texts).length > 0, 'needs a text in at least one language'),
});
export type ReadyMessage = z.output<typeof readyMessageSchema>;
const readyMessagesSchema = z.array(readyMessageSchema).max(30);

/** What staff can look up about a service (F59). */
export const knowledgeCardSchema = z.strictObject({ id: z.string().min(1).max(40), titles: localisedSchema, texts: localisedSchema, link: z.url().optional() });
export type KnowledgeCard = z.output<typeof knowledgeCardSchema>;

/** An agency's own words for who takes part (F101), where the usual ones do not fit. */
export const termNames = ['customer', 'expert', 'service'] as const;
export type TermName = (typeof termNames)[number];

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];
const timeSchema = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time such as 09:00');
/** From and to, as a wall clock in Finland shows them. */
const spanSchema = z.strictObject({ from: timeSchema, to: timeSchema }).refine(({ from, to }) => from < to, 'from must be before to');

/** When there is service. A day that is not named is closed; an exception (a holiday, an emergency) goes before its weekday. */
export const openingHoursSchema = z.strictObject({
  weekly: z.partialRecord(z.enum(weekdays), z.array(spanSchema)),
  /** `names`: why, such as the holiday’s name. */
  exceptions: z.array(z.strictObject({ date: z.iso.date(), spans: z.array(spanSchema), names: localisedSchema.optional() })).default([]),
});
export type OpeningHours = z.output<typeof openingHoursSchema>;

/** What happens to those who wait when the queue closes. */
export const closingRules = ['serveWaiting', 'endWaiting'] as const;

/** Where a service can be had (F32): by video at every point, on site at the agency's own office, or by an expert who visits the point. */
export const channels = ['remote', 'onSite', 'visitingExpert'] as const;

/** An expert visits a point (F33), by the wall clock there; each half-hour can be booked by one customer. */
export const visitingDaySchema = z.strictObject({ pointId: pointIdSchema, date: z.iso.date(), from: timeSchema, to: timeSchema });
export type VisitingDay = z.output<typeof visitingDaySchema>;

export const serviceSchema = z.strictObject({
  id: serviceIdSchema,
  names: localisedSchema,
  description: localisedSchema,
  /** What the customer should have ready. */
  prepare: localisedSchema,
  /** Other words for the same, by which customers find it. */
  keywords: z.partialRecord(languageSchema, z.array(z.string().min(1).max(60)).max(60)).default({}),
  /** Own hours within the agency's; without them the agency's count alone. */
  opening: openingHoursSchema.optional(),
  channels: z.array(z.enum(channels)).min(1).default(['remote']),
  visitingDays: z.array(visitingDaySchema).default([]),
  /** Nobody but the expert hears the matter unless the customer agrees on the screen (F106). */
  isConfidential: z.boolean().default(false),
  /** Nobody but those in the call can see or hear it, the server included; such a matter is confidential too. */
  isEndToEndEncrypted: z.boolean().default(false),
  /** For practice (F103): set up by advisers, not offered to customers, and the terminal's network and devices can be made bad. */
  isPractice: z.boolean().default(false),
  /** Where the same is done without an expert (F12), by the language of the page. */
  eService: z.partialRecord(textLanguageSchema, z.url()).optional(),
  knowledge: z.array(knowledgeCardSchema).max(50).optional(),
  validity: validitySchema.optional(),
  /** Which service this one goes on from, so that figures can be followed. */
  succeeds: serviceIdSchema.optional(),
});
export type Service = z.output<typeof serviceSchema>;

/** Whether an agency is there for practice alone; customers do not see it. */
export const isForPractice = ({ services }: { readonly services: readonly Service[] }): boolean => services.every(({ isPractice }) => isPractice);

/** How an agency's calls find their experts. */
export const routingSettingsSchema = z.strictObject({
  /** Among several who can serve. */
  choice: z.enum(['longestIdle', 'fewestCalls']),
  /** Until then only experts with the call's own language are asked, afterwards also those with another language that the customer accepts. */
  relaxLanguageAfterMs: z.number().int().min(0).max(3_600_000),
  /** Until then only the point's own unit is asked, afterwards its neighbours too, and after `relaxPoolAfterMs` the whole agency. */
  relaxUnitAfterMs: z.number().int().min(0).max(3_600_000).default(60_000),
  relaxPoolAfterMs: z.number().int().min(0).max(3_600_000).default(120_000),
});
export type RoutingSettings = z.output<typeof routingSettingsSchema>;
export const defaultRouting: RoutingSettings = { choice: 'longestIdle', relaxLanguageAfterMs: 20_000, relaxUnitAfterMs: 60_000, relaxPoolAfterMs: 120_000 };

/** A regional office of an agency: the points whose customers its experts serve first, and the units that help when it is slow. */
export const unitSchema = z.strictObject({
  id: unitIdSchema,
  names: localisedSchema,
  points: z.array(pointIdSchema),
  neighbours: z.array(unitIdSchema).default([]),
  validity: validitySchema.optional(),
});
export type Unit = z.output<typeof unitSchema>;

const phoneSchema = z.string().regex(/^\+?[\d ]{5,20}$/, 'a telephone number');

/** How one reaches the agency without video. */
export const otherWaysSchema = z.strictObject({
  phone: phoneSchema.optional(),
  web: z.url().optional(),
});

export const agencySchema = z.strictObject({
  id: agencyIdSchema,
  names: localisedSchema,
  shortNames: localisedSchema,
  description: localisedSchema,
  /** Name of a lucide icon. */
  icon: z.string().min(1),
  routing: routingSettingsSchema.default(defaultRouting),
  /** Without hours there is always service. */
  opening: openingHoursSchema.optional(),
  whenClosing: z.enum(closingRules).default('serveWaiting'),
  /** Without units every expert serves every point alike. */
  units: z.array(unitSchema).default([]),
  otherWays: otherWaysSchema.default({}),
  /** Where the agency's own case system opens (F45); {service} and {visit} are filled in. No case data is kept here. */
  caseLink: z
    .string()
    .regex(/^https:\/\/[^\s"'<>]+$/, 'an https address')
    .optional(),
  /** What experts and advisers of the agency's queues can say by a press (F9). */
  readyMessages: readyMessagesSchema.optional(),
  /** How a call can have ended, and where a customer can be sent on to. */
  outcomes: z.array(outcomeSchema).max(40).optional(),
  referrals: z.array(referralSchema).max(40).optional(),
  terms: z.partialRecord(z.enum(termNames), localisedSchema).optional(),
  validity: validitySchema.optional(),
  /** What kind of actor it is, on which conditions it serves, and where (F101). */
  actor: actorSchema.optional(),
  /** Which agency this one goes on from, as after a merger. */
  succeeds: agencyIdSchema.optional(),
  services: z.array(serviceSchema).min(1),
});
export type Agency = z.output<typeof agencySchema>;

export const terminalSchema = z.strictObject({ id: terminalIdSchema, names: localisedSchema, validity: validitySchema.optional() });

export const pointSchema = z.strictObject({
  id: pointIdSchema,
  kind: z.enum(['fixed', 'mobile']),
  names: localisedSchema,
  municipality: localisedSchema,
  defaultLanguage: languageSchema,
  opening: openingHoursSchema.optional(),
  terminals: z.array(terminalSchema).min(1),
  /** On a weak line pictures begin small (F63); a point that moves is taken to have one. */
  line: z.enum(['normal', 'weak']).optional(),
  /** Points whose advisers look after this one too, as where nobody is there (F60). */
  advisedFrom: z.array(pointIdSchema).optional(),
  /** Rings at the point: the way to go on when video does not get through (F57). */
  phone: phoneSchema.optional(),
  /** What the point's advisers can say by a press (F102). */
  readyMessages: readyMessagesSchema.optional(),
  validity: validitySchema.optional(),
});
export type Point = z.output<typeof pointSchema>;

/** Something that is not in force now but is named by what has been, or still runs. */
const formerSchema = z.strictObject({ kind: z.enum(['agency', 'service', 'point']), id: z.string(), names: localisedSchema });

/** GET /api/catalogue: what there is to choose from now, and the names of what was or will be; public, without persons. */
export const catalogueSchema = z.strictObject({
  agencies: z.array(agencySchema),
  points: z.array(pointSchema),
  former: z.array(formerSchema).optional(),
});
export type Catalogue = z.output<typeof catalogueSchema>;
