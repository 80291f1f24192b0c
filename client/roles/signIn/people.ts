import type { Role } from '#shared/contract/define.ts';
import type { DemoPeople } from '#shared/contract/http.ts';
import { type Language, type Localised, staffLanguages } from '#shared/language.ts';

/** Somebody whom one can be in the demo. */
export type DemoPerson = {
  readonly role: Role;
  readonly id: string;
  readonly names: Localised;
  /** The point or agency. */
  readonly place: Localised;
  readonly languages: readonly Language[];
};

/** A person's name is the same in every language. */
const everywhere = (name: string): Localised => ({ [staffLanguages[0]]: name });

const wholeCountry: Localised = { sv: 'Hela landet', fi: 'Koko maa', en: 'The whole country' };

/** Everybody in one list, by role. */
export const listOf = ({ terminals, experts, advisers, supervisors, administrators }: DemoPeople): DemoPerson[] => [
  ...terminals.map(({ id, names, pointNames }) => ({ role: 'terminal' as const, id, names, place: pointNames, languages: [] })),
  ...experts.map((one) => ({ role: 'expert' as const, id: one.id, names: everywhere(one.displayName), place: one.agencyNames, languages: one.languages })),
  ...advisers.map((one) => ({ role: 'adviser' as const, id: one.id, names: everywhere(one.displayName), place: one.pointNames, languages: [] })),
  ...supervisors.map((one) => ({ role: 'supervisor' as const, id: one.id, names: everywhere(one.displayName), place: one.agencyNames, languages: [] })),
  ...administrators.map(({ id, displayName, placeNames }) => ({
    role: 'administrator' as const,
    id,
    names: everywhere(displayName),
    place: placeNames ?? wholeCountry,
    languages: [],
  })),
];

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Those of the role, or of any, in whose name, place, id or languages every word stands, in whichever language it is written, with or without dots. */
export function matching(people: readonly DemoPerson[], role: Role | null, search: string, nameOf: (language: Language) => string): DemoPerson[] {
  const words = folded(search).split(/\s+/).filter(Boolean);
  return people.filter((person) => {
    if (role !== null && person.role !== role) return false;
    const known = [person.id, ...Object.values(person.names), ...Object.values(person.place), ...person.languages.map(nameOf)];
    const text = folded(known.join(' '));
    return words.every((word) => text.includes(word));
  });
}
