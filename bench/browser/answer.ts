import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from '@playwright/test';
import { Server } from 'socket.io';
import { becomeAvailable, launchChromium, openAs, queueAt } from '#tests/browser/people.ts';
import { startServer } from '#tests/support/startApp.ts';

/**
 * How long from "answer" to picture, on one machine in one run, alternating:
 * (a) two pages connecting directly, peer to peer, from nothing; (b) the whole product, from the expert's press on Accept.
 * Of both directions the later first frame counts; a frame counts when the browser has decoded it for the page's own video element.
 */
const rounds = 20;

type Role = 'terminal' | 'expert';
type Remote = { readonly role: Role; readonly video: { readonly track: MediaStreamTrack } | null };
type Relay = {
  on(name: string, listener: (data: never) => void): void;
  off(name: string, listener: (data: never) => void): void;
  emit(name: string, data: unknown): void;
};
type Globals = {
  firstFrameOf: (track: MediaStreamTrack) => Promise<number>;
  connectDirectly: (isCaller: boolean) => Promise<number>;
  answered: Promise<number>;
  pressedAt: Promise<number>;
  io: (options: object) => Relay;
  relay: Relay;
  distansMedia: { readonly store: { getState(): { readonly remotes: readonly Remote[] }; subscribe(listener: () => void): () => void } };
};

/**
 * Gives the page `firstFrameOf`: when the first decoded frame of a track came, in milliseconds of the machine's clock. Read from the track,
 * not from the screen: several pages share one browser here, and only one of them is painted at full speed.
 */
