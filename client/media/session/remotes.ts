import type { ConsumerDescription } from '#shared/contract/media.ts';
import type { CallMediaStore, RemoteParticipant, RemoteTrack } from '#client/media/state.ts';

type Entry = { readonly from: ConsumerDescription['from']; readonly kind: 'audio' | 'video'; readonly remote: RemoteTrack };

/** What is received, grouped by participant. */
export class Remotes {
  readonly #store: CallMediaStore;
  /** Does what can wait while a call begins. */
  readonly #afterwards: (work: () => void) => void;
  readonly #entries = new Map<string, Entry>();
  /** How a consumer stands whose track is still being made here. */
  readonly #early = new Map<string, Pick<RemoteTrack, 'isOpen' | 'isMuted'>>();

  constructor(store: CallMediaStore, afterwards: (work: () => void) => void) {
    this.#store = store;
    this.#afterwards = afterwards;
  }

  /** Whether anything of somebody's picture has come; a track is muted until then. */
  get isPictureThere(): boolean {
    return [...this.#entries.values()].some(({ kind, remote }) => kind === 'video' && !remote.track.muted);
  }

  /** `onFlow` is called when the first media arrives on the track. */
  add({ consumerId, from, kind, isOpen, isMutedBySender }: ConsumerDescription, track: MediaStreamTrack, onFlow: () => void): void {
    if (track.muted) track.addEventListener('unmute', onFlow, { once: true });
    else onFlow();
    this.#entries.set(consumerId, { from, kind, remote: { consumerId, track, isOpen, isMuted: isMutedBySender, ...this.#early.get(consumerId) } });
    this.#early.delete(consumerId);
    this.#publish();
  }

  change(consumerId: string, isOpen: boolean, isMuted: boolean): void {
    const entry = this.#entries.get(consumerId);
    if (entry === undefined) {
      this.#early.set(consumerId, { isOpen, isMuted });
      return;
    }
    this.#entries.set(consumerId, { ...entry, remote: { ...entry.remote, isOpen, isMuted } });
    this.#afterwards(() => this.#publish());
  }

  remove(consumerId: string): void {
    this.#early.delete(consumerId);
    if (this.#entries.delete(consumerId)) this.#publish();
  }

  clear(): void {
    this.#entries.clear();
    this.#early.clear();
    this.#publish();
  }

  #publish(): void {
    const participants = new Map<string, RemoteParticipant>();
    for (const { from, kind, remote } of this.#entries.values()) {
      const key = `${from.role}:${from.id}`;
      participants.set(key, { ...(participants.get(key) ?? { ...from, audio: null, video: null }), [kind]: remote });
    }
    this.#store.setState({ remotes: [...participants.values()] });
  }
}
