import type { Page } from '@playwright/test';
import type { Scene } from '../../tests/browser/scene.ts';

/** What a page has while it is in a direct call. */
export type Direct = { startDirect: (offer: string | null) => Promise<string>; endDirect: (answer: string) => Promise<void>; direct: RTCPeerConnection };

const prepareDirect = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const globals = window as unknown as Direct;
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
      globals.direct = connection;
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 1280, height: 720 } });
      for (const track of stream.getTracks()) connection.addTrack(track, stream);
      connection.addEventListener('track', ({ streams }) => {
        const element = document.createElement('video');
        element.srcObject = streams[0] ?? null;
        void element.play();
      });
      if (offer !== null) await connection.setRemoteDescription(JSON.parse(offer) as RTCSessionDescriptionInit);
      await connection.setLocalDescription(offer === null ? await connection.createOffer() : await connection.createAnswer());
      return gathered(connection);
    };
    globals.endDirect = (answer) => globals.direct.setRemoteDescription(JSON.parse(answer) as RTCSessionDescriptionInit);
  });

/** A call straight between the two browsers of a scene, with camera and microphone of its own, and no server in its way. Resolves with how to end it. */
export async function callDirectly(scene: Scene): Promise<() => Promise<void>> {
  const [a, b] = [scene.terminal, scene.expert];
  for (const page of [a, b]) await prepareDirect(page);
  const offer = await a.evaluate(() => (window as unknown as Direct).startDirect(null));
  const answer = await b.evaluate((text) => (window as unknown as Direct).startDirect(text), offer);
  await a.evaluate((text) => (window as unknown as Direct).endDirect(text), answer);
  return async () => {
    for (const page of [a, b]) await page.evaluate(() => (window as unknown as Direct).direct.close());
  };
}
