import Holidays from 'date-holidays';
import { type Localised, staffLanguages } from '#shared/language.ts';

export type Holiday = { readonly date: string; readonly names: Localised; readonly isPublic: boolean };

const finnish = new Holidays('FI');

/** Finland's public holidays of the year, and the eves on which many close. The data are date-holidays' (CC BY 3.0). */
export const holidaysOf = (year: number): Holiday[] =>
  finnish.getHolidays(year).flatMap(({ date, type }) => {
    if (type !== 'public' && type !== 'bank') return [];
    const day = date.slice(0, 10);
    return [{ date: day, names: namesOn(year, day), isPublic: type === 'public' }];
  });

/** The names by staff's languages, as far as the library knows them. */
function namesOn(year: number, day: string): Localised {
  const named = staffLanguages.flatMap((language) => {
    const found = finnish.getHolidays(year, language).find(({ date }) => date.startsWith(day));
    return found === undefined ? [] : [[language, found.name] as const];
  });
  return Object.fromEntries(named);
}
