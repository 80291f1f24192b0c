import AxeBuilder from '@axe-core/playwright';
import { type Browser, type Page, expect } from '@playwright/test';
import { drawPerson, figures } from '#tests/support/drawnPerson.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { becomeAvailable, chooseLanguage, expectMediaArrives, launchChromium, openAs, pressTile } from './people.ts';
import { test } from './test.ts';

const folder = process.env['SCREENS'] ?? 'reports/screens';

let server: RunningServer;
let browser: Browser;

test.beforeAll(async () => {
  server = await startServer({ env: { RING_MS: '60000' } });
  browser = await launchChromium();
});
test.afterAll(async () => {
  await browser.close();
  await server.stop();
});
test.afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

/** The screen's picture, and what axe has to say of it (WCAG 2.2 A and AA). */
async function look(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${folder}/${name}.png` });
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`),
    name,
  ).toEqual([]);
}

/** The terminal's way through all its screens, one touch each, up to the queue. */
async function walk(page: Page, visit: (name: string) => Promise<void>): Promise<void> {
  const screen = (name: string) => page.locator(`main[data-screen="${name}"]`).waitFor();
  await screen('start');
  await visit('terminal-start');
  await pressTile(page, 'agency-fpa');
  await screen('serviceRequest');
  await visit('terminal-serviceRequest');
  await pressTile(page, 'service-fpa.studentAid');
  await page.locator('[data-check="microphone"][data-state="ok"]').waitFor();
  await visit('terminal-check');
  await page.getByTestId('join').click();
  await screen('waiting');
  await visit('terminal-waiting');
}

/** A browser whose camera shows somebody: these pictures are the README's. */
async function launchWith(started: AsyncDisposableStack, who: keyof typeof figures): Promise<Browser> {
  const { flag } = started.adopt(await drawPerson(figures[who]), (film) => film.remove());
  return started.use(await launchChromium([flag]));
}

/** A film's name is a path of this machine; a person's camera has a name. */
const nameCameras = (page: Page): Promise<void> =>
  page
    .addInitScript(() => {
      const label = Object.getOwnPropertyDescriptor(MediaDeviceInfo.prototype, 'label');
      Object.defineProperty(MediaDeviceInfo.prototype, 'label', {
        get(this: MediaDeviceInfo) {
          const name = String(label?.get?.call(this));
          return name.startsWith('/') ? 'HD Webcam' : name;
        },
      });
    })
    .then(() => undefined);

test('every screen of the way is accessible, and has its picture', async () => {
  await using started = new AsyncDisposableStack();
  const [customers, experts, advisers] = [await launchWith(started, 'customer'), await launchWith(started, 'expert'), await launchWith(started, 'adviser')];
  const signIn = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await signIn.goto(server.url);
  await signIn.getByTestId('mikkeli-1').waitFor();
  await look(signIn, 'sign-in');
  const terminal = await openAs(customers, server.url, { role: 'terminal', id: 'mikkeli-1' }, {}, nameCameras);
  const expert = await openAs(experts, server.url, { role: 'expert', id: 'expert-fpa-1' }, {}, nameCameras);
  const adviser = await openAs(advisers, server.url, { role: 'adviser', id: 'adviser-mikkeli-1' });
  const supervisor = await openAs(browser, server.url, { role: 'supervisor', id: 'supervisor-fpa-1' });
  await terminal.getByTestId('start').waitFor();
  await walk(terminal, (name) => look(terminal, name));
  await terminal.getByTestId('help').click();
  await look(expert, 'expert-queue');
  await becomeAvailable(expert);
  await expert.getByTestId('offer').waitFor();
  await look(expert, 'expert-offer');
  await expert.getByRole('button', { name: 'Accept' }).click();
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
  await adviser.getByRole('button', { name: 'Join the call' }).click();
  await look(adviser, 'adviser-join');
  await adviser.getByTestId('joinNow').click();
  await adviser.getByTestId('joined').getByTestId('openConnection').click();
  await adviser.getByTestId('connectionHistory').waitFor();
  await look(adviser, 'adviser-connection');
  await adviser.getByRole('button', { name: 'Terminals', exact: true }).click();
  await look(adviser, 'adviser-connection-only');
  await adviser
    .getByTestId('joined')
    .getByRole('button', { name: /I am elsewhere/ })
    .click();
  await expectMediaArrives(adviser);
  await look(terminal, 'terminal-call');
  await look(expert, 'expert-call');
  await look(supervisor, 'supervisor');
  await look(adviser, 'adviser');
  await expert.getByRole('button', { name: 'End call' }).click();
  await terminal.locator('main[data-screen="thanks"]').waitFor();
  await terminal.getByTestId('rating').getByText('Well', { exact: true }).click();
  await expect(terminal.getByTestId('rating').getByRole('status')).toHaveText('Thank you for your answer!');
  await look(terminal, 'terminal-thanks');
  await adviser.getByTestId('terminal-mikkeli-1').getByTestId('openConnection').click();
  await expect(adviser.getByTestId('quality').getByRole('listitem')).toHaveText([
    /quality \d/,
    /quality \d/,
    /quality \d/,
    'The customer found that it went: Well',
  ]);
  await look(adviser, 'adviser-quality');
  await adviser.getByRole('button', { name: 'Terminals', exact: true }).click();
  await expert.getByTestId('wrapUp').waitFor();
  await look(expert, 'expert-wrap-up');
});