const addFirstFrame = (page: Page): Promise<void> =>
  page.evaluate(() => {
    (window as unknown as Globals).firstFrameOf = async (track) => {
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

/** Watches for the first frame of the other side, from before the answer on. */
const watchRemote = (page: Page, role: Role): Promise<void> =>
  page.evaluate((wanted) => {
    const globals = window as unknown as Globals;
    const { store } = globals.distansMedia;
    globals.answered = new Promise((resolve) => {
      const look = (): boolean => {
        const track = store.getState().remotes.find((remote) => remote.role === wanted)?.video?.track;
        if (track !== undefined) globals.firstFrameOf(track).then(resolve, console.error);
        return track !== undefined;
      };
      if (look()) return;
      const stop = store.subscribe(() => look() && stop());
    });
  }, role);

async function answerOnce(terminal: Page, expert: Page): Promise<number[]> {
  await queueAt(terminal, 'fpa', 'fpa.studentAid');
  const accept = expert.getByTestId('offer').getByRole('button', { name: 'Accept' });
  await accept.waitFor();
  // A person needs a second to read the offer; the prepared answer is ready well before.
  await expert.waitForTimeout(1_000);
  await Promise.all([watchRemote(terminal, 'expert'), watchRemote(expert, 'terminal')]);
  await expert.evaluate(() => {
    (window as unknown as Globals).pressedAt = new Promise((resolve) => {
      window.addEventListener('pointerdown', (event) => resolve(performance.timeOrigin + event.timeStamp), { once: true, capture: true });
    });
  });
  await accept.click();
  const pressedAt = await expert.evaluate(() => (window as unknown as Globals).pressedAt);
  const seen = await Promise.all([expert, terminal].map((page) => page.evaluate(() => (window as unknown as Globals).answered)));
  await expert.getByRole('button', { name: 'End call' }).click();
  await expert.getByTestId('wrapUp').getByText('Settled').click();
  await expert.getByRole('button', { name: 'Ready for the next' }).click();
  await terminal.getByRole('button', { name: 'I have another matter' }).waitFor();
  return seen.map((at) => at - pressedAt);
}

type RelayServer = { readonly url: string; close(): Promise<void> };

/** A page, and what one page says passed to the other: all that direct calls need of a server. */
async function startRelay(): Promise<RelayServer> {
  const http = createServer(
    (_request, response) => void response.setHeader('content-type', 'text/html').end('<script src="/socket.io/socket.io.js"></script>'),
  );
  const relay = new Server(http, { transports: ['websocket'] });
  relay.on('connection', (socket) => socket.on('tell', (message: unknown) => socket.broadcast.emit('told', message)));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`, close: () => relay.close() };
}

/** Two pages that have their cameras open and then connect by SDP over a relay that is already connected. */
async function preparePeers(browsers: readonly Browser[], relay: RelayServer): Promise<Page[]> {
  const pages: Page[] = [];
  for (const browser of browsers) {
    const context = await browser.newContext({ permissions: ['camera', 'microphone'], viewport });
    const page = await context.newPage();
    await page.goto(relay.url);
    await addFirstFrame(page);
    await page.evaluate(async () => {
      const globals = window as unknown as Globals;
      globals.relay = globals.io({ transports: ['websocket'] });
      await new Promise<void>((resolve) => globals.relay.on('connect', () => resolve()));
    });
    await page.evaluate(async () => {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: true,
        video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
      });
      (window as unknown as Globals).connectDirectly = (isCaller) =>
        new Promise((resolve, reject) => {
          const { relay } = window as unknown as Globals;
          const peer = new RTCPeerConnection();
          const tell = (message: unknown) => relay.emit('tell', JSON.parse(JSON.stringify(message)));
          peer.addEventListener('icecandidate', ({ candidate }) => candidate && tell({ candidate }));
          peer.addEventListener('track', ({ track }) => {
            if (track.kind !== 'video') return;
            (window as unknown as Globals).firstFrameOf(track).then((at) => {
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
    pages.push(page);
  }
  return pages;
}

async function connectOnce(caller: Page, callee: Page): Promise<number> {
  const calleeSeen = callee.evaluate(() => (window as unknown as Globals).connectDirectly(false));
  await callee.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  const [pressedAt, callerSeen] = await caller.evaluate(async () => {
    const start = performance.timeOrigin + performance.now();
    return [start, await (window as unknown as Globals).connectDirectly(true)] as const;
  });
  return Math.max(callerSeen, await calleeSeen) - pressedAt;
}

const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)] ?? NaN;

const viewport = { width: 900, height: 700 };
const server = await startServer({ env: { MEDIA_WORKERS: '1' } });
const relay = await startRelay();
// A browser of its own for each page, as in life: what is not in front is slowed down by Chromium.
const browsers = await Promise.all(Array.from({ length: 4 }, () => launchChromium()));
try {
  const [first, second, third, fourth] = browsers as [Browser, Browser, Browser, Browser];
  const terminal = await openAs(first, server.url, { role: 'terminal', id: 'mikkeli-1' }, { viewport });
  const expert = await openAs(second, server.url, { role: 'expert', id: 'expert-fpa-1' }, { viewport });
  await becomeAvailable(expert);
  await Promise.all([addFirstFrame(terminal), addFirstFrame(expert)]);
  const [caller, callee] = (await preparePeers([third, fourth], relay)) as [Page, Page];
  const [p2p, answers]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const direct = await connectOnce(caller, callee);
    const [customerSeen = NaN, expertSeen = NaN] = await answerOnce(terminal, expert);
    p2p.push(direct);
    answers.push(Math.max(customerSeen, expertSeen));
    const show = (ms: number): string => `${ms.toFixed(0)} ms`;
    console.log(`round ${round + 1}: peer to peer ${show(direct)}; answer: customer seen ${show(customerSeen)}, expert seen ${show(expertSeen)}`);
  }
  const round = (value: number, digits: number): number => Number(value.toFixed(digits));
  const [p2pMedianMs, answerMedianMs] = [quantile(p2p, 0.5), quantile(answers, 0.5)];
  console.log(
    JSON.stringify({
      p2pMedianMs: round(p2pMedianMs, 1),
      answerMedianMs: round(answerMedianMs, 1),
      answerP95Ms: round(quantile(answers, 0.95), 1),
      ratio: round(answerMedianMs / p2pMedianMs, 2),
    }),
  );
} finally {
  await Promise.all(browsers.map((browser) => browser.close()));
  await relay.close();
  await server.stop();
}
