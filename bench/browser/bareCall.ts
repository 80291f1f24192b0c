import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { createWorker, type types } from 'mediasoup';
import type * as client from 'mediasoup-client';
import { build } from 'vite';

/**
 * A call of three over mediasoup and mediasoup-client and nothing else: what the media itself costs a page. It sends and receives what ours does: sound,
 * and a camera in three sizes. The pages ask this process directly, through a function that Playwright gives them.
 */
type Ask = (name: string, input: object) => Promise<never>;
type Globals = { bare: { Device: typeof client.Device }; ask: Ask; run: () => Promise<void>; receive: () => Promise<void>; transport: client.types.Transport };

const mediaCodecs: types.RouterRtpCodecCapability[] = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2, parameters: { useinbandfec: 1, usedtx: 1 } },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
];

/** mediasoup-client as one script that sets `bare`. */
async function bundle(): Promise<string> {
  const outcome = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: fileURLToPath(new URL('../../node_modules/mediasoup-client/lib/index.js', import.meta.url)), formats: ['iife'], name: 'bare' },
    },
  });
  const [built] = [outcome].flat();
  if (built === undefined || !('output' in built)) throw new Error('nothing was built');
  return built.output[0].code;
}

const transportDescription = ({ id, iceParameters, iceCandidates, dtlsParameters }: types.WebRtcTransport) => ({
  id,
  iceParameters,
  iceCandidates,
  dtlsParameters,
});

/** What one page may ask. */
function answersFor(router: types.Router, everybody: Map<string, types.Producer[]>, name: string) {
  const transports = new Map<string, types.WebRtcTransport>();
  const own: types.Producer[] = [];
  everybody.set(name, own);
  const transport = (id: string): types.WebRtcTransport => {
    const found = transports.get(id);
    if (found === undefined) throw new Error('no such transport');
    return found;
  };
  return {
    capabilities: async () => router.rtpCapabilities,
    open: async () => {
      const made = await router.createWebRtcTransport({ listenInfos: [{ protocol: 'udp', ip: '127.0.0.1' }], initialAvailableOutgoingBitrate: 1_000_000 });
      transports.set(made.id, made);
      return transportDescription(made);
    },
    connect: async ({ id, dtlsParameters }: { id: string; dtlsParameters: types.DtlsParameters }) => transport(id).connect({ dtlsParameters }),
    produce: async ({ id, kind, rtpParameters }: { id: string; kind: types.MediaKind; rtpParameters: types.RtpParameters }) => {
      const producer = await transport(id).produce({ kind, rtpParameters });
      own.push(producer);
      return producer.id;
    },
    receive: async ({ id, rtpCapabilities }: { id: string; rtpCapabilities: types.RtpCapabilities }) => {
      const others = [...everybody].filter(([other]) => other !== name).flatMap(([, producers]) => producers);
      const consumers = await Promise.all(others.map((producer) => transport(id).consume({ producerId: producer.id, rtpCapabilities })));
      return consumers.map(({ id: consumerId, producerId, kind, rtpParameters }) => ({ id: consumerId, producerId, kind, rtpParameters }));
    },
  } as Record<string, (input: never) => Promise<unknown>>;
}

export type BareCall = { readonly pages: readonly Page[]; end(): Promise<void> };

/** Starts the call with a page in each of these browsers. */
export async function startBareCall(browsers: readonly Browser[], viewport: { width: number; height: number }): Promise<BareCall> {
  const script = await bundle();
  const http = createServer((_request, response) => void response.setHeader('content-type', 'text/html').end(`<script>${script}</script><main></main>`));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/`;
  const worker = await createWorker({ logLevel: 'error' });
  const router = await worker.createRouter({ mediaCodecs });
  const everybody = new Map<string, types.Producer[]>();
  const pages: Page[] = [];
  for (const [index, browser] of browsers.entries()) {
    const context = await browser.newContext({ permissions: ['camera', 'microphone'], viewport });
    const page = await context.newPage();
    const answers = answersFor(router, everybody, `page${index}`);
    await page.exposeFunction('ask', (name: string, input: object) => answers[name]?.(input as never));
    await page.goto(url);
    await page.evaluate(sendAndReceive);
    await page.evaluate(() => (window as unknown as Globals).run());
    pages.push(page);
  }
  for (const page of pages) await page.evaluate(() => (window as unknown as Globals).receive());
  return {
    pages,
    async end() {
      for (const page of pages) await page.context().close();
      worker.close();
      http.close();
    },
  };
}

/** Runs in the page: gives it `run`, which sends, and `receive`, which shows what the others send. */
function sendAndReceive(): void {
  const globals = window as unknown as Globals;
  const { ask, bare } = globals;
  const device = new bare.Device();
  const connectBy = (transport: client.types.Transport): void => {
    transport.on('connect', ({ dtlsParameters }, done, failed) => void ask('connect', { id: transport.id, dtlsParameters }).then(done, failed));
  };
  globals.run = async () => {
    await device.load({ routerRtpCapabilities: await ask('capabilities', {}) });
    const transport = device.createSendTransport(await ask('open', {}));
    connectBy(transport);
    transport.on(
      'produce',
      ({ kind, rtpParameters }, done, failed) => void ask('produce', { id: transport.id, kind, rtpParameters }).then((id) => done({ id }), failed),
    );
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: true,
      video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
    });
    for (const track of stream.getAudioTracks()) await transport.produce({ track, codecOptions: { opusFec: true, opusDtx: true } });
    const encodings = [
      { scaleResolutionDownBy: 4, maxBitrate: 90_000, scalabilityMode: 'L1T1' },
      { scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: 'L1T1' },
      { scaleResolutionDownBy: 1, maxBitrate: 1_500_000, scalabilityMode: 'L1T1' },
    ];
    for (const track of stream.getVideoTracks()) await transport.produce({ track, encodings });
    const own = document.createElement('video');
    Object.assign(own, { srcObject: new MediaStream(stream.getVideoTracks()), muted: true, width: 160 });
    document.body.append(own);
    void own.play();
  };
  globals.receive = async () => {
    const transport = device.createRecvTransport(await ask('open', {}));
    connectBy(transport);
    const described: client.types.ConsumerOptions[] = await ask('receive', { id: transport.id, rtpCapabilities: device.recvRtpCapabilities });
    for (const one of described) {
      const { track } = await transport.consume(one);
      const element = document.createElement(track.kind === 'audio' ? 'audio' : 'video');
      Object.assign(element, { srcObject: new MediaStream([track]), width: 600 });
      document.body.append(element);
      void element.play();
    }
  };
}
