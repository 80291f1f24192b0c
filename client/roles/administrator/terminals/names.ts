import type { Localised } from '#shared/language.ts';

/** Without the languages that nothing is written in. */
export const writtenNames = (names: Localised): Localised =>
  Object.fromEntries(Object.entries(names).flatMap(([language, text]) => (text.trim() === '' ? [] : [[language, text.trim()]])));

export const hasName = (names: Localised): boolean => Object.keys(writtenNames(names)).length > 0;
