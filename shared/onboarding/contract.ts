import { z } from 'zod';
import { defineRequest } from '#shared/contract/define.ts';
import { nothing } from '#shared/contract/inputs.ts';

/** What an empty installation needs until its first call, in the order in which it is added. */
export const onboardingSteps = ['agency', 'service', 'point', 'terminal', 'expert', 'call'] as const;
export type OnboardingStep = (typeof onboardingSteps)[number];

export const onboardingContract = {
  requests: {
    'onboarding:read': defineRequest({
      summary:
        'Which steps of setting an installation up are done: an agency, a service by video, a service point, a terminal that a machine has become, an expert who can sign in, and a first call. For administrators of the whole country.',
      roles: ['administrator'],
      input: nothing,
      reply: z.strictObject({ done: z.array(z.enum(onboardingSteps)) }),
      refusals: ['notFound'],
    }),
  },
} as const;
