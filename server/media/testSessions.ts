import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import { AppError } from '#server/errors.ts';
import { limitEach, oneByOne } from '#server/limits.ts';
import { Room } from './room.ts';
import { MediaSession } from './session.ts';
import type { WorkerPool } from './workerPool.ts';

const testLifetimeMs = 30_000;
/** Transports for tests that one participant may open: three self-tests a minute, of three ways each, and the tries to get back to a direct way. */
export const testLimit = { points: 12, duration: 60 };
/** Tests that a worker bears at once; calls come first. */
const testsAWorker = 20;

/** Sessions apart from any call, by which a page tries a way to the media server. */
export class TestSessions {
  readonly #pool: WorkerPool;
  readonly #sessions = new Map<ParticipantKey, MediaSession>();
  readonly #limit = limitEach(testLimit);
  readonly #inTurn = oneByOne();

  constructor(pool: WorkerPool) {
    this.#pool = pool;
  }

  get(participant: ParticipantKey): MediaSession | undefined {
    return this.#sessions.get(participant);
  }

  /** Opens the participant's only test. Errors: mediaUnavailable, tooMany. */
  async open(participant: ParticipantKey): Promise<MediaSession> {
    await this.#limit(participant);
    return this.#inTurn(participant, () => this.#openNow(participant));
  }

  async #openNow(participant: ParticipantKey): Promise<MediaSession> {
    this.#sessions.get(participant)?.room.close();
    const pooled = this.#pool.leastLoaded();
    if ([...this.#sessions.values()].filter(({ room }) => room.pooled === pooled).length >= testsAWorker) throw new AppError('tooMany');
    const room = await Room.create(`test:${participant}`, pooled);
    setTimeout(() => room.close(), testLifetimeMs).unref();
    // A test receives no pictures that could be held back.
    const session = await MediaSession.create(participant, room, {}, () => {});
    this.#sessions.set(participant, session);
    session.receiveTransport.observer.once('close', () => this.#sessions.get(participant) === session && this.#sessions.delete(participant));
    return session;
  }
}
