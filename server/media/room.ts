import type { types } from 'mediasoup';
import { mediaCodecs } from './codecs.ts';
import type { RouterOwner } from './port.ts';
import type { PooledWorker } from './workerPool.ts';

/** The router of a call or of an expert's desk. */
export class Room {
  readonly routerOwner: RouterOwner;
  readonly pooled: PooledWorker;
  readonly router: types.Router;
  /** A silent channel whose consumers connect receive transports before there is any media to receive. */
  readonly warmUp: types.DataProducer;
  readonly #pipes = new Map<string, Promise<string>>();

  private constructor(routerOwner: RouterOwner, pooled: PooledWorker, router: types.Router, warmUp: types.DataProducer) {
    this.routerOwner = routerOwner;
    this.pooled = pooled;
    this.router = router;
    this.warmUp = warmUp;
  }

  static async create(routerOwner: RouterOwner, pooled: PooledWorker): Promise<Room> {
    pooled.routers += 1;
    try {
      const router = await pooled.worker.createRouter({ mediaCodecs });
      router.observer.once('close', () => {
        pooled.routers -= 1;
      });
      const direct = await router.createDirectTransport();
      const warmUp = await direct.produceData({ label: 'warmUp' });
      return new Room(routerOwner, pooled, router, warmUp);
    } catch (error) {
      pooled.routers -= 1;
      throw error;
    }
  }

  /** The id under which this room's transports can consume the producer, which may belong to another room. The pipe ends with the producer or either room. */
  producerIdOf(producer: types.Producer, origin: Room): Promise<string> {
    if (origin === this) return Promise.resolve(producer.id);
    const known = this.#pipes.get(producer.id);
    if (known !== undefined) return known;
    const piped = origin.router.pipeToRouter({ producerId: producer.id, router: this.router, keepId: false, enableSctp: false }).then(({ pipeProducer }) => {
      if (pipeProducer === undefined) throw new Error('the pipe has no producer');
      pipeProducer.observer.once('close', () => this.#pipes.delete(producer.id));
      return pipeProducer.id;
    });
    piped.catch(() => this.#pipes.delete(producer.id));
    this.#pipes.set(producer.id, piped);
    return piped;
  }

  close(): void {
    this.router.close();
  }
}
