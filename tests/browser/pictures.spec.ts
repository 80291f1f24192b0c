import { readdir } from 'node:fs/promises';
import { type Browser, type Page, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { launchChromium } from './people.ts';
import { test } from './test.ts';

/**
 * The look as it was agreed: each component, and each screen in its main form, beside the committed picture of it (tests/browser/pictures). A change
 * of look is seen in review, as a changed picture; `npm run pictures` renews them (CONTRIBUTING.md). Half as large as on the screen: a colour, a gap
 * or a line that moves is seen there too.
 */
const tolerance = { threshold: 0.1, maxDiffPixels: 25, scale: 'device', animations: 'disabled', caret: 'hide' } as const;
/** When the gallery's people wait and talk (client/gallery/made.ts): nothing on a picture may go on counting. */
const now = new Date(Date.UTC(2026, 10, 26, 8, 30));

const sizes = {
  terminal: { width: 1280, height: 800 },
  kiosk: { width: 1080, height: 1920 },
  phone: { width: 390, height: 844 },
  desk: { width: 1366, height: 768 },
  wall: { width: 1920, height: 1080 },
} as const;

type Screen = { readonly stage: string; readonly size?: keyof typeof sizes; readonly form?: Readonly<Record<string, string>> };

const screens: Readonly<Record<string, readonly Screen[]>> = {
  terminal: [
    { stage: 'terminal / start / idle' },
    { stage: 'terminal / start / idle', size: 'kiosk' },
    { stage: 'terminal / start / idle', size: 'phone' },
    { stage: 'terminal / start / idle', form: { language: 'ar' } },
    { stage: 'terminal / start / idle', form: { contrast: 'more' } },
    { stage: 'terminal / agency / plain' },
    { stage: 'terminal / serviceRequest / plain' },
    { stage: 'terminal / closed / plain' },
    { stage: 'terminal / number / plain' },
    { stage: 'terminal / ticket / called back' },
    { stage: 'terminal / waiting / queued, third' },
    { stage: 'terminal / waiting / queued, third', size: 'kiosk' },
    { stage: 'terminal / waiting / other ways' },
    { stage: 'terminal / call / active, with adviser and colleague' },
    { stage: 'terminal / call / active', form: { language: 'ar' } },
    { stage: 'terminal / thanks / expert' },
  ],
  expert: [
    { stage: 'expert / available, nobody waits' },
    { stage: 'expert / offered' },
    { stage: 'expert / in a call, with the adviser' },
    { stage: 'expert / in a call, with the adviser', form: { theme: 'dark' } },
    { stage: 'expert / tab connection' },
    { stage: 'expert / wrap-up' },
  ],
  adviser: [
    { stage: 'adviser / several terminals' },
    { stage: 'adviser / several terminals', form: { theme: 'dark' } },
    { stage: 'adviser / connection / what stops' },
    { stage: 'adviser / connection / what stops', form: { language: 'fi' } },
    { stage: 'adviser / set up a call' },
  ],
  supervisor: [{ stage: 'supervisor / desk / plain' }, { stage: 'supervisor / desk / plain', form: { contrast: 'more' } }],
  wall: [{ stage: 'wall / plain' }],
};
const componentSections = ['controls', 'components'] as const;
/** They say the server's own address, which is another one in every run; or more after some seconds. */
const unsteady = ['Comfort', 'InsecurePage', 'ObstacleText', 'Loading'];
const main = { language: 'sv', theme: 'light', contrast: 'normal' };

const nameOf = (...parts: readonly string[]): string => {
  const words = parts
    .join(' ')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  return `${words.replaceAll(/^-|-$/g, '')}.png`;
};
const sizeOf = (section: string, { size }: Screen): keyof typeof sizes => size ?? (section === 'terminal' || section === 'wall' ? section : 'desk');
const pictureOf = (section: string, screen: Screen): string => {
  const size = sizeOf(section, screen);
  return nameOf(screen.stage, size === 'desk' || size === section ? '' : size, ...Object.values(screen.form ?? {}));
};

let server: RunningServer;
let browser: Browser;
test.beforeAll(async () => {
  server = await startServer({ env: { MEDIA_WORKERS: '0' } });
  browser = await launchChromium(['--font-render-hinting=none', '--force-color-profile=srgb']);
});
test.afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function openStill(): Promise<Page> {
  const context = await browser.newContext({ deviceScaleFactor: 0.5, reducedMotion: 'reduce', locale: 'sv-FI', timezoneId: 'Europe/Helsinki' });
  const page = await context.newPage();
  await page.clock.setFixedTime(now);
  return page;
}

async function draw(page: Page, section: string, query: Readonly<Record<string, string>>): Promise<void> {
  await page.goto(`${server.url}/gallery/${section}?${new URLSearchParams(query)}`);
  await expect(page.locator('html')).toHaveAttribute('lang', query['language'] ?? 'sv');
  await page.locator('[data-stage]').last().waitFor();
  await page.evaluate(() => document.fonts.ready);
}

for (const section of componentSections)
  test(`each of the ${section} looks as in its picture`, async () => {
    const page = await openStill();
    await page.setViewportSize({ width: 960, height: 800 });
    await draw(page, section, main);
    // Alone on the page, so that the height of what stands above does not move it by half a pixel.
    await page.addStyleTag({ content: '[data-stage]:not([data-drawn]) { display: none; }' });
    for (const stage of await page.locator('[data-stage]').all()) {
      const title = (await stage.getAttribute('data-stage')) ?? '';
      if (unsteady.includes(title)) continue;
      await stage.evaluate((element) => element.setAttribute('data-drawn', ''));
      await expect.soft(stage).toHaveScreenshot(nameOf(section, title), tolerance);
      await stage.evaluate((element) => element.removeAttribute('data-drawn'));
    }
    await page.context().close();
  });

for (const [section, all] of Object.entries(screens))
  test(`the screens of ${section} look as in their pictures`, async () => {
    const page = await openStill();
    for (const screen of all) {
      const { stage, form = {} } = screen;
      await page.setViewportSize(sizes[sizeOf(section, screen)]);
      await draw(page, section, { ...main, ...form, stage });
      // What a screen asks for comes at once here, and is drawn a moment later.
      if (stage.startsWith('adviser / connection')) await page.locator('.recharts-line').first().waitFor();
      await expect.soft(page).toHaveScreenshot(pictureOf(section, screen), tolerance);
    }
    await page.context().close();
  });

test('no picture is left of what is drawn no more', async () => {
  const page = await openStill();
  const drawn = new Set(Object.entries(screens).flatMap(([section, all]) => all.map((screen) => pictureOf(section, screen))));
  for (const section of componentSections) {
    await draw(page, section, main);
    const stages = await page.locator('[data-stage]').evaluateAll((all) => all.map((stage) => stage.getAttribute('data-stage') ?? ''));
    for (const stage of stages.filter((title) => !unsteady.includes(title))) drawn.add(nameOf(section, stage));
  }
  await page.context().close();
  const kept = (await readdir('tests/browser/pictures')).filter((name) => name.endsWith('.png'));
  expect(kept.filter((name) => !drawn.has(name))).toEqual([]);
});
