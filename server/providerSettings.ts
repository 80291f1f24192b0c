import { z } from 'zod';
import { localisedSchema } from '#shared/language.ts';

/** A provider of OpenID Connect by whom people sign in. */
const providerSettingsSchema = z.strictObject({
  /** Stands in the address to which the provider sends people back. */
  id: z.string().regex(/^[a-z0-9-]{1,32}$/),
  issuer: z.url(),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** What the button says, by language. */
  names: localisedSchema,
  scope: z.string().default('openid profile'),
});
export type ProviderSettings = z.output<typeof providerSettingsSchema>;

const listSchema = z.array(providerSettingsSchema).refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'two providers have the same id');

/** The providers of the setting, which is JSON. Errors: a RangeError that says what is wrong, without the secrets that stand in it. */
export function readProviders(setting: string): readonly ProviderSettings[] {
  if (setting.trim() === '') return [];
  let given: unknown;
  try {
    given = JSON.parse(setting);
  } catch {
    throw new RangeError('it is no JSON.');
  }
  const parsed = listSchema.safeParse(given);
  if (!parsed.success) throw new RangeError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  return parsed.data;
}
