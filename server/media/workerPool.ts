import { createWorker, type types } from 'mediasoup';
import type { Logger } from 'pino';
import { AppError } from '#server/errors.ts';

export type PooledWorker = {
  readonly worker: types.Worker;
  readonly server: types.WebRtcServer;
  routers: number;
  /** Share of a processor that it used between the last two probes, 0 to 1; null before there are two. */
  load: number | null;
};

export type PoolOptions = {
  readonly workerCount: number;
  readonly listenIp: string;
  readonly announcedAddress: string | null;
  /** The first worker's UDP and TCP port; 0 takes any. */
  readonly basePort: number;
  readonly onDied: (worker: PooledWorker) => void;
  readonly logger: Logger;
};

const probeEveryMs = 1_000;
/** A worker that answers nothing for this long hangs, and is killed so that its calls can move. */
const probeTimeoutMs = 2_500;
const crashWindowMs = 10_000;
const crashLimit = 3;
const firstBackOffMs = 2_000;
const longestBackOffMs = 30_000;

/** Keeps the media workers running: replaces those that die, kills those that hang, and backs off when they die again and again (Q5). */
export class WorkerPool {
  readonly #options: PoolOptions;
  readonly #workers = new Map<number, PooledWorker>();
  readonly #usage = new WeakMap<PooledWorker, { readonly at: number; readonly busyMs: number }>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #deaths: number[] = [];
  #backOffMs = firstBackOffMs;
  #isClosed = false;

  private constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Errors: a worker that cannot be started at all. */
  static async create(options: PoolOptions): Promise<WorkerPool> {
    const pool = new WorkerPool(options);
    for (let slot = 0; slot < options.workerCount; slot += 1) await pool.#start(slot);
    pool.#every(probeEveryMs, () => pool.#probeAll());
    return pool;
  }

  get workers(): readonly PooledWorker[] {
    return [...this.#workers.values()];
  }

  /** Errors: mediaUnavailable, while no worker runs. */
  leastLoaded(): PooledWorker {
    const [first, ...rest] = this.workers;
    if (first === undefined) throw new AppError('mediaUnavailable');
    return rest.reduce((best, next) => (next.routers < best.routers ? next : best), first);
  }

  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    for (const { worker } of this.#workers.values()) worker.close();
    this.#workers.clear();
  }

  async #start(slot: number): Promise<void> {
    const { listenIp, announcedAddress, basePort, logger } = this.#options;
    const worker = await createWorker({ logLevel: 'warn' });
    const address = announcedAddress === null ? {} : { announcedAddress };
    const port = basePort === 0 ? {} : { port: basePort + slot };
    const server = await worker.createWebRtcServer({
      listenInfos: [
        { protocol: 'udp', ip: listenIp, ...address, ...port },
        { protocol: 'tcp', ip: listenIp, ...address, ...port },
      ],
    });
    const pooled: PooledWorker = { worker, server, routers: 0, load: null };
    worker.on('died', (error) => this.#replace(slot, pooled, error));
    if (this.#isClosed) worker.close();
    else this.#workers.set(slot, pooled);
    logger.info({ workerPid: worker.pid, slot }, 'media worker started');
  }

  #replace(slot: number, dead: PooledWorker, error: Error): void {
    const { logger, onDied } = this.#options;
    this.#workers.delete(slot);
    const now = performance.now();
    this.#deaths = [...this.#deaths.filter((at) => now - at < crashWindowMs), now];
    logger.error({ err: error, workerPid: dead.worker.pid, slot, deaths: this.#deaths.length }, 'media worker died');
    onDied(dead);
    this.#startAgain(slot, this.#deaths.length >= crashLimit);
  }

  #startAgain(slot: number, isLooping: boolean): void {
    if (this.#isClosed) return;
    if (isLooping) this.#options.logger.error({ slot, backOffMs: this.#backOffMs }, 'media workers keep dying: waiting before the next start');
    const delayMs = isLooping ? this.#backOffMs : 0;
    this.#backOffMs = isLooping ? Math.min(this.#backOffMs * 2, longestBackOffMs) : firstBackOffMs;
    this.#after(delayMs, () => {
      this.#start(slot).catch((error: unknown) => {
        this.#options.logger.error({ err: error, slot }, 'a media worker could not be started');
        this.#startAgain(slot, true);
      });
    });
  }

  #probeAll(): void {
    for (const pooled of this.#workers.values()) {
      const { worker } = pooled;
      const timer = this.#after(probeTimeoutMs, () => {
        this.#options.logger.error({ workerPid: worker.pid }, 'media worker hangs: killed');
        if (!worker.died && !worker.closed) process.kill(worker.pid, 'SIGKILL');
      });
      const done = () => {
        clearTimeout(timer);
        this.#timers.delete(timer);
      };
      // A worker that is closed or dies meanwhile rejects; its end is told by its own event.
      worker.getResourceUsage().then((usage) => {
        done();
        const busyMs = usage.ru_utime + usage.ru_stime;
        const at = performance.now();
        const before = this.#usage.get(pooled);
        if (before !== undefined) pooled.load = (busyMs - before.busyMs) / (at - before.at);
        this.#usage.set(pooled, { at, busyMs });
      }, done);
    }
  }

  #after(ms: number, work: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, ms);
    this.#timers.add(timer);
    return timer;
  }

  #every(ms: number, work: () => void): void {
    this.#after(ms, () => {
      work();
      this.#every(ms, work);
    });
  }
}
