import { type DeviceState, hasFailed } from '#shared/contract/deviceStates.ts';
import { type MediaSource, mediaSources } from '#shared/contract/mediaSource.ts';
import { mayRetry, retryPauseMs } from './deviceRetry.rules.ts';
import { getTracks, videoConstraintsOf } from './getTracks.ts';
import { listDevices } from './listDevices.ts';
import { Permissions } from './permissions.ts';
import { Sources } from './sources.ts';
import { deviceStateOf } from '#client/media/mediaErrors.ts';
import type { AnswerWindow } from '#client/media/answerWindow.ts';
import { type CameraReading, type CameraWatch, watchCamera } from '#client/media/measure/camera.ts';
import { type MicrophoneReading, type MicrophoneWatch, watchMicrophone } from '#client/media/measure/microphone.ts';
import type { CaptureLevel } from '#client/media/quality/capture.rules.ts';
import type { CallMediaStore } from '#client/media/state.ts';
import { within } from '#client/media/recovery/within.ts';

const kindOf = { microphone: 'audioinput', camera: 'videoinput' } as const;
/** From one screen to the next that needs them they stay open. */
const closeAfterMs = 300;

type DevicesOptions = {
  readonly store: CallMediaStore;
  readonly answerWindow: Pick<AnswerWindow, 'isOpen'>;
  /** How large a picture the camera is to give. */
  readonly capture: () => CaptureLevel;
  readonly onTrack: (source: MediaSource, track: MediaStreamTrack | null) => void;
};

/**
 * Camera and microphone of this page: open while somebody holds them, found, chosen, replaced when unplugged (complaint 13), and tried again while
 * they are needed and do not open.
 */
export class Devices {
  readonly #store: CallMediaStore;
  readonly #answerWindow: DevicesOptions['answerWindow'];
  readonly #capture: DevicesOptions['capture'];
  readonly #onTrack: DevicesOptions['onTrack'];
  readonly #holders = new Set<symbol>();
  readonly #permissions = new Permissions();
  readonly #sources: Sources;
  #microphoneWatch: MicrophoneWatch | null = null;
  #cameraWatch: CameraWatch | null = null;
  #acquiring: Promise<void> | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #isOneHanging = false;

