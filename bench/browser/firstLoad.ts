import { launchChromium } from '#tests/browser/people.ts';
import { startProxy } from '#tests/support/proxy.ts';
import { startServer } from '#tests/support/startApp.ts';
import { firstLoad } from '../../scripts/firstLoad.ts';

/**
 * A terminal's first start over a narrow way: from the request to an agency's tile that can be pressed, with an empty cache, through the proxy of an
 * installation, which compresses. 1 Mbit/s and 100 ms are what a service car has in a village. Chromium shapes the way itself.
 */
const way = { latency: 100, downloadThroughput: 1_000_000 / 8, uploadThroughput: 1_000_000 / 8, offline: false };
const host = 'localhost';
const rounds = 7;

async function start(): Promise<number[]> {
  await using started = new AsyncDisposableStack();
  const server = started.adopt(await startServer({ env: { MEDIA_WORKERS: '0' } }), (one) => one.stop());
  const proxy = started.adopt(await startProxy({ host, upstreamPort: server.port }), (one) => one.stop());
  const browser = started.use(await launchChromium());
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ignoreHTTPSErrors: true });
    await context.request.post(`${proxy.origin}/api/demo/sign-in`, { data: { role: 'terminal', id: 'mikkeli-1' }, headers: { origin: proxy.origin } });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', way);
    const from = performance.now();
    await page.goto(`${proxy.origin}/terminal`, { waitUntil: 'commit' });
    await page.getByTestId('agency-fpa').click({ trial: true });
    times.push(performance.now() - from);
    await context.close();
  }
  return times.sort((one, other) => one - other);
}

const times = await start();
const seconds = (ms: number | undefined): number => Number(((ms ?? NaN) / 1000).toFixed(2));
const kilobytes = firstLoad().reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
console.log(
  JSON.stringify({ medianSeconds: seconds(times[Math.floor(times.length / 2)]), worstSeconds: seconds(times.at(-1)), kilobytes: Math.round(kilobytes) }),
);
