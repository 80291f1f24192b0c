import type { RouterOwner } from './port.ts';
import { Room } from './room.ts';
import type { PooledWorker, WorkerPool } from './workerPool.ts';

/** The rooms of this process. All of them can be made again: a room is made when it is asked for. */
export class Rooms {
  readonly #rooms = new Map<RouterOwner, Promise<Room>>();

  /** Each asks after the one before, so that two who come at once meet in the same room. Errors: mediaUnavailable. */
  of(routerOwner: RouterOwner, pool: Pick<WorkerPool, 'leastLoaded'>): Promise<Room> {
    const before = this.#rooms.get(routerOwner);
    const room = (async () => {
      const known = await before?.catch(() => undefined);
      return known !== undefined && !known.router.closed ? known : Room.create(routerOwner, pool.leastLoaded());
    })();
    this.#rooms.set(routerOwner, room);
    return room;
  }

  close(room: Room): void {
    this.#rooms.delete(room.routerOwner);
    room.close();
  }

  /** Closes the owner's room, if there is one. */
  async closeOf(routerOwner: RouterOwner): Promise<void> {
    const room = await this.#rooms.get(routerOwner)?.catch(() => undefined);
    this.#rooms.delete(routerOwner);
    room?.close();
  }

  /** The worker has died, and its rooms with it. */
  forgetThoseOf(dead: PooledWorker): void {
    for (const [routerOwner, room] of this.#rooms) {
      // A room that failed to be made is taken out where it was asked for.
      room.then(
        (made) => made.pooled === dead && this.#rooms.get(routerOwner) === room && this.#rooms.delete(routerOwner),
        () => this.#rooms.get(routerOwner) === room && this.#rooms.delete(routerOwner),
      );
    }
  }

  /** The pool has closed the rooms with its workers. */
  clear(): void {
    this.#rooms.clear();
  }
}
