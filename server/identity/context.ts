import type { Subject } from '#shared/contract/http.ts';
import type { SignInRefusals } from '#server/audit/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Database } from '#server/platform/database/index.ts';

/** What the use cases of identity stand on. */
export type IdentityContext = {
  readonly database: Database;
  readonly catalogue: CatalogueReader;
  /** A person's session ends after this time, however much it is used. */
  readonly sessionHours: number;
  /** It ends earlier if nothing was done in it for this long. */
  readonly sessionIdleMinutes?: number;
  /** A terminal's session ends after this time without use. */
  readonly terminalSessionDays?: number;
  /** Keeps failed sign-ins in the audit, within limits. */
  readonly auditRefusal: SignInRefusals;
  /** Sessions were ended: those connected by them are to be sent away, wherever they are. */
  readonly onEnded: () => void;
};

/**
 * Where the catalogue has the subject, in that role; undefined where it has it no more. A person's session holds for that place only: whoever gets
 * another one signs in again, and nothing that was read or joined in the old one goes on.
 */
export function placeOf({ catalogue }: Pick<IdentityContext, 'catalogue'>, { role, id }: Subject): string | undefined {
  if (role === 'terminal') {
    const point = catalogue.isTerminalInForce(id) ? catalogue.terminal(id)?.point : undefined;
    return point === undefined ? undefined : `point:${point.id}`;
  }
  const member = catalogue.member(id);
  if (member?.role !== role) return undefined;
  if (role === 'administrator') return JSON.stringify(member.scope);
  return role === 'adviser' ? `point:${member.pointId}` : `agency:${member.agencyId}`;
}

/** Whether the catalogue still knows the subject, in that role. */
export const exists = (context: IdentityContext, subject: Subject): boolean => placeOf(context, subject) !== undefined;
