import { z } from 'zod';
import { defineRequest } from '#shared/contract/define.ts';
import { nothing } from '#shared/contract/inputs.ts';
import { deviceChoicesSchema, deviceReportSchema, mediaSettingsSchema, pagesBuildSchema } from '#shared/contract/views/index.ts';

export const terminalsContract = {
  requests: {
    'terminal:report': defineRequest({
      summary:
        'How the terminal’s devices are, which ones could be chosen, what people have set, which build of the pages it runs, and whether somebody is using it.',
      roles: ['terminal'],
      input: z.strictObject({
        devices: deviceReportSchema,
        isInUse: z.boolean(),
        deviceChoices: deviceChoicesSchema.default([]),
        settings: mediaSettingsSchema.nullable().default(null),
        build: pagesBuildSchema.nullable().default(null),
      }),
      reply: nothing,
      refusals: ['notFound'],
    }),
  },
  events: {},
} as const;
