import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Subject } from '#shared/contract/http.ts';
import { actAs, whoActs } from './acting.ts';
import type { Transaction } from '#server/platform/database/index.ts';
import type { AuditContext } from './context.ts';
import { appendAudit } from './store.ts';

/** So many refusals of one person are kept in a minute; then one more row says that there were others. */
export const keptRefusals = { points: 10, duration: 60 };

/** Failed sign-ins in a minute: at one account, at no known account in one manner, and in all. Strangers from many addresses fill no disk either. */
export const keptSignIns = { ofAccount: 10, ofNobody: 30, inAll: 120 } as const;

/** Up to the limit each is `kept`, the first over it is the `last` for that time, the others are `over`. */
function keepUpTo({ points, duration }: typeof keptRefusals): (key: string) => Promise<'kept' | 'last' | 'over'> {
  const limiter = new RateLimiterMemory({ points, duration });
  return (key) =>
    limiter.consume(key).then(
      () => 'kept' as const,
      // The first one over the limit is told apart by what the limiter has counted.
      (over: { readonly consumedPoints?: number }) => (over.consumedPoints === points + 1 ? ('last' as const) : ('over' as const)),
    );
}

/** Of somebody who could not prove who they are. What was typed is not kept: a password may stand in the user name's field. */
export type SignInRefusal = { readonly method: string; readonly reason: string; readonly accountId?: string | null };
export type SignInRefusals = (tx: Transaction, refusal: SignInRefusal) => Promise<void>;

/** Keeps failed sign-ins; what is over the limits is one row a minute. */
export function createSignInRefusals(): SignInRefusals {
  const perMinute = (points: number) => keepUpTo({ points, duration: keptRefusals.duration });
  const [ofAccount, ofNobody, inAll] = [perMinute(keptSignIns.ofAccount), perMinute(keptSignIns.ofNobody), perMinute(keptSignIns.inAll)];
  return async (tx, { method, reason, accountId = null }) => {
    const own = await (accountId === null ? ofNobody(method) : ofAccount(accountId));
    const all = own === 'over' ? own : await inAll('all');
    if (all === 'over') return;
    await appendAudit(tx, {
      actor: { kind: 'unknown' },
      act: own === 'kept' && all === 'kept' ? 'signIn.refused' : 'signIn.refusedOften',
      outcome: 'refused',
      details: { method, reason },
      ...(accountId === null ? {} : { object: { kind: 'account', id: accountId } }),
    });
  };
}

export type Refused = { readonly request: string; readonly code: string };

/**
 * Keeps that somebody was refused, for want of the role or since it is outside of what they look after. A flood fills no disk: what is over the
 * limit is one row a minute. Never throws: a refusal is answered whether or not it could be written.
 */
export function createRefusals({ database, logger }: AuditContext) {
  const keep = keepUpTo(keptRefusals);
  const append = (who: Subject, act: string, details: Readonly<Record<string, string | number>>): Promise<void> =>
    database.transaction((tx) => appendAudit(tx, { actor: { kind: 'subject', role: who.role, id: who.id }, act, outcome: 'refused', details }));
  return async (who: Subject, { request, code }: Refused): Promise<void> => {
    // The request's work is over; what it leaves behind goes on without its context.
    const acting = whoActs() ?? { ...who, session: null };
    try {
      const kept = await keep(`${who.role}:${who.id}`);
      if (kept === 'kept') await actAs(acting, () => append(who, 'request.refused', { request, code }));
      if (kept === 'last') await actAs(acting, () => append(who, 'request.refusedOften', { request, code, limit: keptRefusals.points }));
    } catch (error) {
      logger.error({ err: error, request, code }, 'a refusal could not be kept in the audit');
    }
  };
}
