import { z } from 'zod';
import { selfTestSchema } from '#shared/contract/selfTest.ts';
import { defineRequest } from '#shared/contract/define.ts';
import { nothing, terminalOnly } from '#shared/contract/inputs.ts';
import { deviceReportSchema, pagesBuildSchema } from '#shared/contract/views/index.ts';
import { pointIdSchema, terminalIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import { localisedSchema } from '#shared/language.ts';

/** How a terminal stands, for who looks after it. `fault`: connected, but its devices carry no call. */
export const fleetStates = ['notEnrolled', 'offline', 'fault', 'free', 'inUse', 'inQueue', 'inCall'] as const;

export const fleetTerminalSchema = z.strictObject({
  terminalId: terminalIdSchema,
  names: localisedSchema,
  pointId: pointIdSchema,
  state: z.enum(fleetStates),
  /** Now, while it is connected. */
  lastHeardAt: instantSchema.nullable(),
  devices: deviceReportSchema,
  pages: z.strictObject({ build: pagesBuildSchema, isOutdated: z.boolean() }).nullable(),
  selfTest: selfTestSchema.pick({ at: true, verdict: true }).nullable(),
  enrolledUntil: instantSchema.nullable(),
  /** Whether it proves a key of its own at every connection. */
  hasKey: z.boolean(),
  codeUntil: instantSchema.nullable(),
  /** Who is there now: calls that run, and customers who wait. */
  concerned: z.strictObject({ calls: z.number().int(), waiting: z.number().int() }),
});
export type FleetTerminal = z.output<typeof fleetTerminalSchema>;

/** A service point where no terminal is in use. The catalogue that everybody reads has no such point. */
const emptyPointSchema = z.strictObject({ pointId: pointIdSchema, names: localisedSchema });
export type EmptyPoint = z.output<typeof emptyPointSchema>;

/** An enrolment that ends within this time is told to who looks after the terminal. */
export const warnDaysAhead = 30;

const administrator = ['administrator'] as const;

/** Terminals as machines: who may be one, where each stands, and whether it is well. */
export const fleetContract = {
  requests: {
    'terminals:list': defineRequest({
      summary: 'The terminals within one’s scope, and how each of them is; and the service points there that have no terminal in use.',
      roles: administrator,
      input: z.strictObject({}),
      reply: z.strictObject({ terminals: z.array(fleetTerminalSchema), emptyPoints: z.array(emptyPointSchema) }),
      refusals: [],
    }),
    'terminal:makeCode': defineRequest({
      summary: 'The one code by which a browser becomes this terminal, good for a quarter of an hour. A code that was made before does not hold any more.',
      roles: ['adviser', 'administrator'],
      input: terminalOnly,
      reply: z.strictObject({ code: z.string(), expiresAt: instantSchema }),
      refusals: ['notFound'],
    }),
    'terminal:add': defineRequest({
      summary: 'Adds a terminal to a point. It is enrolled next.',
      roles: administrator,
      input: z.strictObject({ pointId: pointIdSchema, names: localisedSchema }),
      reply: terminalOnly,
      refusals: ['notFound'],
    }),
    'terminal:rename': defineRequest({
      summary: 'Gives a terminal other names; refused with `wrongState` where somebody else has done so meanwhile.',
      roles: administrator,
      input: z.strictObject({ terminalId: terminalIdSchema, from: localisedSchema, to: localisedSchema }),
      reply: nothing,
      refusals: ['notFound', 'wrongState'],
    }),
    'terminal:move': defineRequest({
      summary: 'Takes a terminal to another point. Its page is sent away once, a call there ends, and it comes back at the new point by itself.',
      roles: administrator,
      input: z.strictObject({ terminalId: terminalIdSchema, from: pointIdSchema, to: pointIdSchema }),
      reply: nothing,
      refusals: ['notFound', 'wrongState'],
    }),
    'terminal:revoke': defineRequest({
      summary: 'Takes the enrolment back: the page is sent away at once, a call there ends, and the machine is nobody’s terminal until it is enrolled again.',
      roles: administrator,
      input: terminalOnly,
      reply: nothing,
      refusals: ['notFound'],
    }),
  },
  events: {},
} as const;
