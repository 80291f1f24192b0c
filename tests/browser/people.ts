import { type Browser, type BrowserContext, type Frame, type Locator, type Page, chromium, expect } from '@playwright/test';
import { watchSending } from './sending.ts';

/** What the page's media shows about itself; see client/app/state/roleClient.ts. */
export type MediaFigures = {
  readonly framesDecoded: number;
  readonly audioEnergy: number;
  readonly framesSent: number;
  readonly bytesSent: number;
  /** How often others have asked this page for a key frame (PLI and FIR, RFC 4585 and 5104). */
  readonly keyFrameRequests: number;
};

export const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** What a test machine lacks: real devices, a graphics processor, the internet. Several pages share it, and none of them is in the background for its user. */
export const machineFlags = [
  '--no-sandbox',
  '--use-fake-device-for-media-stream',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
] as const;

/** `flags` come last, so that they override. */
export const launchChromium = (flags: readonly string[] = [], executablePath = chromiumPath): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      ...machineFlags,
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      '--disable-features=WebRtcHideLocalIpsWithMdns',
      ...flags,
    ],
  });

/** The adviser joins the call whose card is in `where`: for the connection alone, from the terminal's own room, or from elsewhere. */
export async function joinCall(adviser: Page, how: 'connectionOnly' | 'muted' | 'open', where: Page | Locator = adviser): Promise<void> {
  await where.getByRole('button', { name: 'Join the call' }).click();
  await adviser.getByTestId(`join-${how}`).click();
  await adviser.getByTestId('joinNow').click();
}

type Who = { readonly role: 'terminal' | 'expert' | 'adviser' | 'supervisor' | 'administrator'; readonly id: string };
type ContextOptions = NonNullable<Parameters<Browser['newContext']>[0]>;

/** The customer speaks English and says so, once the start screen is there: it begins in the point's own language. */
async function chooseEnglish(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      const button = document.querySelector<HTMLElement>('body:has(main[data-screen=start]) [data-testid=languages] [lang=en] button');
      if (button === null) return;
      observer.disconnect();
      button.click();
    });
    observer.observe(document, { childList: true, subtree: true });
  });
}

/** A page of its own browser context, signed in through the demo's door; `prepare` comes before anything is loaded. */
export async function openAs(
  browser: Browser,
  url: string,
  who: Who,
  options: ContextOptions = {},
  prepare: (page: Page) => Promise<void> = async () => {},
): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport: { width: 1280, height: 800 }, permissions: ['camera', 'microphone'], ...options });
  const response = await context.request.post(`${url}/api/demo/sign-in`, { data: who });
  if (!response.ok()) throw new Error(`sign-in as ${who.id} failed: ${response.status()}`);
  const page = await context.newPage();
  await (who.role === 'terminal'
    ? chooseEnglish(page)
    : page.addInitScript(() => sessionStorage.setItem('language', sessionStorage.getItem('language') ?? 'en')));
  await prepare(page);
  await page.goto(`${url}/${who.role}`);
  watchSending(page, who.role, `${url}/metrics`);
  return page;
}

/** Sums over everything that the page sends and receives, from getStats. */
export const mediaFigures = (page: Page | Frame): Promise<MediaFigures> =>
  page.evaluate(async () => {
    // A page that is loading has no media yet.
    const stats = (window as unknown as { distansMedia?: { stats: () => Promise<RTCStatsReport[]> } }).distansMedia?.stats ?? (() => Promise.resolve([]));
    const sum = { framesDecoded: 0, audioEnergy: 0, framesSent: 0, bytesSent: 0, keyFrameRequests: 0 };
    for (const report of await stats()) {
      for (const stat of report.values() as Iterable<Record<string, unknown>>) {
        if (stat['type'] === 'inbound-rtp') {
          sum.framesDecoded += Number(stat['framesDecoded'] ?? 0);
          sum.audioEnergy += Number(stat['totalAudioEnergy'] ?? 0);
        }
        if (stat['type'] === 'outbound-rtp') {
          sum.framesSent += Number(stat['framesSent'] ?? 0);
          sum.bytesSent += Number(stat['bytesSent'] ?? 0);
          sum.keyFrameRequests += Number(stat['pliCount'] ?? 0) + Number(stat['firCount'] ?? 0);
        }
      }
    }
    return sum;
  });

/** Waits until sound really arrives: its energy must grow from where it stands now. */
export const expectSoundArrives = (page: Page, timeoutMs = 15_000): Promise<void> => expectGrowth(page, timeoutMs, 0);

/** Waits until frames and sound really arrive: both must grow from where they stand now. */
export const expectMediaArrives = (page: Page | Frame, timeoutMs = 40_000): Promise<void> => expectGrowth(page, timeoutMs, 5);

/** That tile's own picture goes on, whoever else may be sending. */
export async function expectPicture(page: Page, testId: string): Promise<void> {
  const frames = () =>
    page
      .getByTestId(testId)
      .locator('video')
      .evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames);
  await expect(page.getByTestId(testId)).toBeVisible();
  let before = await frames();
  const grown = async (): Promise<number> => {
    const now = await frames();
    // A rebuilt session counts from zero again.
    before = Math.min(before, now);
    return now - before;
  };
  await expect.poll(grown).toBeGreaterThan(5);
}

