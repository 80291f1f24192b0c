import type { Page } from '@playwright/test';

/** What a page has while it is in direct calls; the first one is `direct`. */
export type Direct = {
  startDirect: (offer: string | null) => Promise<string>;
  endDirect: (answer: string) => Promise<void>;
  direct: RTCPeerConnection;
  directs: RTCPeerConnection[];
};

const prepareDirect = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const globals = window as unknown as Direct;
    if (globals.directs !== undefined) return;
    globals.directs = [];
    let stream: Promise<MediaStream> | null = null;
    const gathered = (connection: RTCPeerConnection): Promise<string> =>
      new Promise((resolve) => {
        const done = (): void => {
          if (connection.iceGatheringState === 'complete') resolve(JSON.stringify(connection.localDescription));
        };
        connection.addEventListener('icegatheringstatechange', done);
        done();
      });
    globals.startDirect = async (offer) => {
      const connection = new RTCPeerConnection();
      globals.directs.push(connection);
      globals.direct = globals.directs[0] ?? connection;
      stream ??= navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 1280, height: 720 } });
      const own = await stream;
      for (const track of own.getTracks()) connection.addTrack(track, own);
      connection.addEventListener('track', ({ streams }) => {
        const element = document.createElement('video');
        element.srcObject = streams[0] ?? null;
        void element.play();
      });
      if (offer !== null) await connection.setRemoteDescription(JSON.parse(offer) as RTCSessionDescriptionInit);
      await connection.setLocalDescription(offer === null ? await connection.createOffer() : await connection.createAnswer());
      return gathered(connection);
    };
    globals.endDirect = async (answer) => globals.directs.at(-1)?.setRemoteDescription(JSON.parse(answer) as RTCSessionDescriptionInit);
  });

/**
 * A call straight between two browsers, with camera and microphone of its own, and no server in its way; another one beside those that
 * the pages have already. Resolves with how to end all calls of both.
 */
export async function callDirectly(a: Page, b: Page): Promise<() => Promise<void>> {
  for (const page of [a, b]) await prepareDirect(page);
  const offer = await a.evaluate(() => (window as unknown as Direct).startDirect(null));
  const answer = await b.evaluate((text) => (window as unknown as Direct).startDirect(text), offer);
  await a.evaluate((text) => (window as unknown as Direct).endDirect(text), answer);
  return async () => {
    for (const page of [a, b]) {
      await page.evaluate(() => {
        const { directs } = window as unknown as Direct;
        for (const connection of directs.splice(0)) connection.close();
      });
    }
  };
}
