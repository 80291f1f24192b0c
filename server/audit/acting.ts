import { AsyncLocalStorage } from 'node:async_hooks';
import type { Role } from '#shared/contract/define.ts';

/** Who has asked for what is being done now. */
export type Acting = { readonly role: Role; readonly id: string; readonly session: string | null };

const acting = new AsyncLocalStorage<Acting>();

/** Does the work of a request in the name of whoever asked, so that each entry says by which session, whatever lies between. */
export const actAs = <T>(who: Acting, work: () => T): T => acting.run(who, work);

/** Null for what the server does by itself. */
export const whoActs = (): Acting | null => acting.getStore() ?? null;

/** By what a session is known in the audit: enough of its hash to tell it from others, and nothing by which it could be used. */
export const sessionMark = (hash: Buffer): string => hash.subarray(0, 8).toString('hex');
