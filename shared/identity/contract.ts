import { z } from 'zod';
import { defineEvent, defineRequest, roles } from '#shared/contract/define.ts';
import { nothing } from '#shared/contract/inputs.ts';
import { instantSchema } from '#shared/instant.ts';

/** What is kept of the browser by which somebody signed in. */
export const browserKinds = ['other', 'chrome', 'edge', 'firefox', 'safari'] as const;
export const systemKinds = ['other', 'windows', 'macos', 'linux', 'android', 'ios', 'chromeos'] as const;
const device = { browser: z.enum(browserKinds), system: z.enum(systemKinds) };
const deviceSchema = z.strictObject(device);
export type Device = z.output<typeof deviceSchema>;

/** Names a session without opening it. */
export const sessionIdSchema = z.uuid();

export const ownSessionSchema = z.strictObject({
  sessionId: sessionIdSchema,
  ...device,
  since: instantSchema,
  lastUsedAt: instantSchema,
  /** The one by which this page is connected. */
  isThis: z.boolean(),
});
export type OwnSession = z.output<typeof ownSessionSchema>;

const staff = ['expert', 'adviser', 'supervisor', 'administrator'] as const;

export const sessionContract = {
  requests: {
    'session:list': defineRequest({
      summary: 'Where one is signed in oneself, the latest first.',
      roles: staff,
      input: z.strictObject({}),
      reply: z.strictObject({ sessions: z.array(ownSessionSchema) }),
      refusals: [],
    }),
    'session:end': defineRequest({
      summary: 'Signs oneself out where one of the own sessions is. Its page is sent away, on whichever server it is.',
      roles: staff,
      input: z.strictObject({ sessionId: sessionIdSchema }),
      reply: nothing,
      refusals: ['notFound'],
    }),
  },
  events: {
    'session:replaced': defineEvent({
      summary: 'The same terminal or person connected elsewhere; this socket is closed next and must not reconnect by itself.',
      roles,
      payload: z.strictObject({}),
    }),
    'session:ended': defineEvent({
      summary: 'Signed out, here or elsewhere, expired, or given another task: this socket is closed next. Nothing may be captured or sent from now on.',
      roles,
      payload: z.strictObject({}),
    }),
  },
} as const;
