import { z } from 'zod';

/** The languages that service and interface are offered in; the first is the fallback. */
export const languages = ['sv', 'fi', 'en'] as const;
export const languageSchema = z.enum(languages);
export type Language = (typeof languages)[number];

/** A text in every language; a missing one is refused when content is read. */
export const localisedSchema = z.strictObject({ sv: z.string().min(1), fi: z.string().min(1), en: z.string().min(1) });
export type Localised = z.output<typeof localisedSchema>;
