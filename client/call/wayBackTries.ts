import { type BackoffState, startBackoff, backoff } from '#shared/connection/backoff.ts';
import { isFallbackPath, udpRecoveryPolicy } from '#shared/connection/fallbackPath.ts';
import type { ConnectionReport } from '#shared/contract/connectionReport.ts';
import type { Api } from './api.ts';
import { tryWay } from './tryWay.ts';

/** A way that is there connects within this time. */
const connectWithinMs = 2_000;

type WayBackOptions = { readonly api: Api; readonly goBack: () => void };

/** Tries UDP now and then while media has to run over TCP or a relay, and goes back when it gets through. */
export class WayBackTries {
  readonly #options: WayBackOptions;
  #state: BackoffState = startBackoff(udpRecoveryPolicy);
  #isTrying = false;

  constructor(options: WayBackOptions) {
    this.#options = options;
  }

  report(report: ConnectionReport): void {
    const { state, isDue } = backoff(this.#state, isFallbackPath(report), performance.now(), udpRecoveryPolicy);
    this.#state = state;
    if (isDue && !this.#isTrying) void this.#try();
  }

  async #try(): Promise<void> {
    this.#isTrying = true;
    try {
      const outcome = await tryWay(this.#options.api, 'udp', connectWithinMs);
      if (outcome.state === 'connected' && this.#state.isCause) this.#options.goBack();
    } catch (error) {
      // Signalling or the server was away; the next try will tell.
      console.info('UDP could not be tried', error);
    } finally {
      this.#isTrying = false;
    }
  }
}
