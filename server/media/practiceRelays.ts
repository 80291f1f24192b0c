import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { NetworkFaults } from '#shared/practice/networkFaults.ts';
import { AppError } from '#server/errors.ts';

/** Where a relay listens (on the first free port of the list), and where it sends to. */
export type RelayPlace = { readonly listenIp: string; readonly ports: readonly number[]; readonly target: { readonly address: string; readonly port: number } };

/** Messages to the thread, and its answers. `id` is the relay's. */
export type RelayCommand =
  | { readonly type: 'open'; readonly id: number; readonly place: RelayPlace }
  | { readonly type: 'setFaults'; readonly id: number; readonly faults: NetworkFaults }
  | { readonly type: 'close'; readonly id: number };
export type RelayAnswer = { readonly id: number; readonly port: number | null } | { readonly id: number; readonly failure: string };

export type PracticeRelay = { readonly port: number; setFaults(faults: NetworkFaults): void; close(): void };

type Opening = { readonly answered: (answer: RelayAnswer) => void; readonly onLost: () => void };

const threadFile = new URL('practiceRelayThread.ts', import.meta.url);
/** A relay keeps only a few packets. One that needs more memory than this has run wild. */
const threadMemoryMb = 64;

/**
 * The relays of all practice calls, in a thread of their own. Strangers can send packets to their ports; if one of these crashes something, it is the
 * thread and not the server. The thread starts when somebody practises, and again after it has died.
 */
export class PracticeRelays {
  readonly #logger: Logger;
  readonly #file: URL;
  readonly #relays = new Map<number, Opening>();
  #thread: Worker | null = null;
  #lastId = 0;

  constructor(logger: Logger, file = threadFile) {
    this.#logger = logger;
    this.#file = file;
  }

  /** Opens a relay; null where none of its ports is free. `onLost` is told when it dies by itself. Errors: mediaUnavailable, an address that is not this machine's. */
  async open(place: RelayPlace, onLost: () => void): Promise<PracticeRelay | null> {
    const id = (this.#lastId += 1);
    const thread = this.#running();
    const tell = (command: RelayCommand): void => thread.postMessage(command);
    const answer = await new Promise<RelayAnswer>((resolve, reject) => {
      this.#relays.set(id, { answered: resolve, onLost: () => reject(new AppError('mediaUnavailable')) });
      tell({ type: 'open', id, place });
    });
    if ('failure' in answer || answer.port === null) this.#relays.delete(id);
    if ('failure' in answer) throw new Error(answer.failure);
    if (answer.port === null) return null;
    this.#relays.set(id, { answered: () => undefined, onLost });
    return {
      port: answer.port,
      setFaults: (faults) => tell({ type: 'setFaults', id, faults }),
      close: () => {
        this.#relays.delete(id);
        tell({ type: 'close', id });
      },
    };
  }

  close(): void {
    void this.#thread?.terminate();
  }

  #running(): Worker {
    if (this.#thread !== null) return this.#thread;
    const thread = new Worker(this.#file, { resourceLimits: { maxOldGenerationSizeMb: threadMemoryMb } });
    this.#thread = thread;
    thread.unref();
    thread.on('message', (answer: RelayAnswer) => this.#relays.get(answer.id)?.answered(answer));
    thread.on('error', (error) =>
      this.#logger.error({ err: error }, 'the practice relays have failed; practice calls connect again, no other call is touched'),
    );
    thread.on('exit', () => {
      this.#thread = null;
      const lost = [...this.#relays.values()];
      this.#relays.clear();
      for (const { onLost } of lost) onLost();
    });
    return thread;
  }
}
