import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import type { CallId } from '#shared/ids.ts';
import type { MediaNotice, RouterOwner } from './port.ts';
import type { Rooms } from './rooms.ts';
import type { MediaSession } from './session.ts';
import type { PooledWorker } from './workerPool.ts';

type SessionsOptions = { readonly rooms: Rooms; readonly notify: (notice: MediaNotice) => void };

/** The sessions that are open in this process, one for each participant. A desk's room ends with its session. */
export class Sessions {
  readonly #rooms: Rooms;
  readonly #notify: SessionsOptions['notify'];
  readonly #open = new Map<ParticipantKey, MediaSession>();

  constructor({ rooms, notify }: SessionsOptions) {
    this.#rooms = rooms;
    this.#notify = notify;
  }

  get byParticipant(): ReadonlyMap<ParticipantKey, MediaSession> {
    return this.#open;
  }

  get(participant: ParticipantKey): MediaSession | undefined {
    return this.#open.get(participant);
  }

  /** Whether the participant has no newer one. */
  isOpen(session: MediaSession): boolean {
    return this.#open.get(session.participant) === session;
  }

  /** The participant's session if it serves that room; a desk's serves all of its calls. */
  in(participant: ParticipantKey, roomId: CallId): MediaSession | undefined {
    const session = this.#open.get(participant);
    return session?.room.routerOwner === `call:${roomId}` || session?.room.routerOwner.startsWith('desk:') === true ? session : undefined;
  }

  add(session: MediaSession): void {
    this.#open.set(session.participant, session);
  }

  /** The participant opens another; its page need not be told. */
  closeOlder(participant: ParticipantKey): void {
    const older = this.#open.get(participant);
    if (older === undefined) return;
    this.#open.delete(participant);
    older.close();
    if (older.room.routerOwner.startsWith('desk:')) this.#rooms.close(older.room);
  }

  /** Closes the session and tells its page. */
  forget(session: MediaSession, reason: 'workerDied' | 'closed'): void {
    if (this.isOpen(session)) this.#open.delete(session.participant);
    session.close();
    this.#notify({ to: session.participant, name: 'media:sessionLost', payload: { sessionId: session.id, reason } });
    if (session.room.routerOwner.startsWith('desk:')) this.#rooms.close(session.room);
  }

  /** As `forget`, where the participant has no newer one. */
  forgetIfOpen(session: MediaSession): void {
    if (this.isOpen(session)) this.forget(session, 'closed');
  }

  forgetThoseOf(dead: PooledWorker): void {
    for (const session of [...this.#open.values()].filter(({ room }) => room.pooled === dead)) this.forget(session, 'workerDied');
  }

  forgetThoseIn(routerOwner: RouterOwner): void {
    for (const session of [...this.#open.values()].filter(({ room }) => room.routerOwner === routerOwner)) this.forget(session, 'closed');
  }

  /** The pool has closed the sessions with its workers. */
  clear(): void {
    this.#open.clear();
  }
}
