import type { LooseContent } from '#shared/administration/records.ts';
import { type StaffMember, staffMemberSchema } from '#shared/contract/staff.ts';
import { type StaffRole, personIdOf, staffRoles } from '#shared/people/person.ts';

export type Spoken = StaffMember['languages'];

/** One person with the records of all roles. */
export type Person = {
  readonly id: string;
  readonly displayName: string;
  readonly records: readonly StaffMember[];
  /** Those that are not taken away. */
  readonly roles: readonly StaffRole[];
  readonly languages: Spoken;
  /** How many services an expert has; null for who is none. */
  readonly services: number | null;
};

export const isEnded = ({ validity }: Pick<StaffMember, 'validity'>): boolean => validity?.endedAt !== undefined;

const rank = ({ role }: StaffMember): number => staffRoles.indexOf(role);

/** A record that is being written may lack something; as long as it does, it is shown by what it has. */
const memberOf = (content: LooseContent): StaffMember[] => {
  const parsed = staffMemberSchema.safeParse(content);
  if (parsed.success) return [parsed.data];
  // The section writes only what fits, but for lists that are empty for a while.
  return typeof content['role'] === 'string' && Array.isArray(content['languages']) ? [content as unknown as StaffMember] : [];
};

function personOf(id: string, records: readonly StaffMember[]): Person[] {
  const [first] = records;
  if (first === undefined) return [];
  const held = records.filter((record) => !isEnded(record));
  const expert = held.find((record) => record.role === 'expert');
  return [
    {
      id,
      displayName: first.displayName,
      records,
      roles: held.map(({ role }) => role),
      languages: (held[0] ?? first).languages,
      services: expert?.role === 'expert' ? expert.services.length : null,
    },
  ];
}

/** Everybody in the records, by name; who has no role any more comes last. */
export function peopleIn(contents: readonly LooseContent[]): Person[] {
  const groups = Map.groupBy(contents.flatMap(memberOf), ({ id }) => personIdOf(id));
  return [...groups]
    .flatMap(([id, records]) =>
      personOf(
        id,
        records.toSorted((one, other) => rank(one) - rank(other)),
      ),
    )
    .toSorted((one, other) => Number(one.roles.length === 0) - Number(other.roles.length === 0) || one.displayName.localeCompare(other.displayName, 'fi'));
}

/** Whether the words that are sought are in the name or the roles. */
export function matches(person: Person, search: string, roleName: (role: StaffRole) => string): boolean {
  const words = [person.displayName, ...person.roles.map(roleName)].join(' ').toLocaleLowerCase('fi');
  return words.includes(search.trim().toLocaleLowerCase('fi'));
}

/** Content as the records have it: without what is not there. */
export const contentOf = (member: StaffMember): LooseContent => JSON.parse(JSON.stringify(member)) as LooseContent;

/** Taken away at once, or given back. */
export function withEnd(member: StaffMember, endedAt: number | null): StaffMember {
  const { validity, ...rest } = member;
  const { endedAt: _end, ...days } = validity ?? {};
  if (endedAt === null) return Object.keys(days).length === 0 ? (rest as StaffMember) : ({ ...rest, validity: days } as StaffMember);
  return { ...rest, validity: { ...days, endedAt } } as StaffMember;
}

/** The first or the last day; none where the text is empty. */
export function withDay(member: StaffMember, name: 'from' | 'to', day: string): StaffMember {
  const { validity, ...rest } = member;
  const { [name]: _old, ...days } = validity ?? {};
  const all = day === '' ? days : { ...days, [name]: day };
  return (Object.keys(all).length === 0 ? rest : { ...rest, validity: all }) as StaffMember;
}
