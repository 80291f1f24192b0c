import type { Role } from '#shared/contract/define.ts';

/** Each role has its own cookie, so that one browser can show a terminal and both desks while trying the product out. */
export const cookieNameOf = (role: Role): string => `distans_${role}`;
