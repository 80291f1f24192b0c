/** Roles of people, in the order in which they are shown. */
export const staffRoles = ['expert', 'supervisor', 'adviser', 'administrator'] as const;
export type StaffRole = (typeof staffRoles)[number];

const suffix = new RegExp(`\\.(${staffRoles.join('|')})$`);

/** One person may have several roles, each a record of its own: `johan-s`, `johan-s.supervisor`. */
export const personIdOf = (staffId: string): string => staffId.replace(suffix, '');

/** The id of the record by which the person has a role besides the first. */
export const idInRole = (personId: string, role: StaffRole): string => `${personId.slice(0, 63 - role.length)}.${role}`;

/** A readable id for somebody new: `anna-l-x3f9`. */
export function newPersonId(displayName: string, random: string): string {
  const name = displayName
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 30);
  return `${name === '' ? 'person' : name}-${random}`;
}
