import type { Browser, Page } from '@playwright/test';
import { becomeAvailable, launchChromium, openAs, queueAt } from '../../tests/browser/people.ts';
import { startServer } from '../../tests/support/startApp.ts';

/**
 * How long from "answer" to picture, on one machine in one run, alternating:
 * (a) two pages connecting directly, peer to peer, from nothing; (b) the whole product, from the expert's press on Accept.
 * Of both directions the later first frame counts; a frame counts when the browser has decoded it for the page's own video element.
 */
const rounds = 20;

type Globals = {
  firstFrame: (selector: string) => Promise<number>;
  pressedAt: Promise<number>;
  connectDirectly: (isCaller: boolean) => Promise<number>;
  answered: Promise<number>;
};

/** In the page: when the first frame reaches the video that the selector will find, in milliseconds of the machine's clock. */
const watchFirstFrame = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const globals = window as unknown as Globals;
    globals.firstFrame = (selector) =>
      new Promise((resolve) => {
        const attach = (): boolean => {
          const video = document.querySelector<HTMLVideoElement>(selector);
          if (video === null) return false;
          video.requestVideoFrameCallback((now) => resolve(performance.timeOrigin + now));
          return true;
        };
        if (attach()) return;
        const observer = new MutationObserver(() => attach() && observer.disconnect());
        observer.observe(document.body, { childList: true, subtree: true });
      });
  });

const videoOf = (testId: string): string => `[data-testid="${testId}"] video`;

async function answerOnce(terminal: Page, expert: Page): Promise<number> {
  await queueAt(terminal, 'fpa', 'fpa.studentAid');
  const accept = expert.getByTestId('offer').getByRole('button', { name: 'Accept' });
  await accept.waitFor();
  // A person needs a second to read the offer; the prepared answer is ready well before.
  await expert.waitForTimeout(1_000);
  await Promise.all([watchFirstFrame(terminal), watchFirstFrame(expert)]);
  const [customerSeen, expertSeen] = await Promise.all(
    [
      [expert, videoOf('customerTile')],
      [terminal, videoOf('expertTile')],
    ].map(async ([page, selector]) => {
      await (page as Page).evaluate((chosen) => {
        const globals = window as unknown as Globals;
        globals.answered = globals.firstFrame(chosen);
      }, selector as string);
      return page as Page;
    }),
  );
  await expert.evaluate(() => {
    (window as unknown as Globals).pressedAt = new Promise((resolve) => {
      window.addEventListener('pointerdown', (event) => resolve(performance.timeOrigin + event.timeStamp), { once: true, capture: true });
    });
  });
  await accept.click();
  const pressedAt = await expert.evaluate(() => (window as unknown as Globals).pressedAt);
  const seen = await Promise.all(
    [customerSeen, expertSeen].map((page) => page?.evaluate(() => (window as unknown as Globals).answered) ?? Promise.reject(new Error('no page'))),
  );
  await expert.getByRole('button', { name: 'End call' }).click();
  await expert.getByText('Settled').click();
  await expert.getByRole('button', { name: 'Ready for the next' }).click();
  await terminal.getByRole('button', { name: 'I have another matter' }).waitFor();
  return Math.max(...seen) - pressedAt;
}

/** Two pages that have their cameras open and then connect by SDP over a BroadcastChannel, the quickest signalling there is. */
async function preparePeers(browser: Browser, url: string): Promise<[Page, Page]> {
  const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
  const pages: [Page, Page] = [await context.newPage(), await context.newPage()];
  for (const page of pages) {
    await page.goto(`${url}/healthz`);
    await page.evaluate(async () => {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: true,
        video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
      });
      (window as unknown as Globals).connectDirectly = (isCaller) =>
        new Promise((resolve, reject) => {
          const channel = new BroadcastChannel('signalling');
          const peer = new RTCPeerConnection();
          const tell = (message: unknown) => channel.postMessage(JSON.parse(JSON.stringify(message)));
          peer.addEventListener('icecandidate', ({ candidate }) => candidate && tell({ candidate }));
          peer.addEventListener('track', ({ track }) => {
            if (track.kind !== 'video') return;
            const video = document.createElement('video');
            video.muted = true;
            video.srcObject = new MediaStream([track]);
            document.body.replaceChildren(video);
            video.requestVideoFrameCallback((now) => {
              resolve(performance.timeOrigin + now);
              setTimeout(() => {
                peer.close();
                channel.close();
              }, 500);
            });
            video.play().catch(reject);
          });
          for (const track of stream.getTracks()) peer.addTrack(track, stream);
          const early: RTCIceCandidateInit[] = [];
          channel.onmessage = async ({ data }: MessageEvent<{ description?: RTCSessionDescriptionInit; candidate?: RTCIceCandidateInit }>) => {
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
          if (isCaller) void peer.setLocalDescription().then(() => tell({ description: peer.localDescription }));
        });
    });
  }
  return pages;
}

async function connectOnce([caller, callee]: [Page, Page]): Promise<number> {
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

const server = await startServer({ env: { MEDIA_WORKERS: '1' } });
const browser = await launchChromium();
try {
  const small = { viewport: { width: 900, height: 700 } };
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' }, small);
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-fpa-1' }, small);
  await becomeAvailable(expert);
  const peers = await preparePeers(browser, server.url);
  const [p2p, answers]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    p2p.push(await connectOnce(peers));
    answers.push(await answerOnce(terminal, expert));
    console.log(`round ${round + 1}: peer to peer ${p2p.at(-1)?.toFixed(0)} ms, answer ${answers.at(-1)?.toFixed(0)} ms`);
  }
  const [p2pMedianMs, answerMedianMs, answerP95Ms] = [quantile(p2p, 0.5), quantile(answers, 0.5), quantile(answers, 0.95)].map(
    (value) => Math.round(value * 10) / 10,
  );
  console.log(JSON.stringify({ p2pMedianMs, answerMedianMs, answerP95Ms, ratio: Math.round(((answerMedianMs ?? 0) / (p2pMedianMs ?? 1)) * 100) / 100 }));
} finally {
  await browser.close();
  await server.stop();
}
