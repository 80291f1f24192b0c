import { z } from 'zod';
import { alertCodes, causeCodes, certainties } from '#shared/connection/findings.ts';
import { figuresSchema } from '#shared/connection/figures.ts';
import { healingSteps } from '#shared/connection/pathPolicy.ts';
import { terminalIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import { connectionReportSchema } from './connectionReport.ts';
import { defineEvent, defineRequest, roles, callRoles } from './define.ts';
import { ratingSchema } from './rating.ts';
import { remoteActionOutcomes, remoteActionSchema } from './remoteActions.ts';

const nothing = z.strictObject({});
const remoteActionId = z.uuid();

export const evidenceSchema = z.record(z.string().max(64), z.union([z.number(), z.string().max(128)]));

/** A cause of trouble that is active at somebody's connection. */
export const findingSchema = z.strictObject({
  code: z.enum(causeCodes),
  since: instantSchema,
  certainty: z.enum(certainties),
  evidence: evidenceSchema,
});

/** A finding, or a terminal’s own fault. The desk keeps it until it is over and somebody has marked it as done (F52). */
export const alertSchema = z.strictObject({
  ...findingSchema.shape,
  code: z.enum(alertCodes),
  alertId: z.uuid(),
  /** Whose connection it is. */
  leg: z.enum(callRoles),
  endedAt: instantSchema.nullable(),
});
export type Alert = z.output<typeof alertSchema>;

/** A remote action that was run, and what it changed. `before` and `after` are means of some seconds. */
export const remoteActionRunSchema = z.strictObject({
  remoteActionId,
  at: instantSchema,
  remoteAction: remoteActionSchema,
  byName: z.string(),
  outcome: z.enum([...remoteActionOutcomes, 'pending', 'noAnswer']),
  before: figuresSchema.nullable(),
  after: figuresSchema.nullable(),
});
export type RemoteActionRun = z.output<typeof remoteActionRunSchema>;

const pointSchema = z.strictObject({ at: instantSchema, figures: figuresSchema });
/** Several of one role may be in a call: by the order of coming, from 1; who they are is not kept. */
const ordinal = z.int().min(1);
const legSeriesSchema = z.strictObject({ leg: z.enum(callRoles), ordinal, points: z.array(pointSchema) });
export type LegSeries = z.output<typeof legSeriesSchema>;

/** A page began to try something by itself to bring media back. */
const healingEventSchema = z.strictObject({ leg: z.enum(callRoles), ordinal, at: instantSchema, step: z.enum(healingSteps) });
export type HealingEvent = z.output<typeof healingEventSchema>;

/** What stays of a call's quality: mean opinion scores of 1 to 4.5 for each leg, and how the customer found it (F92). */
const qualitySchema = z.strictObject({
  scores: z.array(z.strictObject({ leg: z.enum(callRoles), ordinal, mean: z.number(), worst: z.number() })),
  rating: ratingSchema.nullable(),
});
export type Quality = z.output<typeof qualitySchema>;

export const connectionHistorySchema = z.strictObject({
  legs: z.array(legSeriesSchema),
  alerts: z.array(alertSchema),
  remoteActionRuns: z.array(remoteActionRunSchema),
  healing: z.array(healingEventSchema),
  quality: qualitySchema,
});
export type ConnectionHistory = z.output<typeof connectionHistorySchema>;

export const connectionContract = {
  requests: {
    'connection:report': defineRequest({
      summary: 'What this page measures of its own connection, every two seconds while it has a media session (F51).',
      roles: callRoles,
      input: connectionReportSchema,
      reply: nothing,
      refusals: [],
    }),
    'connection:ping': defineRequest({
      summary: 'Answers and does nothing else. A page asks it when media has stopped, to learn whether signalling is alive.',
      roles,
      input: nothing,
      reply: nothing,
      refusals: [],
    }),
    'connection:history': defineRequest({
      summary:
        'The connections of the call at a terminal of the own point, or of its last one: series for each leg, findings, repairs, and what pages tried by themselves.',
      roles: ['adviser'],
      input: z.strictObject({ terminalId: terminalIdSchema }),
      reply: connectionHistorySchema,
      refusals: ['notFound'],
    }),
    'alert:done': defineRequest({
      summary: 'Marks an alert as done (F52). One that is still active comes back only after it has ended and begun again.',
      roles: ['adviser'],
      input: z.strictObject({ alertId: z.uuid() }),
      reply: nothing,
      refusals: ['notFound'],
    }),
    'remoteAction:run': defineRequest({
      summary:
        'Does something at a terminal of the own point (F53). The reply comes at once; the outcome, measured before and after, in the view. The same remoteActionId again is the same act.',
      roles: ['adviser'],
      input: z.strictObject({ remoteActionId, terminalId: terminalIdSchema, remoteAction: remoteActionSchema }),
      reply: nothing,
      refusals: ['notFound', 'terminalOffline', 'sameIdOtherContent'],
    }),
    'remoteAction:report': defineRequest({
      summary: 'How a remote action went at this terminal.',
      roles: ['terminal'],
      input: z.strictObject({ remoteActionId, outcome: z.enum(remoteActionOutcomes) }),
      reply: nothing,
      refusals: ['notFound'],
    }),
  },
  events: {
    'remoteAction:requested': defineEvent({
      summary: 'The adviser of the point does something here; show it, do it, and answer with remoteAction:report.',
      roles: ['terminal'],
      payload: z.strictObject({ remoteActionId, remoteAction: remoteActionSchema, byName: z.string() }),
    }),
  },
} as const;
