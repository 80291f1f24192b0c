import { type Browser, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { launchChromium, openAs, queueAt } from './people.ts';
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

test('[F46] the wallboard hangs beside the desk, follows the queues, says when its line is lost, and ends with the session', async () => {
  const desk = await openAs(browser, server.url, { role: 'supervisor', id: 'supervisor-fpa-1' });
  const opened = desk.context().waitForEvent('page');
  await desk.getByTestId('wallLink').click();
  const wall = await opened;
  await expect(wall.locator('html')).toHaveAttribute('data-mode', 'wall');
  await expect(wall.getByTestId('wall-waiting')).toContainText('0');
  await expect(wall.locator('button, a')).toHaveCount(0);

  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
  await queueAt(terminal, 'fpa', 'fpa.studentAid');
  await expect(wall.getByTestId('wall-waiting')).toContainText('1');
  await expect(wall.getByTestId('wall-queue-fpa.studentAid')).toContainText(/\d:\d\d/);
  // The desk is not replaced by the board.
  await expect(desk.getByTestId('entry')).toHaveCount(1);
  await wall.setViewportSize({ width: 1920, height: 1080 });
  await wall.screenshot({ path: 'reports/screens/supervisor-wall.png' });

  await wall.route('**/api/wall', (route) => route.abort());
  await expect(wall.getByRole('status')).toContainText('No connection since');
  await expect(wall.getByTestId('wall-waiting')).toContainText('1');
  await wall.unroute('**/api/wall');
  await expect(wall.getByRole('status')).toHaveCount(0);

  await desk.getByTestId('signOut').click();
  await expect(wall.getByTestId('wall')).toHaveCount(0);
  await expect(wall).toHaveURL(`${server.url}/`);
});

test('[F46] the wallboard names nobody, and is nobody’s without a session', async () => {
  const desk = await openAs(browser, server.url, { role: 'supervisor', id: 'supervisor-fpa-1' });
  const said = await (await desk.request.get(`${server.url}/api/wall`)).text();
  await expect(desk.locator('[data-testid^="expert-"]').first()).toBeVisible();
  for (const name of await desk.locator('[data-testid^="expert-"] b').allInnerTexts()) expect(said).not.toContain(name);
  const stranger = await browser.newContext();
  expect((await stranger.request.get(`${server.url}/api/wall`)).status()).toBe(401);
  const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-mikkeli-1' });
  expect((await adviser.request.get(`${server.url}/api/wall`)).status()).toBe(401);
});

test('[F46] the wallboard takes up a new build by itself, once', async () => {
  const desk = await openAs(browser, server.url, { role: 'supervisor', id: 'supervisor-fpa-1' });
  const page = await desk.context().newPage();
  await page.clock.install();
  await page.goto(`${server.url}/supervisor/wall`);
  await expect(page.getByTestId('wall')).toBeVisible();
  // Looked for as an element, since a page that is being loaded anew answers no question.
  const mark = () => page.evaluate(() => document.body.setAttribute('data-marked', ''));
  const marked = page.locator('body[data-marked]');
  // The board asks for the page's head without loading it.
  await page.route(`${server.url}/`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll(/index-[\w-]+\.js/g, 'index-newer.js') });
  });
  await mark();
  await page.clock.fastForward(61_000);
  await expect(marked).toHaveCount(0);
  await expect(page.getByTestId('wall')).toBeVisible();
  await mark();
  const asked = page.waitForResponse(`${server.url}/`);
  await page.clock.fastForward(61_000);
  await asked;
  const readAgain = page.waitForResponse('**/api/wall');
  await page.clock.fastForward(4_000);
  await readAgain;
  await expect(marked).toHaveCount(1);
});
