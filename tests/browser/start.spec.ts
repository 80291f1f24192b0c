import { type Browser, type Page, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { addSkipping, chooseLanguage, launchChromium, openAs, skip } from './people.ts';
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

const shapes = { kiosk: { width: 1080, height: 1920 }, landscape: { width: 1280, height: 800 } } as const;
const least = 64;

/** Nothing has to be scrolled for, neither on the page nor in its frame. */
async function expectNoScrolling(page: Page, name: string): Promise<void> {
  const beyond = await page.evaluate(() => {
    const over = (element: Element): number => Math.max(element.scrollHeight - element.clientHeight, element.scrollWidth - element.clientWidth);
    return [document.scrollingElement, document.querySelector('main')].map((element) => (element === null ? 0 : over(element)));
  });
  // A line may be a fraction of a pixel higher than its box.
  expect(Math.max(...beyond), `${name} scrolls`).toBeLessThanOrEqual(1);
}

/** Whatever is pressed is large enough for a finger, and none of it is cut off. */
async function expectTargets(page: Page, name: string): Promise<void> {
  const small = await page.locator('button, input').evaluateAll(
    (targets, size) =>
      targets
        // Where the target is a field's whole frame, the frame counts.
        .map((target) => (target instanceof HTMLInputElement ? (target.closest('[data-rac]:not(input)') ?? target) : target))
        .filter((target) => target.checkVisibility())
        .map((target) => ({ text: target.textContent, box: target.getBoundingClientRect() }))
        .filter(({ box }) => box.height < size - 0.5 || box.width < size - 0.5 || box.bottom > window.innerHeight + 1 || box.right > window.innerWidth + 1)
        .map(({ text, box }) => `${text} ${box.width}×${box.height}`),
    least,
  );
  expect(small, `${name} targets`).toEqual([]);
}

for (const shape of ['kiosk', 'landscape'] as const) {
  const viewport = shapes[shape];
  for (const [language, name, terminals] of [
    ['fi', 'Suomi', { kiosk: 'saarijarvi-1', landscape: 'kiiminki-2' }],
    ['sv', 'Svenska', { kiosk: 'pargas-1', landscape: 'pargas-2' }],
  ] as const) {
    test(`[F1] ${shape} in ${language}: three taps from the start to the queue, nothing scrolls, every target is large`, async () => {
      // A terminal of its own: the customer is still in the queue at the end.
      const id = terminals[shape];
      const page = await openAs(browser, server.url, { role: 'terminal', id }, { viewport });
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
      await chooseLanguage(page, name);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      let taps = 0;
      const tap = async (testId: string, screen: string): Promise<void> => {
        await page.getByTestId(testId).click();
        taps += 1;
        await page.locator(`main[data-screen="${screen}"]`).waitFor();
      };
      const look = async (screen: string): Promise<void> => {
        await page.screenshot({ path: `reports/screens/${shape}-${language}-${screen}.png` });
        await expectNoScrolling(page, screen);
        await expectTargets(page, screen);
      };
      await look('start');
      await tap('agency-fpa', 'serviceRequest');
      await look('errand');
      await tap('service-fpa.studentAid', 'deviceCheck');
      await page.locator('[data-check="microphone"][data-state="ok"]').waitFor();
      await look('check');
      await tap('join', 'waiting');
      expect(taps).toBe(3);
    });
  }
}

test('own words find an errand at any agency, by the terminal’s own keys; they go when a keyboard is used, and never hide the field', async () => {
  const page = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByTestId('search').click();
  const keys = page.getByTestId('touchKeys');
  const field = page.getByTestId('plainSearch');
  await expect(keys).toBeVisible();
  await expectTargets(page, 'search');
  for (const key of 'rent') await keys.getByRole('button', { name: key, exact: true }).click();
  await expect(field).toHaveValue('rent');
  await expect(field).toBeFocused();
  await expect(page.getByTestId('found').getByRole('button').first()).toContainText('Housing allowance');
  const [fieldBox, keysBox] = await Promise.all([field.boundingBox(), keys.boundingBox()]);
  expect((fieldBox?.y ?? 0) + (fieldBox?.height ?? 0)).toBeLessThanOrEqual(keysBox?.y ?? 0);
  await keys.getByRole('button', { name: 'Erase' }).click();
  await expect(field).toHaveValue('ren');
  await page.keyboard.type('t');
  await expect(keys).toBeHidden();
  await expect(field).toHaveValue('rent');
  await field.click();
  await expect(keys).toBeVisible();
  await page.getByTestId('service-fpa.housingAllowance').click();
  await expect(page.locator('main')).toHaveAttribute('data-screen', 'deviceCheck');
  await expect(keys).toBeHidden();
});

test('words that lead nowhere lead to a person', async () => {
  const page = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-2' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByTestId('search').click();
  await page.getByTestId('plainSearch').fill('xyzzy');
  await expect(page.getByRole('status').filter({ hasText: 'We found nothing' })).toBeVisible();
  await page.getByRole('button', { name: 'Ask the adviser' }).click();
  await expect(page.getByTestId('help')).toHaveAttribute('aria-pressed', 'true');
  await page.getByTestId('help').click();
  await expect(page.getByTestId('help')).toHaveAttribute('aria-pressed', 'false');
});

test('on a telephone its own keys are used', async () => {
  const page = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-2' }, { viewport: { width: 390, height: 844 } });
  await page.getByTestId('search').click();
  await expect(page.getByTestId('plainSearch')).toBeFocused();
  await expect(page.getByTestId('touchKeys')).toHaveCount(0);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

test('[F5] text size, contrast, reach and sounds show at once, and nothing of them is left for the next customer', async () => {
  const page = await openAs(browser, server.url, { role: 'terminal', id: 'kiiminki-1' }, {}, addSkipping);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  const choose = async (): Promise<void> => {
    await page.getByTestId('comfortButton').click();
    const comfort = page.getByTestId('comfort');
    await comfort.getByText('Largest').click();
    await comfort.getByText('More contrast').click();
    await comfort.getByText('Buttons lower').click();
    await comfort.getByRole('button', { name: 'Done' }).click();
  };
  const html = page.locator('html');
  const isPlain = async (): Promise<void> => {
    await expect(html).toHaveAttribute('data-size', 'normal');
    await expect(html).toHaveAttribute('data-contrast', 'normal');
    await expect(html).toHaveAttribute('data-reach', 'normal');
  };
  await choose();
  await expect(html).toHaveAttribute('data-size', 'larger');
  await expect(html).toHaveAttribute('data-contrast', 'more');
  await expect(html).toHaveAttribute('data-reach', 'low');
  await page.screenshot({ path: 'reports/screens/terminal-comfort.png' });
  // A passer-by.
  await skip(page, 121_000);
  await isPlain();
  // A customer, in English again, who starts over.
  await chooseLanguage(page, 'English');
  await page.getByTestId('agency-fpa').click();
  await choose();
  await expect(html).toHaveAttribute('data-size', 'larger');
  await page.getByRole('button', { name: 'Start over' }).click();
  await isPlain();
});
