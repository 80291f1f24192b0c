import { z } from 'zod';
import { offerReasons, pickReasons } from '#shared/call/lifecycle.ts';
import { agencyIdSchema, callIdSchema, expertIdSchema, pointIdSchema, serviceIdSchema, supervisorIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import { languageSchema, localisedSchema } from '#shared/language.ts';
import { defineEvent, defineRequest } from './define.ts';
import { chosenStatusSchema, occupiedStatusSchema, queueEntrySchema, viewHead } from './views/index.ts';

const nothing = z.strictObject({});
const callOnly = z.strictObject({ callId: callIdSchema });

/** Closed by hand; null `until` means until it is opened again. */
const closureSchema = z.strictObject({ until: instantSchema.nullable() }).nullable();

/** The supervisor's view: the own agency's queues, experts and calls. */
export const supervisorViewSchema = z.strictObject({
  ...viewHead,
  supervisor: z.strictObject({ id: supervisorIdSchema, displayName: z.string(), agencyId: agencyIdSchema }),
  closure: closureSchema,
  queues: z.array(
    z.strictObject({
      serviceId: serviceIdSchema,
      waiting: z.number().int(),
      longestSince: instantSchema.nullable(),
      /** Experts on duty with the skill, busy ones included. */
      ableOnDuty: z.number().int(),
      closure: closureSchema,
    }),
  ),
  entries: z.array(queueEntrySchema.omit({ isForMe: true }).extend({ ringingAt: z.string().nullable() })),
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
  /** The last offers and why each expert was chosen, newest first. */
  offers: z.array(
    z.strictObject({ callId: callIdSchema, at: instantSchema, expertName: z.string(), reason: z.enum(offerReasons), note: z.enum(pickReasons).nullable() }),
  ),
  /** The call that the supervisor listens to. */
  listening: z.strictObject({ callId: callIdSchema, expertName: z.string() }).nullable(),
});
export type SupervisorView = z.output<typeof supervisorViewSchema>;

export const supervisorContract = {
  requests: {
    'supervisor:sync': defineRequest({
      summary: 'The whole truth for this supervisor’s desk. Ask after every connect.',
      roles: ['supervisor'],
      input: nothing,
      reply: supervisorViewSchema,
      refusals: [],
    }),
    'queue:close': defineRequest({
      summary: 'Closes the own agency (service null) or one of its queues now, whatever its hours say. Those who wait: the agency’s rule for closing.',
      roles: ['supervisor'],
      input: z.strictObject({ serviceId: serviceIdSchema.nullable(), until: instantSchema.nullable() }),
      reply: nothing,
      refusals: ['notFound'],
    }),
    'queue:reopen': defineRequest({
      summary: 'Takes a closing by hand back.',
      roles: ['supervisor'],
      input: z.strictObject({ serviceId: serviceIdSchema.nullable() }),
      reply: nothing,
      refusals: ['notFound'],
    }),
    'queue:assign': defineRequest({
      summary: 'Rings at one free expert of the own agency, out of turn.',
      roles: ['supervisor'],
      input: z.strictObject({ callId: callIdSchema, expertId: expertIdSchema }),
      reply: nothing,
      refusals: ['notFound', 'wrongState', 'expertBusy'],
    }),
    'queue:move': defineRequest({
      summary: 'Moves a waiting customer to another errand, also of another agency; the time of arrival is kept. The same newCallId again is the same act.',
      roles: ['supervisor'],
      input: z.strictObject({ callId: callIdSchema, newCallId: callIdSchema, agencyId: agencyIdSchema, serviceId: serviceIdSchema }),
      reply: nothing,
      refusals: ['notFound', 'wrongState', 'practiceApart', 'queueClosed'],
    }),
    'call:listen': defineRequest({
      summary: 'Listens in on a call of the own agency; everybody in it is told, and nobody hears the supervisor (F46).',
      roles: ['supervisor'],
      input: callOnly,
      reply: nothing,
      refusals: ['notFound', 'callEnded'],
    }),
    'call:stopListening': defineRequest({ summary: 'Leaves the call.', roles: ['supervisor'], input: callOnly, reply: nothing, refusals: ['notFound'] }),
  },
  events: {
    'supervisor:view': defineEvent({ summary: 'The supervisor desk’s view after a change.', roles: ['supervisor'], payload: supervisorViewSchema }),
  },
} as const;
