import type { Page } from '@playwright/test';

/** What a page has while it is in calls that are not the product's. */
export type Direct = {
  startDirect: (offer: string | null, isSending: boolean) => Promise<string>;
  endDirect: (answer: string) => Promise<void>;
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
    globals.startDirect = async (offer, isSending) => {
      const connection = new RTCPeerConnection();
      globals.directs.push(connection);
      stream ??= navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 1280, height: 720 } });
      const own = await stream;
      if (isSending) for (const track of own.getTracks()) connection.addTrack(track, own);
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

/** Begins one more connection of the page, with its camera and microphone or only for what comes; resolves with its offer, or its answer to `offer`. */
export async function startDirect(page: Page, { offer = null, isSending = true }: { offer?: string | null; isSending?: boolean } = {}): Promise<string> {
  await prepareDirect(page);
  return page.evaluate(([text, sends]) => (window as unknown as Direct).startDirect(text, sends), [offer, isSending] as const);
}

/** The answer to the newest connection's offer. */
export const endDirect = (page: Page, answer: string): Promise<void> => page.evaluate((text) => (window as unknown as Direct).endDirect(text), answer);

/** Ends all such calls of the page. */
export const hangUpDirect = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const connection of (window as unknown as Direct).directs.splice(0)) connection.close();
  });

/**
 * A call straight between two browsers, with camera and microphone of its own, and no server in its way; another one beside those that
 * the pages have already. Resolves with how to end all calls of both.
 */
export async function callDirectly(a: Page, b: Page): Promise<() => Promise<void>> {
  const offer = await startDirect(a);
  await endDirect(a, await startDirect(b, { offer }));
  return async () => {
    for (const page of [a, b]) await hangUpDirect(page);
  };
}
