import type { StageRole } from '#shared/contract/http.ts';

const fragment = '#stage=';

/** The address of a role's page on the stage. What stands behind the # is sent to no server. */
export const frameAddress = (role: StageRole, token: string): string => `/${role}${fragment}${token}`;

/** The token in the part of an address behind the #; null where there is none. */
export const tokenIn = (hash: string): string | null => (hash.startsWith(fragment) ? hash.slice(fragment.length) : null);