  constructor({ store, answerWindow, capture, onTrack }: DevicesOptions) {
    this.#store = store;
    this.#answerWindow = answerWindow;
    this.#capture = capture;
    this.#sources = new Sources(store);
    this.#onTrack = onTrack;
    navigator.mediaDevices?.addEventListener('devicechange', () => void this.#devicesChanged());
    for (const source of mediaSources) void this.#permissions.watch(source, () => this.#permissionChanged(source));
    void listDevices(store);
  }

  /** Opens camera and microphone and keeps them so until the returned function is called, and everybody else who holds them has let go too. */
  hold(): () => void {
    const holder = Symbol('holder');
    this.#holders.add(holder);
    void this.prepare();
    return () => {
      this.#holders.delete(holder);
      setTimeout(() => {
        if (!this.isWanted) this.release();
      }, closeAfterMs);
    };
  }

  get isWanted(): boolean {
    return this.#holders.size > 0;
  }

  /** Opens what is held, not muted and not open yet. Never rejects, and ends within seconds: the outcome is in cameraState and microphoneState. */
  prepare(): Promise<void> {
    this.#tries = 0;
    return this.#acquire(mediaSources);
  }

  #acquire(which: readonly MediaSource[]): Promise<void> {
    if (!this.isWanted) return Promise.resolve();
    clearTimeout(this.#retry);
    this.#acquiring ??= this.#acquireMissing(which).finally(() => {
      this.#acquiring = null;
      this.#retryLater();
    });
    return this.#acquiring;
  }

  #retryLater(): void {
    const due = this.#sources.needed().filter((source) => mayRetry(this.#sources.stateOf(source), this.#permissions.stateOf(source)));
    if (!this.isWanted || due.length === 0) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#acquire(due), retryPauseMs(this.#tries));
    this.#tries += 1;
  }

  /** Opens what the person has opened meanwhile. Never rejects, as `prepare`. */
  async openMissing(): Promise<void> {
    // What is being opened now was decided before.
    await this.#acquiring;
    await this.prepare();
  }

  /**
   * Takes another device, at once where they are open and else the next time. Resolves with whether it is there and gives; what does not
   * leaves the choice as it was.
   */
  async select(source: MediaSource, deviceId: string): Promise<boolean> {
    const before = this.#sources.chosen(source);
    await this.#acquiring;
    this.#sources.choose(source, deviceId);
    if (this.isWanted && !this.#sources.isMuted(source)) {
      this.#drop(source);
      await this.prepare();
      if (this.#sources.isOpen(source, deviceId) && this.#sources.stateOf(source) === 'ok') return true;
    } else {
      await listDevices(this.#store);
      // What is muted is not opened for it; it is the chosen one that opens next.
      this.#drop(source);
      if (this.#sources.isThere(deviceId)) return true;
    }
    this.#sources.choose(source, before);
    if (before !== null && !this.#sources.isOpen(source, before)) this.#drop(source);
    await this.prepare();
    return false;
  }

  /** Lets the tracks give what the person has allowed, and what practice has left. */
  applyMutes(): void {
    const { localAudio, localVideo, isMicrophoneMuted, isCameraMuted, deviceFault } = this.#store.getState();
    if (localAudio !== null) localAudio.enabled = !isMicrophoneMuted && deviceFault !== 'microphoneSilent';
    if (localVideo !== null) localVideo.enabled = !isCameraMuted && deviceFault !== 'cameraCovered';
  }

  /** The camera gives a picture of another size from now on; one that cannot goes on as it is. */
  async applyCapture(): Promise<void> {
    const { localVideo } = this.#store.getState();
    await localVideo?.applyConstraints(videoConstraintsOf(this.#capture())).catch((error: unknown) => console.info('the camera keeps its size', error));
  }

  /** Closes and opens both again; what the person has muted stays muted. */
  async restart(): Promise<void> {
    await this.#acquiring;
    this.#drop('camera');
    this.#drop('microphone');
    await this.prepare();
  }

  /** How much the camera's picture has changed within the last second, 0 to 1; null without one. */
  get cameraChange(): number | null {
    return this.#cameraWatch?.read()?.change ?? null;
  }

  /** What microphone and camera have given since they were last read. */
  read(): { readonly microphone: MicrophoneReading | null; readonly camera: CameraReading | null } {
    return { microphone: this.#microphoneWatch?.read() ?? null, camera: this.#cameraWatch?.read() ?? null };
  }

  /** Closes all devices at once, also those that are still held. The state of a device that failed to open is kept. */
  release(): void {
    this.#holders.clear();
    clearTimeout(this.#retry);
    this.#isOneHanging = false;
    for (const source of mediaSources) {
      this.#drop(source);
      const state = this.#sources.stateOf(source);
      if (!hasFailed(state) || state === 'asking') this.#sources.setState(source, 'unknown');
    }
  }

  async #acquireMissing(which: readonly MediaSource[]): Promise<void> {
    // While the browser asks the person, another try would ask once more.
    const wanted = this.#sources.needed().filter((source) => which.includes(source) && this.#sources.stateOf(source) !== 'asking');
    // Both at once asks the person once; if either is missing, each is tried alone. Where nobody is asked one that hangs must not hold up the other.
    const isQuestion = wanted.length > 1 && !this.#isOneHanging && wanted.some((source) => this.#permissions.stateOf(source) !== 'granted');
    const outcome = isQuestion ? await this.#ask(wanted) : 'apart';
    this.#isOneHanging ||= outcome === 'late';
    if (outcome !== 'given' && outcome !== 'late') await Promise.all(wanted.map((source) => this.#acquireOne(source)));
    await listDevices(this.#store);
  }

  async #acquireOne(source: MediaSource, isChosen = true): Promise<void> {
    const outcome = await this.#ask([source], isChosen);
    if (outcome === 'given' || outcome === 'late') return;
    // A chosen device that has gone gives way to whatever there is, until it is back.
    if (outcome === 'missing' && isChosen && this.#sources.chosen(source) !== null) await this.#acquireOne(source, false);
    else this.#sources.setState(source, outcome);
  }

  /** Asks the browser and takes what it gives, also what it gives too late. Resolves with why it gave nothing. */
  async #ask(which: readonly MediaSource[], isChosen = true): Promise<DeviceState | 'given' | 'late'> {
    const chosen = new Map(which.map((source) => [source, this.#sources.chosen(source)]));
    const asked = getTracks(which, (source) => (isChosen ? this.#sources.chosen(source) : null), this.#capture())
      .then((tracks) => {
        for (const track of tracks) this.#take(track, chosen);
        return 'given' as const;
      })
      .catch(deviceStateOf);
    const outcome = await within(asked, 'late' as const);
    if (outcome !== 'late') return outcome;
    for (const source of this.#sources.missing().filter((one) => which.includes(one)))
      this.#sources.setState(source, this.#permissions.stateOf(source) === 'prompt' ? 'asking' : 'notAnswering');
    void asked.then((refusal) => {
      if (refusal === 'given' || !this.isWanted) return;
      for (const source of this.#sources.missing().filter((one) => which.includes(one))) this.#sources.setState(source, refusal);
      this.#retryLater();
    });
    return 'late';
  }

  /** Uses the track; one that came too late to be wanted is closed at once. `chosen` is what was chosen when it was asked for. */
  #take(track: MediaStreamTrack, chosen: ReadonlyMap<MediaSource, string | null>): void {
    const source: MediaSource = track.kind === 'audio' ? 'microphone' : 'camera';
    if (!this.isWanted || this.#sources.isMuted(source) || this.#sources.trackOf(source) !== null || chosen.get(source) !== this.#sources.chosen(source)) {
      track.stop();
      return;
    }
    track.addEventListener('ended', () => {
      this.#drop(source);
      // Whether another one takes its place is not known yet.
      this.#sources.setState(source, 'unknown');
      void this.prepare();
    });
    // A switch on the device or in the system mutes the track itself, which is not the person's mute button here.
    for (const event of ['mute', 'unmute'] as const) track.addEventListener(event, () => this.#mutedByDevice(source, track));
    this.#sources.setState(source, track.muted ? 'silent' : 'ok');
    if (source === 'camera') {
      this.#store.setState({ localVideo: track });
      this.#cameraWatch = watchCamera(track, this.#answerWindow);
    } else {
      this.#store.setState({ localAudio: track });
      this.#microphoneWatch = watchMicrophone(track, this.#store, this.#answerWindow);
    }
    this.applyMutes();
    this.#onTrack(source, track);
  }

  #mutedByDevice(source: MediaSource, track: MediaStreamTrack): void {
    if (track === this.#sources.trackOf(source)) this.#sources.setState(source, track.muted ? 'silent' : 'ok');
  }

  #drop(source: MediaSource): void {
    const track = this.#sources.trackOf(source);
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

  #permissionChanged(source: MediaSource): void {
    if (this.#permissions.stateOf(source) === 'granted' && this.#sources.trackOf(source) === null) this.#sources.setState(source, 'unknown');
    void this.prepare();
  }

  async #devicesChanged(): Promise<void> {
    await this.#acquiring;
    await listDevices(this.#store);
    const { devices } = this.#store.getState();
    for (const source of mediaSources) {
      const chosen = this.#sources.chosen(source);
      if (!this.isWanted) {
        if (this.#sources.stateOf(source) === 'missing' && devices.some(({ kind }) => kind === kindOf[source])) this.#sources.setState(source, 'unknown');
        // A chosen device that has come back takes its place again (complaint 13).
      } else if (chosen !== null && this.#sources.isThere(chosen) && !this.#sources.isOpen(source, chosen)) this.#drop(source);
    }
    await this.prepare();
  }
}
