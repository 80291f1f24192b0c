import { z } from 'zod';
import { defineRequest } from '#shared/contract/define.ts';
import { localisedSchema } from '#shared/language.ts';
import { claimRulesSchema, ruleResultSchema } from './claims.ts';

const providerIdSchema = z.string().regex(/^[a-z0-9-]{1,32}$/);

/** A sign-in by OpenID Connect, as the settings have it; without its secret. */
export const signInMethodSchema = z.strictObject({
  provider: providerIdSchema,
  names: localisedSchema,
  issuer: z.string(),
  clientId: z.string(),
  /** To be registered at the provider, besides the page's own address as where one comes back to after signing out. */
  redirectPath: z.string(),
  logoutPath: z.string(),
  rules: claimRulesSchema,
  version: z.number().int().min(0),
});
export type SignInMethod = z.output<typeof signInMethodSchema>;

export const accountsContract = {
  requests: {
    'signInMethods:read': defineRequest({
      summary: 'The providers by which people sign in, and which claims give which role (F100). Of the whole nation’s administrators alone.',
      roles: ['administrator'],
      input: z.strictObject({}),
      reply: z.strictObject({ methods: z.array(signInMethodSchema) }),
      refusals: ['notFound'],
    }),
    'signInMethods:change': defineRequest({
      summary:
        'Changes which claims of a provider give which role; `version` is the one that was read. It holds from each person’s next sign-in. `wrongState` where somebody else has changed them meanwhile.',
      roles: ['administrator'],
      input: z.strictObject({ provider: providerIdSchema, version: z.number().int().min(0), rules: claimRulesSchema }),
      reply: z.strictObject({ version: z.number().int() }),
      refusals: ['notFound', 'wrongState'],
    }),
    'signInMethods:try': defineRequest({
      summary:
        'Which roles the claims would give by the rules, and why. `pasted` is a token, which is decoded and not checked, or the claims as JSON. Nothing is kept of it.',
      roles: ['administrator'],
      input: z.strictObject({ rules: claimRulesSchema, pasted: z.string().min(2).max(16_000) }),
      reply: z.strictObject({ results: z.array(ruleResultSchema) }),
      refusals: ['notFound'],
    }),
  },
} as const;
