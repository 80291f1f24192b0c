import i18next from 'i18next';
import { type TextLanguage, spokenOf } from '#shared/language.ts';

/** How numbers and times are written where the browser does not know the language: as everybody around does. */
const around = 'fi';

/**
 * The locale by which Intl writes numbers, times and dates. In Arabic the digits are Latin: the number and the PIN that a customer writes down are keyed
 * in, and called out and shown to all, in them; two kinds of digits on one screen would have to be translated in the head.
 */
export function localeOf(language: TextLanguage): string {
  const spoken = spokenOf(language);
  if (spoken === 'en') return 'en-GB';
  if (spoken === 'ar') return 'ar-u-nu-latn';
  return Intl.NumberFormat.supportedLocalesOf(spoken).length === 0 || ownCalendar(spoken) !== null ? around : spoken;
}

type Names = Readonly<Record<string, string>>;
/** Names by the English ones in small letters, and the word before a time of day. */
export type OwnCalendar = { readonly weekday: Names; readonly month: Names; readonly at: string };

/** The names that the texts of a language bring along, where browsers have none. */
export function ownCalendar(language: TextLanguage): OwnCalendar | null {
  const found: unknown = i18next.isInitialized ? i18next.getResource(spokenOf(language), 'common', 'calendar') : undefined;
  return typeof found === 'object' && found !== null ? (found as OwnCalendar) : null;
}
