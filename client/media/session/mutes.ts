import { type ErrorCode, errorCodes } from '#shared/errors.ts';
import { type MediaSource, mediaSources } from '#shared/contract/mediaSource.ts';
import type { CallId } from '#shared/ids.ts';
import type { Api } from '#client/media/api.ts';
import { type CallMediaStore, isMuted } from '#client/media/state.ts';

type MutesOptions = {
  readonly api: Pick<Api, 'request'>;
  readonly store: CallMediaStore;
  /** The call that the person is in. */
  readonly callId: () => CallId | null;
  /** Makes the tracks follow the store. */
  readonly apply: () => void;
  /** Keeps what the server does not know yet through a reload. */
  readonly shelf: () => Pick<Storage, 'getItem' | 'setItem'>;
};

const shelfKey = 'distans.closed';

/**
 * What the person has closed in a call. It holds here at once; the server keeps it, so that it outlives this page. Where the two differ, closed is
 * closed: only the person's own press opens anything.
 */
export class Mutes {
  readonly #options: MutesOptions;
  /** Pressed here, and not yet known to the server. */
  readonly #untold = new Map<MediaSource, boolean>();
  #telling: Promise<void> = Promise.resolve();

  constructor(options: MutesOptions) {
    this.#options = options;
  }

  /** The person has come into another call, in which these are closed, or has reloaded the page in it. */
  enter(muted: readonly MediaSource[]): void {
    this.#untold.clear();
    for (const source of this.#remembered()) this.#untold.set(source, true);
    for (const source of mediaSources) this.#set(source, muted.includes(source) || this.#untold.has(source));
    this.#options.apply();
    if (this.#untold.size > 0) void this.tell();
  }

  /** The person closes or opens one. Resolves when the server knows, or cannot be reached: then it is told when it is back. */
  press(source: MediaSource, muted: boolean): Promise<void> {
    this.#untold.set(source, muted);
    this.#remember();
    this.#set(source, muted);
    this.#options.apply();
    return this.tell();
  }

  /** What the server says is closed, as at a new session. */
  agree(muted: readonly MediaSource[]): void {
    for (const source of mediaSources) {
      if (!muted.includes(source)) {
        if (isMuted(this.#options.store.getState(), source)) this.#untold.set(source, true);
      } else if (this.#untold.get(source) !== false) this.#set(source, true);
    }
    this.#options.apply();
    void this.tell();
  }

  /** Tells the server what it does not know yet, one after the other. */
  tell(): Promise<void> {
    this.#telling = this.#telling.then(async () => {
      for (const [source, muted] of this.#untold) await this.#tellOne(source, muted);
    });
    return this.#telling;
  }

  async #tellOne(source: MediaSource, muted: boolean): Promise<void> {
    const { api, callId } = this.#options;
    const id = callId();
    try {
      if (id !== null) await api.request('media:setMuted', { callId: id, source, isMuted: muted });
    } catch (error) {
      if (canBeToldLater(error)) return;
      // The call is over, and with it what was closed in it.
      console.info('a mute was not kept', error);
    }
    if (this.#untold.get(source) === muted) this.#untold.delete(source);
    this.#remember();
  }

  /** What is closed in this call and not known to the server; what was opened and is forgotten stays closed. */
  #remember(): void {
    const closed = [...this.#untold].filter(([, muted]) => muted).map(([source]) => source);
    try {
      this.#options.shelf().setItem(shelfKey, [this.#options.callId(), ...closed].join());
    } catch (error) {
      console.info('what is closed is not kept through a reload', error);
    }
  }

  #remembered(): MediaSource[] {
    try {
      const [callId, ...closed] = (this.#options.shelf().getItem(shelfKey) ?? '').split(',');
      return callId === this.#options.callId() ? mediaSources.filter((source) => closed.includes(source)) : [];
    } catch (error) {
      console.info('what was closed before a reload cannot be read', error);
      return [];
    }
  }

  #set(source: MediaSource, muted: boolean): void {
    this.#options.store.setState(source === 'microphone' ? { isMicrophoneMuted: muted } : { isCameraMuted: muted });
  }
}

const canBeToldLater = (error: unknown): boolean => error instanceof Error && 'code' in error && errorCodes[error.code as ErrorCode].retry;