async function expectGrowth(page: Page | Frame, timeoutMs: number, frames: number): Promise<void> {
  const before = await mediaFigures(page);
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const now = await mediaFigures(page);
    // A rebuilt session counts from zero again.
    const base = now.framesDecoded < before.framesDecoded ? 0 : before.framesDecoded;
    const energyBase = now.audioEnergy < before.audioEnergy ? 0 : before.audioEnergy;
    if ((frames === 0 || now.framesDecoded > base + frames) && now.audioEnergy > energyBase) return;
    if (Date.now() > deadline) throw new Error(`no media arrives: ${JSON.stringify({ before, now })}`);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}

/** Presses a tile, on whichever page of them it stands. */
export async function pressTile(page: Page, testId: string): Promise<void> {
  const tile = page.getByTestId(testId);
  const more = page.getByTestId('more');
  for (;;) {
    await tile.or(more).first().waitFor();
    if (await tile.isVisible()) break;
    await more.click();
  }
  await tile.click();
}

/** From where the agencies are in sight, as on the start, to the agency's errand: two touches. */
export async function chooseMatter(page: Page, agencyId: string, serviceId: string): Promise<void> {
  await pressTile(page, `agency-${agencyId}`);
  await pressTile(page, `service-${serviceId}`);
}

/** The terminal's way to the device check: one touch a screen. */
export async function toDeviceCheck(page: Page, agencyId: string, serviceId: string): Promise<void> {
  const next = page.getByRole('button', { name: 'I have another matter' });
  if (await next.isVisible()) await next.click();
  await chooseMatter(page, agencyId, serviceId);
}

/** Chooses a language by its own name: on the start its word is in sight, later it is behind the language that is on. */
export async function chooseLanguage(page: Page, name: string): Promise<void> {
  const list = page.getByTestId('languageButton');
  if (await list.isVisible()) await list.click();
  await page.getByTestId('languages').getByRole('button', { name, exact: true }).click();
}

/** The terminal's way into a queue. */
export async function queueAt(page: Page, agencyId: string, serviceId: string): Promise<void> {
  await toDeviceCheck(page, agencyId, serviceId);
  await page.locator('[data-check="microphone"][data-state="ok"]').waitFor();
  await page.getByRole('button', { name: 'Put me in the queue' }).click();
  await page.locator('main[data-screen="waiting"]').waitFor();
}

/** The expert chooses to be available. */
export async function becomeAvailable(page: Page): Promise<void> {
  await page.getByTestId('statusChoice').click();
  await page.getByRole('option', { name: 'Available' }).click();
  await page.locator('[data-status]:not([data-status="offline"])').waitFor();
}

/** The expert takes the call that waits; resolves when picture and sound arrive on both sides. */
export async function answerCall(terminal: Page, expert: Page): Promise<void> {
  await becomeAvailable(expert);
  await expert.getByTestId('offer').getByRole('button', { name: 'Accept' }).click();
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
}

/** A call that runs, from the terminal's first touch. */
export async function startCall(terminal: Page, expert: Page, agencyId: string, serviceId: string): Promise<void> {
  await queueAt(terminal, agencyId, serviceId);
  await answerCall(terminal, expert);
}

/** What one can do instead of waiting, behind one button. */
export const openOtherWays = (terminal: Page): Promise<void> => terminal.getByTestId('openOtherWays').click();

/** No frame and no sound arrives over a while of drawing frames. */
export async function expectNoMediaArrives(page: Page, settleMs = 1_500, watchMs = 1_000): Promise<void> {
  const grown = async (ms: number): Promise<number> => {
    const before = await mediaFigures(page);
    await page.evaluate((wait) => new Promise((resolve) => setTimeout(resolve, wait)), ms);
    const after = await mediaFigures(page);
    return after.framesDecoded - before.framesDecoded + (after.audioEnergy - before.audioEnergy);
  };
  // What was already on its way is played out first.
  await grown(settleMs);
  const late = await grown(watchMs);
  // What a decoder has left of its fade-out is no sound: speech has some 1e-3 a second.
  if (late > 1e-9) throw new Error(`media still arrives: ${late}`);
}

/** Number and PIN as the terminal shows them. */
export async function readTicket(terminal: Page): Promise<{ number: string; pin: string }> {
  return { number: (await terminal.getByTestId('ticketNumber').innerText()).trim(), pin: (await terminal.getByTestId('ticketPin').innerText()).trim() };
}

/** Types a number and its PIN at the terminal that asks for them. */
export async function giveTicket(terminal: Page, { number, pin }: { readonly number: string; readonly pin: string }): Promise<void> {
  await terminal.getByRole('textbox', { name: 'Number' }).fill(number);
  await terminal.getByRole('button', { name: 'Continue' }).click();
  await terminal.getByLabel('PIN, four digits').fill(pin);
  await terminal.getByRole('button', { name: 'Continue' }).click();
}

type Skipping = { skippedMs: number };

/** The page's monotonic clock can be put forward by `skip`; its timers run as ever. */
export async function addSkipping(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const now = performance.now.bind(performance);
    const globals = window as unknown as Skipping;
    globals.skippedMs = 0;
    performance.now = () => now() + globals.skippedMs;
  });
}
export const skip = (page: Page, ms: number): Promise<void> =>
  page.evaluate((more) => {
    (window as unknown as Skipping).skippedMs += more;
  }, ms);
