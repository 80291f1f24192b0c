import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { ErrorCode } from '#shared/errors.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import type { Limit } from '#server/limits.ts';
import type { Session } from './port.ts';

/** What one terminal or person may ask for within the time, by whatever connections, in weights. */
export const subjectLimit: Limit = { points: 300, duration: 5 };
/** What all of an agency, or of a point, may ask one process for within the time. */
export const houseLimit: Limit = { points: 3_000, duration: 5 };
/** So many of one socket's requests are worked on at once; the others wait in line. */
export const inFlight = 4;
/** Whoever is refused so often within the time is sent away, and let in again after as long. */
export const refusalLimit: Limit = { points: 500, duration: 60 };

/** What reads or starts much weighs more than one. */
const weights: Readonly<Record<string, number>> = {
  'terminal:sync': 3,
  'expert:sync': 3,
  'adviser:sync': 5,
  'supervisor:sync': 5,
  'administrator:sync': 3,
  'callback:slots': 3,
  'visiting:times': 3,
  'connection:history': 5,
  'selfTest:history': 5,
  'selfTest:open': 10,
  'media:open': 10,
  'form:update': 2,
  'form:sync': 3,
  'form:document': 10,
  'form:preview': 10,
  'form:result': 20,
};

/** No page of ours is refused with these often: somebody tries what is not meant to be. */
const hostile: readonly ErrorCode[] = ['invalidPayload', 'unknownRequest', 'forbidden', 'tooMany'];

export type RequestLimits = ReturnType<typeof createRequestLimits>;

/** Counts by who asks, so that a new connection begins nothing anew. */
export function createRequestLimits(catalogue: Pick<CatalogueReader, 'member' | 'terminal'>) {
  const subjects = new RateLimiterMemory({ ...subjectLimit, keyPrefix: 'subject' });
  const houses = new RateLimiterMemory({ ...houseLimit, keyPrefix: 'house' });
  const refusals = new RateLimiterMemory({ ...refusalLimit, blockDuration: refusalLimit.duration, keyPrefix: 'refusals' });

  const houseOf = (session: Session): string => {
    switch (session.role) {
      case 'terminal':
        return `point:${catalogue.terminal(session.id)?.point.id}`;
      case 'adviser':
        return `point:${session.pointId}`;
      case 'expert':
        return `agency:${catalogue.member(session.id)?.agencyId}`;
      case 'supervisor':
        return `agency:${session.agencyId}`;
      case 'administrator':
        return session.key;
    }
  };
  const refuse = (): never => {
    throw new AppError('tooMany');
  };

  return {
    /** Errors: tooMany. */
    async demand(session: Session, name: string): Promise<void> {
      const weight = Object.hasOwn(weights, name) ? weights[name] : 1;
      await subjects.consume(session.key, weight).catch(refuse);
      await houses.consume(houseOf(session), weight).catch(refuse);
    },

    /** Counts a refusal. True where it was one too many. */
    isOneTooMany: async (session: Session, code: ErrorCode): Promise<boolean> =>
      hostile.includes(code) &&
      (await refusals.consume(session.key).then(
        () => false,
        () => true,
      )),

    /** Errors: tooMany, for who has been sent away. */
    async demandWelcome(session: Session): Promise<void> {
      const counted = await refusals.get(session.key);
      if (counted !== null && counted.consumedPoints > refusalLimit.points) refuse();
    },
  };
}
