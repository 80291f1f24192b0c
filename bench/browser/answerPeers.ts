import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from '@playwright/test';
import { Server } from 'socket.io';
import { type FirstFrame, addFirstFrame } from './firstFrame.ts';

/** Two pages that call each other directly, set up from nothing by SDP over a relay that is already connected: what our answer is compared with. */
type Relay = {
  on(name: string, listener: (data: never) => void): void;
  off(name: string, listener: (data: never) => void): void;
  emit(name: string, data: unknown): void;
};
type Globals = FirstFrame & {
  openDevices: () => Promise<void>;
  closeDevices: () => void;
  connectDirectly: (isCaller: boolean) => Promise<number>;
  io: (options: object) => Relay;
  relay: Relay;
  stream: MediaStream;
};

export type RelayServer = { readonly url: string; close(): Promise<void> };

/** A page, and what one page says passed to the other: all that direct calls need of a server. */
export async function startRelay(): Promise<RelayServer> {
  const http = createServer(
    (_request, response) => void response.setHeader('content-type', 'text/html').end('<script src="/socket.io/socket.io.js"></script>'),
  );
  const relay = new Server(http, { transports: ['websocket'] });
  relay.on('connection', (socket) => socket.on('tell', (message: unknown) => socket.broadcast.emit('told', message)));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`, close: () => relay.close() };
}

/** A page that can connect directly, in a browser of its own. */
export async function preparePeer(browser: Browser, relay: RelayServer, viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ permissions: ['camera', 'microphone'], viewport });
  const page = await context.newPage();
  await page.goto(relay.url);
  await addFirstFrame(page);
  await page.evaluate(async () => {
    const globals = window as unknown as Globals;
    globals.relay = globals.io({ transports: ['websocket'] });
    await new Promise<void>((resolve) => globals.relay.on('connect', () => resolve()));
    globals.openDevices = async () => {
      globals.stream = await navigator.mediaDevices.getUserMedia({
        audio: true,
        video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
      });
    };
    globals.closeDevices = () => {
      for (const track of globals.stream.getTracks()) track.stop();
    };
  });
  await page.evaluate(() => {
    const globals = window as unknown as Globals;
    globals.connectDirectly = (isCaller) =>
      new Promise((resolve, reject) => {
        const { relay, stream } = globals;
        const peer = new RTCPeerConnection();
        const tell = (message: unknown) => relay.emit('tell', JSON.parse(JSON.stringify(message)));
        peer.addEventListener('icecandidate', ({ candidate }) => candidate && tell({ candidate }));
        peer.addEventListener('track', ({ track }) => {
          if (track.kind !== 'video') return;
          globals.firstFrameOf(track).then((at) => {
            resolve(at);
            setTimeout(() => {
              peer.close();
              relay.off('told', hear);
            }, 500);
          }, reject);
        });
        for (const track of stream.getTracks()) peer.addTrack(track, stream);
        const early: RTCIceCandidateInit[] = [];
        const hear = async (data: { description?: RTCSessionDescriptionInit; candidate?: RTCIceCandidateInit }): Promise<void> => {
          if (data.candidate) {
            if (peer.remoteDescription) await peer.addIceCandidate(data.candidate);
            else early.push(data.candidate);
          }
          if (data.description) {
            await peer.setRemoteDescription(data.description);
            for (const candidate of early.splice(0)) await peer.addIceCandidate(candidate);
            if (data.description.type === 'offer') {
              await peer.setLocalDescription();
              tell({ description: peer.localDescription });
            }
          }
        };
        relay.on('told', hear);
        if (isCaller) void peer.setLocalDescription().then(() => tell({ description: peer.localDescription }));
      });
  });
  return page;
}

/** One direct call; resolves with the milliseconds from its beginning to the later of the two first frames. Cameras are open before, and closed after. */
export async function connectOnce(caller: Page, callee: Page): Promise<number> {
  await Promise.all([caller, callee].map((page) => page.evaluate(() => (window as unknown as Globals).openDevices())));
  // As long as an offer is read.
  await caller.waitForTimeout(1_000);
  const calleeSeen = callee.evaluate(() => (window as unknown as Globals).connectDirectly(false));
  await callee.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  const [pressedAt, callerSeen] = await caller.evaluate(async () => {
    const start = performance.timeOrigin + performance.now();
    return [start, await (window as unknown as Globals).connectDirectly(true)] as const;
  });
  const took = Math.max(callerSeen, await calleeSeen) - pressedAt;
  await Promise.all([caller, callee].map((page) => page.evaluate(() => (window as unknown as Globals).closeDevices())));
  return took;
}
