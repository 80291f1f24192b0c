import type { AnswerWindow } from '#client/media/answerWindow.ts';
import { grabFrame } from '#client/media/devices/grabFrame.ts';
import { lumaReader } from './luma.ts';

const width = 32;
const height = 24;
const everyMs = 1_000;

/** Mean brightness, spread of brightness and mean change since the sample before, all 0 to 1. */
export type CameraReading = { readonly brightness: number; readonly contrast: number; readonly change: number | null };

export type CameraWatch = { readonly read: () => CameraReading | null; readonly stop: () => void };

/** Looks at a camera's own picture, small, to tell a covered lens and a frozen picture. Nothing of it leaves this function but three numbers. */
export function watchCamera(track: MediaStreamTrack, answerWindow: Pick<AnswerWindow, 'isOpen'>): CameraWatch {
  const lumaIn = anyLumaReader();
  let before: Float32Array | null = null;
  let latest: CameraReading | null = null;
  let isLooking = false;
  const look = async (): Promise<void> => {
    // A call that begins has the camera for itself.
    if (isLooking || answerWindow.isOpen) return;
    isLooking = true;
    const frame = await grabFrame(track);
    const luma = frame === null ? null : await lumaIn(frame);
    isLooking = false;
    if (luma === null) {
      // Without a new picture the old one still holds. A camera that gives none at all tells nothing, not even that somebody moves (E19).
      if (latest !== null) latest = { ...latest, change: track.readyState === 'live' && !track.muted ? 0 : null };
      return;
    }
    const brightness = mean(luma);
    const contrast = Math.sqrt(mean(luma.map((value) => (value - brightness) ** 2)));
    const earlier = before;
    const change = earlier === null ? null : mean(luma.map((value, index) => Math.abs(value - (earlier[index] ?? 0))));
    before = luma;
    latest = { brightness, contrast, change };
  };
  const timer = setInterval(() => void look(), everyMs);
  return { read: () => latest, stop: () => clearInterval(timer) };
}

/** Reads any frame's brightness and closes it; a frame without a plane of brightness is drawn. Null where it cannot be read. */
function anyLumaReader(): (frame: VideoFrame) => Promise<Float32Array | null> {
  const readLuma = lumaReader(width, height);
  let context: OffscreenCanvasRenderingContext2D | null = null;
  return async (frame) => {
    try {
      const luma = await readLuma(frame);
      if (luma !== null) return luma;
      context ??= new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
      context?.drawImage(frame, 0, 0, width, height);
      return context === null ? null : lumaOf(context.getImageData(0, 0, width, height).data);
    } catch (error) {
      console.info('a picture of the camera cannot be read', error);
      return null;
    } finally {
      frame.close();
    }
  };
}

const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Brightness as ITU-R BT.709 weighs the colours. */
function lumaOf(pixels: Uint8ClampedArray): Float32Array {
  const luma = new Float32Array(pixels.length / 4);
  for (let index = 0; index < luma.length; index += 1) {
    const [red = 0, green = 0, blue = 0] = [pixels[index * 4], pixels[index * 4 + 1], pixels[index * 4 + 2]];
    luma[index] = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
  }
  return luma;
}
