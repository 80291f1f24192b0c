import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Subject } from '#shared/contract/http.ts';
import { actAs, whoActs } from './acting.ts';
import type { AuditContext } from './context.ts';
import { appendAudit } from './store.ts';

/** So many refusals of one person are kept in a minute; then one more row says that there were others. */
export const keptRefusals = { points: 10, duration: 60 };

export type Refused = { readonly request: string; readonly code: string };

/**
 * Keeps that somebody was refused, for want of the role or since it is outside of what they look after. A flood fills no disk: what is over the
 * limit is one row a minute. Never throws: a refusal is answered whether or not it could be written.
 */
export function createRefusals({ database, logger }: AuditContext) {
  const limiter = new RateLimiterMemory(keptRefusals);
  const append = (who: Subject, act: string, details: Readonly<Record<string, string | number>>): Promise<void> =>
    database.transaction((tx) => appendAudit(tx, { actor: { kind: 'subject', role: who.role, id: who.id }, act, outcome: 'refused', details }));
  return async (who: Subject, { request, code }: Refused): Promise<void> => {
    // The request's work is over; what it leaves behind goes on without its context.
    const acting = whoActs() ?? { ...who, session: null };
    try {
      const key = `${who.role}:${who.id}`;
      const left = await limiter.consume(key).then(
        () => 1,
        // The first one over the limit is told apart by what the limiter has counted.
        (over: { readonly consumedPoints?: number }) => (over.consumedPoints === keptRefusals.points + 1 ? 0 : -1),
      );
      if (left === 1) await actAs(acting, () => append(who, 'request.refused', { request, code }));
      if (left === 0) await actAs(acting, () => append(who, 'request.refusedOften', { request, code, limit: keptRefusals.points }));
    } catch (error) {
      logger.error({ err: error, request, code }, 'a refusal could not be kept in the audit');
    }
  };
}
