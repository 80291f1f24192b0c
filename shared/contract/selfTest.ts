import { z } from 'zod';
import { selfTestOutcomes, selfTestSteps, selfTestVerdicts } from '#shared/connection/selfTest.ts';
import { terminalIdSchema } from '#shared/ids.ts';
import { instantSchema } from '#shared/instant.ts';
import { cutText } from './cut.ts';
import { defineRequest, callRoles } from './define.ts';
import { mediaSessionSchema } from './mediaSession.ts';

const nothing = z.strictObject({});

const stepSchema = z.strictObject({
  name: z.enum(selfTestSteps),
  outcome: z.enum(selfTestOutcomes),
  detail: z.record(z.string().max(32), z.union([z.number(), cutText(128)])),
});

/** One run of the self-test at a terminal. */
export const selfTestSchema = z.strictObject({ at: instantSchema, verdict: z.enum(selfTestVerdicts), steps: z.array(stepSchema) });
export type SelfTest = z.output<typeof selfTestSchema>;

export const selfTestContract = {
  requests: {
    'selfTest:open': defineRequest({
      summary: 'Opens transports that test a path to the media server, apart from any call. They close by themselves after half a minute, or at the next test.',
      roles: callRoles,
      input: nothing,
      reply: mediaSessionSchema,
      refusals: ['mediaUnavailable'],
    }),
    'selfTest:report': defineRequest({
      summary: 'How the self-test went (F4, F13).',
      roles: ['terminal'],
      input: z.strictObject({ steps: z.array(stepSchema).min(1).max(selfTestSteps.length) }),
      reply: nothing,
      refusals: ['notFound'],
    }),
    'selfTest:history': defineRequest({
      summary: 'The latest self-tests of a terminal of the own point, newest first.',
      roles: ['adviser'],
      input: z.strictObject({ terminalId: terminalIdSchema }),
      reply: z.strictObject({ tests: z.array(selfTestSchema) }),
      refusals: ['notFound'],
    }),
  },
} as const;
