import type { MediaSource } from '#shared/contract/mediaSource.ts';
import { deviceStateOf } from './mediaErrors.ts';
import { type CameraReading, type CameraWatch, watchCamera } from './measure/camera.ts';
import { type MicrophoneReading, type MicrophoneWatch, watchMicrophone } from './measure/microphone.ts';
import type { CallMediaStore } from './state.ts';

const audioConstraints: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const videoConstraints: MediaTrackConstraints = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };

const hasSpeaker = (devices: readonly { readonly kind: MediaDeviceKind }[]): boolean => devices.some(({ kind }) => kind === 'audiooutput');

/** Camera and microphone of this page: found, chosen, replaced when unplugged (complaint 13). */
export class Devices {
  readonly #store: CallMediaStore;
  readonly #onTrack: (source: MediaSource, track: MediaStreamTrack | null) => void;
  readonly #chosen = new Map<MediaSource, string>();
  #microphoneWatch: MicrophoneWatch | null = null;
  #cameraWatch: CameraWatch | null = null;
  #isWanted = false;
  #acquiring: Promise<void> | null = null;

  constructor(store: CallMediaStore, onTrack: (source: MediaSource, track: MediaStreamTrack | null) => void) {
    this.#store = store;
    this.#onTrack = onTrack;
    navigator.mediaDevices?.addEventListener('devicechange', () => void this.#devicesChanged());
  }

  /** Opens what is not open yet. Never rejects: the outcome is in cameraState and microphoneState. */
  prepare(): Promise<void> {
    this.#isWanted = true;
    this.#acquiring ??= this.#acquireMissing().finally(() => {
      this.#acquiring = null;
    });
    return this.#acquiring;
  }

  /**
   * Takes another device, at once where they are open and else the next time. Resolves with whether it is there and gives; what does not
   * leaves the choice as it was.
   */
  async select(source: MediaSource, deviceId: string): Promise<boolean> {
    const before = this.#chosen.get(source);
    await this.#acquiring;
    this.#chosen.set(source, deviceId);
    if (this.#isWanted) {
      this.#drop(source);
      await this.prepare();
      const { cameraState, microphoneState } = this.#store.getState();
      if (this.#isOpen(source, deviceId) && (source === 'camera' ? cameraState : microphoneState) === 'ok') return true;
    } else {
      await this.#listDevices();
      if (this.#isThere(deviceId)) return true;
    }
    if (before === undefined) this.#chosen.delete(source);
    else this.#chosen.set(source, before);
    if (before !== undefined && !this.#isOpen(source, before)) this.#drop(source);
    if (this.#isWanted) await this.prepare();
    return false;
  }

  /** Lets the tracks give what the person has allowed, and what practice has left. */
  applyMutes(): void {
    const { localAudio, localVideo, isMicrophoneMuted, isCameraMuted, deviceFault } = this.#store.getState();
    if (localAudio !== null) localAudio.enabled = !isMicrophoneMuted && deviceFault !== 'microphoneSilent';
    if (localVideo !== null) localVideo.enabled = !isCameraMuted && deviceFault !== 'cameraCovered';
  }

  /** Closes and opens both again; what the person has muted stays muted. */
  async restart(): Promise<void> {
    this.#drop('camera');
    this.#drop('microphone');
    await this.prepare();
  }

  /** What microphone and camera have given since they were last read. */
  read(): { readonly microphone: MicrophoneReading | null; readonly camera: CameraReading | null } {
    return { microphone: this.#microphoneWatch?.read() ?? null, camera: this.#cameraWatch?.read() ?? null };
  }

  /** Lights off: nothing is captured any more. */
  release(): void {
    this.#isWanted = false;
    this.#drop('camera');
    this.#drop('microphone');
    this.#store.setState({ cameraState: 'unknown', microphoneState: 'unknown' });
  }

  async #acquireMissing(): Promise<void> {
    const { localAudio, localVideo } = this.#store.getState();
    const wanted: MediaSource[] = [...(localAudio ? [] : ['microphone' as const]), ...(localVideo ? [] : ['camera' as const])];
    if (wanted.length === 0) return;
    // Both at once asks the person once; if either is missing, each is tried alone.
    const tracks = wanted.length === 2 ? await this.#getTracks(wanted).catch(() => null) : null;
    if (tracks !== null) tracks.forEach((track) => this.#take(track));
    else for (const source of wanted) await this.#acquireOne(source);
    await this.#listDevices();
  }

  async #acquireOne(source: MediaSource, isChosen = true): Promise<void> {
    try {
      const [track] = await this.#getTracks([source], isChosen);
      if (track) this.#take(track);
    } catch (error) {
      const state = deviceStateOf(error);
      this.#store.setState(source === 'camera' ? { cameraState: state } : { microphoneState: state });
      // A chosen device that has gone gives way to whatever there is, till it is back.
      if (state === 'missing' && isChosen && this.#chosen.has(source)) await this.#acquireOne(source, false);
    }
  }

  async #getTracks(sources: readonly MediaSource[], isChosen = true): Promise<MediaStreamTrack[]> {
    if (!navigator.mediaDevices) throw new DOMException('no secure context', 'SecurityError');
    const withDevice = (source: MediaSource, constraints: MediaTrackConstraints): MediaTrackConstraints => {
      const deviceId = isChosen ? this.#chosen.get(source) : undefined;
      return deviceId === undefined ? constraints : { ...constraints, deviceId: { exact: deviceId } };
    };
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: sources.includes('microphone') && withDevice('microphone', audioConstraints),
      video: sources.includes('camera') && withDevice('camera', videoConstraints),
    });
    return stream.getTracks();
  }

  #take(track: MediaStreamTrack): void {
    const source: MediaSource = track.kind === 'audio' ? 'microphone' : 'camera';
    if (!this.#isWanted) {
      track.stop();
      return;
    }
    track.addEventListener('ended', () => {
      this.#drop(source);
      this.#store.setState(source === 'camera' ? { cameraState: 'missing' } : { microphoneState: 'missing' });
      if (this.#isWanted) void this.prepare();
    });
    // A switch on the device or in the system mutes the track itself, which is not the person's mute button here.
    for (const event of ['mute', 'unmute'] as const) track.addEventListener(event, () => this.#mutedByDevice(source, track));
    if (source === 'camera') {
      this.#store.setState({ localVideo: track, cameraState: track.muted ? 'silent' : 'ok' });
      this.#cameraWatch = watchCamera(track);
    } else {
      this.#store.setState({ localAudio: track, microphoneState: track.muted ? 'silent' : 'ok' });
      this.#microphoneWatch = watchMicrophone(track, this.#store);
    }
    this.applyMutes();
    this.#onTrack(source, track);
  }

  #mutedByDevice(source: MediaSource, track: MediaStreamTrack): void {
    const { localAudio, localVideo } = this.#store.getState();
    if (track !== localAudio && track !== localVideo) return;
    const state = track.muted ? 'silent' : 'ok';
    this.#store.setState(source === 'camera' ? { cameraState: state } : { microphoneState: state });
  }

  #drop(source: MediaSource): void {
    const state = this.#store.getState();
    const track = source === 'camera' ? state.localVideo : state.localAudio;
    if (track === null) return;
    track.stop();
    if (source === 'microphone') {
      this.#microphoneWatch?.stop();
      this.#microphoneWatch = null;
    } else {
      this.#cameraWatch?.stop();
      this.#cameraWatch = null;
    }
    this.#store.setState(source === 'camera' ? { localVideo: null } : { localAudio: null, microphoneLevel: 0 });
    this.#onTrack(source, null);
  }

  async #listDevices(): Promise<void> {
    const found = await navigator.mediaDevices.enumerateDevices();
    const { devices, isSpeakerMissing } = this.#store.getState();
    this.#store.setState({
      devices: found.map(({ kind, deviceId, label }) => ({ kind, deviceId, label })),
      // Not every browser lists loudspeakers: only what was there can be missing.
      isSpeakerMissing: !hasSpeaker(found) && (isSpeakerMissing || hasSpeaker(devices)),
    });
  }

  async #devicesChanged(): Promise<void> {
    await this.#acquiring;
    await this.#listDevices();
    if (!this.#isWanted) return;
    // A chosen device that has come back takes its place again (complaint 13).
    for (const [source, deviceId] of this.#chosen) if (this.#isThere(deviceId) && !this.#isOpen(source, deviceId)) this.#drop(source);
    await this.prepare();
  }

  readonly #isThere = (deviceId: string): boolean => this.#store.getState().devices.some((one) => one.deviceId === deviceId);

  #isOpen(source: MediaSource, deviceId: string): boolean {
    const { localAudio, localVideo } = this.#store.getState();
    const track = source === 'camera' ? localVideo : localAudio;
    return track !== null && track.getSettings().deviceId === deviceId;
  }
}
