const width = 320;
const height = 180;
const pictureEveryMs = 4_000;
/** The same picture is given several times: the encoder sharpens it with what little there is, and the way stays warm. */
const repeatEveryMs = 500;

/** A camera as still pictures, one each few seconds: what a narrow line can carry beside sound (F63). */
export class Stills {
  readonly track: CanvasCaptureMediaStreamTrack;
  readonly #video = document.createElement('video');
  readonly #timer: ReturnType<typeof setInterval>;

  /** Errors: a browser without canvas capture. */
  constructor(camera: MediaStreamTrack) {
    this.#video.muted = true;
    this.#video.srcObject = new MediaStream([camera]);
    // Refused only while there is no picture yet; the next round draws one.
    this.#video.play().catch(() => undefined);
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    const [track] = canvas.captureStream(0).getVideoTracks();
    if (context === null || track === undefined) throw new Error('no canvas capture');
    this.track = track as CanvasCaptureMediaStreamTrack;
    let drawnAt = -Infinity;
    this.#timer = setInterval(() => {
      const now = performance.now();
      if (now - drawnAt >= pictureEveryMs && this.#video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
        context.drawImage(this.#video, 0, 0, width, height);
        drawnAt = now;
      }
      this.track.requestFrame();
    }, repeatEveryMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.track.stop();
    this.#video.srcObject = null;
  }
}
