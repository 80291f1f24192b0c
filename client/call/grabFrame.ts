type Grabbing = { new (track: MediaStreamTrack): { grabFrame(): Promise<ImageBitmap> } };

/**
 * One picture of a camera as it is now (https://www.w3.org/TR/image-capture/); null when there is none to be had. Nothing else of the camera is held:
 * a video element that nobody looks at would keep its frames, until the camera has none left to give.
 */
export async function grabFrame(track: MediaStreamTrack): Promise<ImageBitmap | null> {
  const { ImageCapture: Capture } = globalThis as unknown as { ImageCapture?: Grabbing };
  if (Capture === undefined || track.readyState !== 'live' || track.muted) return null;
  try {
    return await new Capture(track).grabFrame();
  } catch {
    // The camera ended in the middle; the next look finds another one or none.
    return null;
  }
}
