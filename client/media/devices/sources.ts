import type { DeviceState } from '#shared/contract/deviceStates.ts';
import { type MediaSource, mediaSources } from '#shared/contract/mediaSource.ts';
import { type CallMediaStore, isMuted } from '#client/media/state.ts';

const idKeyOf = { microphone: 'microphoneId', camera: 'cameraId' } as const;

/** How camera and microphone stand in the store, each by its name. */
export class Sources {
  readonly #store: CallMediaStore;

  constructor(store: CallMediaStore) {
    this.#store = store;
  }

  trackOf(source: MediaSource): MediaStreamTrack | null {
    const { localAudio, localVideo } = this.#store.getState();
    return source === 'camera' ? localVideo : localAudio;
  }

  stateOf(source: MediaSource): DeviceState {
    const { cameraState, microphoneState } = this.#store.getState();
    return source === 'camera' ? cameraState : microphoneState;
  }

  setState(source: MediaSource, state: DeviceState): void {
    this.#store.setState(source === 'camera' ? { cameraState: state } : { microphoneState: state });
  }

  /** The device that a person has chosen; null takes the system's. */
  chosen(source: MediaSource): string | null {
    return this.#store.getState()[idKeyOf[source]];
  }

  choose(source: MediaSource, deviceId: string | null): void {
    this.#store.setState({ [idKeyOf[source]]: deviceId });
  }

  isMuted(source: MediaSource): boolean {
    return isMuted(this.#store.getState(), source);
  }

  isOpen(source: MediaSource, deviceId: string): boolean {
    return this.trackOf(source)?.getSettings().deviceId === deviceId;
  }

  isThere(deviceId: string): boolean {
    return this.#store.getState().devices.some((one) => one.deviceId === deviceId);
  }

  missing(): MediaSource[] {
    return mediaSources.filter((source) => this.trackOf(source) === null);
  }

  /** What the person has closed is not opened: no lamp is lit for it. */
  needed(): MediaSource[] {
    return this.missing().filter((source) => !this.isMuted(source));
  }
}
