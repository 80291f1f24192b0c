import AxeBuilder from '@axe-core/playwright';
import { type Browser, type Frame, type Page, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { expectMediaArrives, launchChromium } from './people.ts';
import { test } from './test.ts';

let server: RunningServer;
let browser: Browser;

test.beforeAll(async () => {
  server = await startServer({ env: { MEDIA_WORKERS: '1' } });
  browser = await launchChromium();
});
test.afterAll(async () => {
  await browser.close();
  await server.stop();
});
test.afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

const screens = process.env['SCREENS'] ?? 'reports/screens';

/** The front page, in English, in a window that three pages fit into. No camera is allowed to it. */
async function openFront(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(server.url);
  await expect(page.getByTestId('mikkeli-1')).toBeVisible();
  return page;
}

/** What axe has to say of the page (WCAG 2.2 A and AA). The pages in frames are looked at where they are pages of their own: screens.spec.ts. */
async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ iframes: false })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

const frameOf = (page: Page, role: string): Frame => {
  const frame = page.frames().find((one) => new URL(one.url()).pathname === `/${role}`);
  if (frame === undefined) throw new Error(`no frame of ${role}`);
  return frame;
};
const roles = ['terminal', 'expert', 'adviser'];

async function openStage(): Promise<Page> {
  const page = await openFront();
  await page.getByTestId('toStage').click();
  await expect(page.getByTestId('tour')).toHaveAttribute('data-ready', 'true');
  return page;
}

/** Presses on until the tour is at that step. */
async function goOn(page: Page, step: string): Promise<void> {
  await page.getByTestId('tourNext').click();
  await expect(page.getByTestId('tour')).toHaveAttribute('data-step', step, { timeout: 60_000 });
}

test('the front page says what this is, and finds people by a door and by words', async () => {
  const page = await openFront();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.screenshot({ path: `${screens}/front.png`, fullPage: true });
  await expect(page.getByTestId('expert-fpa-1')).toHaveCount(0);
  await page.getByTestId('door-expert').click();
  await expect(page.getByTestId('expert-fpa-1')).toBeVisible();
  await page.getByTestId('peopleSearch').fill('anna svenska');
  await expect(page.getByTestId('expert-fpa-1')).toBeVisible();
  await expect(page.getByTestId('expert-fpa-2')).toHaveCount(0);
  await page.getByTestId('expert-fpa-1').click();
  await page.waitForURL('**/expert');
});

test('the stage leads through a whole visit, in which a connection is broken and mended', async () => {
  const page = await openStage();
  await expect(page.getByTestId('tour')).toHaveAttribute('data-step', 'welcome');
  for (const role of roles) await expect(page.getByTestId(`frame-${role}`)).toBeVisible();
  await goOn(page, 'choose');
  await page.screenshot({ path: `${screens}/stage-choose.png` });
  await goOn(page, 'wait');
  expect(await faultsOf(page)).toEqual([]);
  await goOn(page, 'offer');
  await goOn(page, 'answer');
  await page.screenshot({ path: `${screens}/stage-answer.png` });
  await goOn(page, 'talk');
  await Promise.all([expectMediaArrives(frameOf(page, 'terminal')), expectMediaArrives(frameOf(page, 'expert'))]);
  // The figure's picture in the size that is meant for the stage.
  const tile = frameOf(page, 'expert').getByTestId('customerTile').locator('video');
  await expect.poll(() => tile.evaluate((video: HTMLVideoElement) => `${video.videoWidth}x${video.videoHeight}`), { timeout: 60_000 }).toBe('320x180');
  await page.screenshot({ path: `${screens}/stage-talk.png` });
  await goOn(page, 'trouble');
  await goOn(page, 'remedy');
  const finding = frameOf(page, 'adviser').locator('[data-code=cameraFrozen]').first();
  await expect(finding).toBeVisible();
  await page.screenshot({ path: `${screens}/stage-remedy.png` });
  await goOn(page, 'repaired');
  await expect(finding).toHaveCount(0);
  await expectMediaArrives(frameOf(page, 'expert'));
  await page.screenshot({ path: `${screens}/stage-repaired.png` });
  await goOn(page, 'end');
  await goOn(page, 'wrapUp');
  await goOn(page, 'rate');
  await goOn(page, 'over');
  await page.screenshot({ path: `${screens}/stage-over.png` });
  await page.getByTestId('tourAgain').click();
  await expect(page.getByTestId('tour')).toHaveAttribute('data-step', 'welcome');
});

test('each frame is who the stage made it, whoever the browser is signed in as, also after a reload; a page that is signed out ends the stage', async () => {
  const page = await openFront();
  await page.request.post(`${server.url}/api/demo/sign-in`, { data: { role: 'adviser', id: 'adviser-mikkeli-1' } });
  const stage = page.waitForResponse('**/api/demo/stage');
  await page.getByTestId('toStage').click();
  const { players } = (await (await stage).json()) as { players: Record<string, { id: string; token: string }> };
  await expect(page.getByTestId('tour')).toHaveAttribute('data-ready', 'true');
  const whoIs = (role: string) =>
    frameOf(page, role).evaluate(async () => ((await (await fetch('/api/session')).json()) as { subjects: { role: string; id: string }[] }).subjects);
  for (const role of roles) expect(await whoIs(role)).toEqual([{ role, id: players[role]?.id }]);
  // The address shows no token.
  for (const role of roles) expect(frameOf(page, role).url()).toBe(`${server.url}/${role}`);
  await frameOf(page, 'adviser').evaluate(() => window.location.reload());
  await expect.poll(() => whoIs('adviser').catch(() => null)).toEqual([{ role: 'adviser', id: players['adviser']?.id }]);
  await page.request.post(`${server.url}/api/sign-out`, {
    data: { role: 'adviser' },
    headers: { authorization: `Bearer ${players['adviser']?.token}` },
  });
  await expect(page.getByText('One of the pages has been signed out')).toBeVisible();
  await page.getByTestId('again').click();
  await expect(page.getByTestId('tour')).toHaveAttribute('data-ready', 'true');
});

test('who leaves the stage is signed out there, and frees the people', async () => {
  const page = await openFront();
  const stage = page.waitForResponse('**/api/demo/stage');
  await page.getByTestId('toStage').click();
  const { players } = (await (await stage).json()) as { players: Record<string, { token: string }> };
  await page.getByRole('link', { name: 'To the front page' }).click();
  await expect(page.getByTestId('toStage')).toBeVisible();
  const subjectsBy = async (token = '') =>
    ((await (await fetch(`${server.url}/api/session`, { headers: { authorization: `Bearer ${token}` } })).json()) as { subjects: unknown[] }).subjects;
  for (const role of roles) await expect.poll(() => subjectsBy(players[role]?.token)).toEqual([]);
});
