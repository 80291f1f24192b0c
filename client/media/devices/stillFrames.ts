import { grabFrame } from './grabFrame.ts';

const width = 320;
const height = 180;
const pictureEveryMs = 4_000;
/** The same picture is given several times. The encoder sharpens it with the little bandwidth there is, and the path stays in use. */
const repeatEveryMs = 500;

/** A camera as still pictures, one each few seconds: what a narrow line can carry beside sound (F63). */
export class StillFrames {
  readonly track: CanvasCaptureMediaStreamTrack;
  readonly camera: MediaStreamTrack;
  readonly #timer: ReturnType<typeof setInterval>;

  /** Errors: a browser without canvas capture. */
  constructor(camera: MediaStreamTrack) {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    const [track] = canvas.captureStream(0).getVideoTracks();
    if (context === null || track === undefined) throw new Error('no canvas capture');
    this.camera = camera;
    this.track = track as CanvasCaptureMediaStreamTrack;
    let drawnAt = -Infinity;
    const draw = async (): Promise<void> => {
      const frame = await grabFrame(camera);
      if (frame === null) return;
      context.drawImage(frame, 0, 0, width, height);
      frame.close();
    };
    this.#timer = setInterval(() => {
      const now = performance.now();
      if (now - drawnAt >= pictureEveryMs) {
        drawnAt = now;
        void draw();
      }
      // Only a canvas that was drawn on gives another frame.
      context.drawImage(canvas, 0, 0);
      this.track.requestFrame();
    }, repeatEveryMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.track.stop();
  }
}
