import { type Browser, type Page, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { expectMediaArrives, expectSoundArrives, joinCall, launchChromium, openAs, startCall } from './people.ts';
import { test } from './test.ts';

const screens = process.env['SCREENS'] ?? 'reports/screens';

let server: RunningServer;
let browser: Browser;
test.beforeAll(async () => {
  server = await startServer({ env: { MEDIA_WORKERS: '1', RING_MS: '60000' } });
  browser = await launchChromium();
});
test.afterAll(async () => {
  await browser.close();
  await server.stop();
});
test.afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

/** Answers 404 for a part of the page, as after a deployment that took the old files away. */
const takeAway = (page: Page, part: RegExp) => page.route(part, (route) => route.fulfill({ status: 404, body: '{}' }));

/** Everything that shows a clock's minutes and seconds fails while it is drawn. */
const breakClocks = (page: Page) =>
  page.evaluate(() => Object.assign(String.prototype, { padStart: () => (window as unknown as { broken: () => string }).broken() }));
const mendClocks = async (page: Page): Promise<void> => {
  await page.evaluate(() => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    String.prototype.padStart = (frame.contentWindow as unknown as typeof globalThis).String.prototype.padStart;
  });
};

test('[E5] in a call, a part that is missing or cannot be drawn leaves sound, mute and the way out as they are', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-fpa-1' });
  const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-mikkeli-1' });
  await startCall(terminal, expert, 'fpa', 'fpa.studentAid');
  await joinCall(adviser, 'open');
  await expectMediaArrives(adviser);

  await test.step('a lazy part answers 404', async () => {
    await takeAway(adviser, /ConnectionHistory/);
    const dialog = adviser.getByTestId('connectionDialog');
    await adviser.getByTestId('terminal-mikkeli-1').getByTestId('openConnection').click();
    await expect(dialog.getByTestId('partFault')).toBeVisible();
    await expectSoundArrives(adviser);
    await adviser.screenshot({ path: `${screens}/fault-part.png` });
    await adviser.unroute(/ConnectionHistory/);
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await expect(dialog.getByTestId('connectionHistory')).toBeVisible();
    await dialog.getByRole('button', { name: 'Terminals', exact: true }).click();
    await expect(adviser.getByTestId('joined').getByRole('button', { name: 'Leave the call' })).toBeVisible();
  });

  await test.step('a dialog over the call cannot be drawn', async () => {
    await expert.evaluate(() => Object.assign(crypto, { randomUUID: () => (window as unknown as { broken: () => string }).broken() }));
    const call = expert.getByTestId('call');
    await call.getByRole('button', { name: 'Transfer' }).click();
    const fault = call.getByTestId('partFault');
    await expect(fault).toBeVisible();
    await expect(call.getByRole('button', { name: 'End call' })).toBeVisible();
    await expectMediaArrives(expert);
    await expert.evaluate(() => Reflect.deleteProperty(crypto, 'randomUUID'));
    await fault.getByRole('button', { name: 'Try again' }).click();
    await call.getByRole('button', { name: 'Transfer' }).click();
    await expert.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  });

  await test.step('the panel of the call itself cannot be drawn', async () => {
    await breakClocks(expert);
    const call = expert.getByTestId('callGoesOn');
    await expect(call).toContainText('Your microphone is on. Your camera is on.');
    await expectMediaArrives(expert);
    await expert.screenshot({ path: `${screens}/fault-call.png` });
    await call.getByRole('button', { name: 'Turn microphone off' }).click();
    await expect(call).toContainText('Your microphone is off.');
    await expect(terminal.getByTestId('expertTile').getByLabel(/microphone is off/i)).toBeVisible();
    await mendClocks(expert);
    await expert.getByTestId('partFault').filter({ has: call }).getByRole('button', { name: 'Try again' }).click();
    await expect(expert.getByTestId('call')).toBeVisible();
  });

  await test.step('the same at the terminal, where it ends the call too', async () => {
    await expert.getByRole('button', { name: 'Hold', exact: true }).click();
    await breakClocks(terminal);
    const call = terminal.getByTestId('callGoesOn');
    await expect(call).toBeVisible();
    await terminal.setViewportSize({ width: 390, height: 800 });
    await terminal.screenshot({ path: `${screens}/fault-terminal-small.png`, fullPage: true });
    await call.getByRole('button', { name: 'End the call' }).click();
    await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'thanks');
  });
});

test('[E5] a page whose code is missing says so and tries again by itself', async () => {
  const context = await browser.newContext({ locale: 'sv-FI', viewport: { width: 390, height: 800 } });
  await context.request.post(`${server.url}/api/demo/sign-in`, { data: { role: 'terminal', id: 'kiiminki-1' } });
  const page = await context.newPage();
  await takeAway(page, /TerminalPage/);
  await page.clock.install();
  await page.goto(`${server.url}/terminal`);
  await expect(page.getByTestId('pageFault')).toContainText('Sidan kan inte visas just nu');
  await page.screenshot({ path: `${screens}/fault-page-small-sv.png` });
  await page.unroute(/TerminalPage/);
  await page.clock.runFor(20_000);
  await expect(page.getByTestId('start')).toBeVisible();
});

test('[E5] even without the first file there are words and a way to reload', async () => {
  const page = await (await browser.newContext()).newPage();
  await takeAway(page, /assets\/index-.*js/);
  await page.goto(`${server.url}/terminal`);
  await expect(page.getByText('Sivua ei voi avata juuri nyt.')).toBeVisible();
  await page.unroute(/assets\/index-.*js/);
  await page.getByRole('link', { name: 'Reload the page' }).click();
  // No terminal yet: this is where it is enrolled.
  await expect(page.getByRole('textbox', { name: 'Engångskod' })).toBeVisible();
});

test('[E5] a file that never comes is told of within some seconds', async () => {
  const page = await (await browser.newContext({ locale: 'sv-SE' })).newPage();
  await page.route(/SignInPage.*js/, () => {});
  await page.goto(server.url);
  await expect(page.getByText('Sidan öppnas. Det tar längre än vanligt.')).toBeVisible({ timeout: 8_000 });
});

test('[E5] no press is silent: one that throws, one that is refused, and one that is not answered', async () => {
  let isSwallowed = false;
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-2' }, {}, async (page) => {
    await page.routeWebSocket(/socket\.io/, (socket) => {
      const upstream = socket.connectToServer();
      socket.onMessage((message) => {
        if (!(isSwallowed && String(message).includes('help:'))) upstream.send(message);
      });
    });
  });
  await terminal.getByTestId('start').waitFor();
  isSwallowed = true;
  await terminal.getByTestId('help').click();
  await expect(terminal.getByText('The answer takes longer than usual.')).toBeVisible();
  await expect(terminal.getByTestId('fault')).toContainText('No connection to the service.');
  await terminal.getByTestId('fault').getByRole('button').click();
  await expect(terminal.getByTestId('fault')).toBeHidden();
  await terminal.evaluate(() => document.addEventListener('click', () => Promise.reject(new Error('a fault in a handler')), { once: true, capture: true }));
  await terminal.getByTestId('agency-fpa').click();
  await expect(terminal.getByTestId('fault')).toContainText('Something went wrong');
});
