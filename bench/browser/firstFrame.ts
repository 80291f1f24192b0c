import type { Page } from '@playwright/test';

export type FirstFrame = { firstFrameOf: (track: MediaStreamTrack) => Promise<number> };

/**
 * Gives the page `firstFrameOf`: when the first decoded frame of a track came, in milliseconds of the machine's clock. Read from the track,
 * not from the screen, so that it counts whether or not the browser paints just then.
 */
export const addFirstFrame = (page: Page): Promise<void> =>
  page.evaluate(() => {
    (window as unknown as FirstFrame).firstFrameOf = async (track) => {
      const { MediaStreamTrackProcessor: Processor } = window as unknown as {
        MediaStreamTrackProcessor: new (init: { track: MediaStreamTrack }) => { readable: ReadableStream<VideoFrame> };
      };
      const copy = track.clone();
      const reader = new Processor({ track: copy }).readable.getReader();
      const { value } = await reader.read();
      const at = performance.timeOrigin + performance.now();
      value?.close();
      copy.stop();
      await reader.cancel();
      return at;
    };
  });