const shapes = [
  { name: 'portrait', viewport: { width: 1080, height: 1920 } },
  { name: 'landscape', viewport: { width: 1920, height: 1080 } },
  { name: 'small', viewport: { width: 320, height: 640 } },
  // 1280 x 800 at 200 % is the same as half the pixels.
  { name: 'zoomed', viewport: { width: 640, height: 400 } },
];

for (const { name, viewport } of shapes) {
  for (const language of ['sv', 'fi'] as const) {
    test(`the terminal fits ${name} in ${language}: nothing is cut off sideways, targets are large`, async () => {
      const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'pargas-1' }, { viewport });
      await expect(terminal.locator('html')).toHaveAttribute('lang', 'en');
      await chooseLanguage(terminal, { sv: 'Svenska', fi: 'Suomi' }[language]);
      await expect(terminal.locator('html')).toHaveAttribute('lang', language);
      await walk(terminal, async (screen) => {
        await terminal.screenshot({ path: `${folder}/${name}-${language}-${screen}.png` });
        const overflow = await terminal.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(overflow, `${screen} sideways`).toBeLessThanOrEqual(0);
        const small = await terminal
          .locator('main button')
          .evaluateAll((buttons) => buttons.filter((button) => button.getBoundingClientRect().height < 64).map((button) => button.textContent));
        expect(small, `${screen} targets`).toEqual([]);
      });
      await terminal.getByTestId('leave').click();
      await terminal.getByRole('alertdialog').getByRole('button').last().click();
      await terminal.locator('main[data-screen="thanks"]').waitFor();
      await terminal.locator('main button').last().click();
      await terminal.locator('main[data-screen="start"]').waitFor();
    });
  }
}

test('languages can be switched on every screen, in a call too, and the call goes on', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'pargas-2' });
  await walk(terminal, async () => {
    await chooseLanguage(terminal, 'Suomi');
    await expect(terminal.locator('html')).toHaveAttribute('lang', 'fi');
    await chooseLanguage(terminal, 'Svenska');
    await expect(terminal.locator('html')).toHaveAttribute('lang', 'sv');
  });
});

test('[F5] the whole way goes by keyboard alone', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'kiiminki-1' });
  const press = async (testId: string) => {
    const target = terminal.getByTestId(testId);
    await target.focus();
    await terminal.keyboard.press('Enter');
  };
  await press('agency-dvv');
  await press('service-dvv.movingNotice');
  await terminal.getByRole('button', { name: 'Put me in the queue' }).focus();
  await terminal.keyboard.press('Enter');
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'waiting');
});

test('[F5] a terminal that is left asks, then wipes itself for the next customer', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'kiiminki-2' });
  await terminal.clock.install();
  await terminal.reload();
  await chooseLanguage(terminal, 'Svenska');
  await terminal.getByTestId('agency-dvv').click();
  await terminal.clock.runFor(95_000);
  await expect(terminal.getByText('Är du kvar?')).toBeVisible();
  await terminal.clock.runFor(30_000);
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'start');
  // The language goes back to the point's own.
  await expect(terminal.locator('html')).toHaveAttribute('lang', 'fi');
});
