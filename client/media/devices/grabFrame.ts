type Processing = {
  new (init: { track: MediaStreamTrack; maxBufferSize: number }): { readable: ReadableStream<VideoFrame> };
};

/** A camera that gives no picture for this long has stopped. */
const patienceMs = 800;

/**
 * One picture of a camera as it is now (https://www.w3.org/TR/mediacapture-transform/); null when there is none to be had. The caller closes it, at
 * once, and nothing else of the camera is held: a video element that nobody looks at, or an image capture, keeps frames until the camera has
 * none left to give (Chromium 156).
 */
export async function grabFrame(camera: MediaStreamTrack): Promise<VideoFrame | null> {
  const { MediaStreamTrackProcessor: Processor } = globalThis as unknown as { MediaStreamTrackProcessor?: Processing };
  if (Processor === undefined || camera.readyState !== 'live' || camera.muted) return null;
  const track = camera.clone();
  const reader = new Processor({ track, maxBufferSize: 1 }).readable.getReader();
  // Cancelled, the reading ends without a picture.
  const timer = setTimeout(() => void reader.cancel().catch(() => undefined), patienceMs);
  try {
    return (await reader.read()).value ?? null;
  } catch {
    // The camera ended in the middle; the next look finds another one or none.
    return null;
  } finally {
    clearTimeout(timer);
    track.stop();
    // What came meanwhile is let go; a stream that has ended already has nothing to cancel.
    reader.cancel().catch(() => undefined);
  }
}
