import i18next from 'i18next';
import type { StageRole } from '#shared/contract/http.ts';
import { drawFigure, pictureHeight, pictureWidth } from './figure.ts';
import { murmur } from './voice.ts';

const picturesPerSecond = 15;
const kinds = { camera: 'videoinput', microphone: 'audioinput', speaker: 'audiooutput' } as const;
type Drawn = keyof typeof kinds;
const idOf = (device: Drawn): string => `drawn-${device}`;

export type DrawnDevices = {
  /** The camera that is open gives the same picture from now on, as one does whose driver hangs. Opened again it is well. */
  readonly stopCamera: () => void;
};

type Camera = { readonly track: MediaStreamTrack; readonly freeze: () => void };

/** What a device of that name gives, under that name. With it ends all that made it. */
function asDevice(track: MediaStreamTrack, device: Drawn, onStop: () => void): MediaStreamTrack {
  const settings = track.getSettings();
  Object.defineProperty(track, 'label', { value: labelOf(device) });
  return Object.assign(track, {
    getSettings: (): MediaTrackSettings => ({ ...settings, deviceId: idOf(device) }),
    stop: (): void => {
      MediaStreamTrack.prototype.stop.call(track);
      onStop();
    },
  });
}

const labelOf = (device: Drawn): string => i18next.t(`stage:device.${device}`);

function openCamera(role: StageRole, isSpeaking: () => boolean): Camera {
  const canvas = document.createElement('canvas');
  canvas.width = pictureWidth;
  canvas.height = pictureHeight;
  const context = canvas.getContext('2d');
  const draw = (): void => {
    if (context !== null) drawFigure(context, role, performance.now() / 1_000, isSpeaking());
  };
  draw();
  const timer = setInterval(draw, 1_000 / picturesPerSecond);
  const [track] = canvas.captureStream(picturesPerSecond).getVideoTracks();
  if (track === undefined) throw new Error('a canvas without a track');
  const freeze = (): void => clearInterval(timer);
  return { track: asDevice(track, 'camera', freeze), freeze };
}

/** A device that somebody has chosen elsewhere in this browser is not here. */
function demandDrawn(constraints: MediaStreamConstraints[keyof MediaStreamConstraints], device: Drawn): void {
  const wanted = typeof constraints === 'object' && 'deviceId' in constraints ? constraints.deviceId : undefined;
  const exact = typeof wanted === 'object' && 'exact' in wanted ? wanted.exact : undefined;
  if (exact !== undefined && exact !== idOf(device)) throw new DOMException('no such device', 'NotFoundError');
}

/**
 * Puts drawn devices in the place of the browser's own: a figure of a person for the camera and a murmur for the microphone. Nobody is asked for
 * anything, and three pages on one machine neither fight for a camera nor howl at each other.
 */
export function drawDevices(role: StageRole): DrawnDevices {
  let isSpeaking = false;
  let camera: Camera | null = null;
  const openMicrophone = (): MediaStreamTrack => {
    const voice = murmur((isOpen) => {
      isSpeaking = isOpen;
    });
    return asDevice(voice.track, 'microphone', () => {
      isSpeaking = false;
      voice.stop();
    });
  };
  const getUserMedia = async ({ audio, video }: MediaStreamConstraints = {}): Promise<MediaStream> => {
    demandDrawn(audio, 'microphone');
    demandDrawn(video, 'camera');
    const tracks: MediaStreamTrack[] = [];
    if (audio !== undefined && audio !== false) tracks.push(openMicrophone());
    if (video !== undefined && video !== false) {
      camera = openCamera(role, () => isSpeaking);
      tracks.push(camera.track);
    }
    return new MediaStream(tracks);
  };
  const listed = (Object.keys(kinds) as Drawn[]).map((device) => ({ kind: kinds[device], deviceId: idOf(device), groupId: '' }));
  const enumerateDevices = async (): Promise<MediaDeviceInfo[]> =>
    listed.map((one, index) => {
      const told = { ...one, label: labelOf((Object.keys(kinds) as Drawn[])[index] ?? 'camera') };
      return { ...told, toJSON: () => told };
    });
  Object.assign(navigator.mediaDevices, { getUserMedia, enumerateDevices });
  return { stopCamera: () => camera?.freeze() };
}
