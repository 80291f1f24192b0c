import type { Logger } from 'pino';

/** Well under the number of database connections, which everybody else needs too. */
const agenciesAtOnce = 4;

type RoundsOptions = {
  /** Routes one agency once; true where another round is wanted. */
  readonly route: (agencyId: string) => Promise<boolean>;
  readonly logger: Logger;
};

/** Which agencies are to be routed, and which are being routed. */
export class Rounds {
  readonly #route: RoundsOptions['route'];
  readonly #logger: Logger;
  readonly #wanted = new Set<string>();
  readonly #running = new Map<string, Promise<void>>();

  constructor({ route, logger }: RoundsOptions) {
    this.#route = route;
    this.#logger = logger;
  }

  /** Routes the agency soon; many requests for it become one round. */
  request(agencyId: string): void {
    this.#wanted.add(agencyId);
    this.#startWaiting();
  }

  /** Resolves when nothing is being routed. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  /** Routes one agency until nobody asks for it any more. */
  async #runAgency(agencyId: string): Promise<void> {
    while (this.#wanted.delete(agencyId)) {
      try {
        if (await this.#route(agencyId)) this.#wanted.add(agencyId);
      } catch (error) {
        this.#logger.error({ err: error, agencyId }, 'routing failed; the next tick tries again');
      }
    }
    this.#running.delete(agencyId);
    this.#startWaiting();
  }

  /** Agencies are routed side by side, never one twice at once. */
  #startWaiting(): void {
    for (const agencyId of this.#wanted) {
      if (this.#running.size >= agenciesAtOnce) return;
      if (!this.#running.has(agencyId)) this.#running.set(agencyId, this.#runAgency(agencyId));
    }
  }
}
