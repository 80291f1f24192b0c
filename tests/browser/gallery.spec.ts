import AxeBuilder from '@axe-core/playwright';
import { type Browser, type Page, expect } from '@playwright/test';
import { shippedLanguages, staffLanguages } from '#shared/language.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { launchChromium } from './people.ts';
import { test } from './test.ts';

const sections = {
  controls: 15,
  components: 20,
  terminal: 20,
  expert: 8,
  adviser: 9,
  supervisor: 7,
  fleet: 8,
  signIn: 1,
  administrator: 6,
  administratorSections: 13,
  administratorRecords: 3,
};
/** Whose screens no other test shows to axe in all their states (WCAG 2.2 A and AA). */
const looked = ['fleet', 'signIn', 'administrator', 'administratorSections', 'administratorRecords'];
/** What customers see is shown in every language; the pseudo-language stands for those that need more room than all of them. */
const customers = ['components', 'terminal'];
const languagesOf = (section: string): readonly string[] => (customers.includes(section) ? [...shippedLanguages, 'qps'] : staffLanguages);

let server: RunningServer;
let browser: Browser;
test.beforeAll(async () => {
  server = await startServer({ env: { MEDIA_WORKERS: '0' } });
  browser = await launchChromium();
});
test.afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Errors of the page, and a missing text is one (client/gallery/GalleryPage.tsx). */
function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .include('[data-stage]')
    // The pseudo-language is in no build for production, and in no register of languages.
    .exclude('[lang="qps"]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
}

for (const [section, least] of Object.entries(sections)) {
  test(`the gallery shows ${section} in each language, with no fault and no missing text`, async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const errors = collectErrors(page);
    await page.goto(`${server.url}/gallery/${section}`);
    for (const language of languagesOf(section)) {
      await page.locator(`header [data-language="${language}"]`).getByRole('button').first().click();
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      await expect(page.locator(`[data-section="${section}"]`)).toBeVisible();
      expect(await page.locator('[data-stage]').count()).toBeGreaterThanOrEqual(least);
      // A part that failed stands there with a way to try again.
      await expect(page.getByTestId('partFault')).toHaveCount(0);
      await page.screenshot({ path: `reports/gallery/${section}-${language}.png`, fullPage: true });
    }
    expect(errors).toEqual([]);
    if (looked.includes(section)) await expectAccessible(page);
    await context.close();
  });
}

const alone = [
  { section: 'terminal', title: 'terminal / agency / plain', mode: 'terminal', language: 'fi', contrast: 'more' },
  { section: 'supervisor', title: 'supervisor / QueueTable', mode: 'desk', language: 'sv', contrast: 'normal' },
] as const;

for (const { section, title, mode, language, contrast } of alone)
  test(`the gallery draws ${title} alone, in the form that its address asks for`, async () => {
    const page = await browser.newPage();
    const query = new URLSearchParams({ stage: title, language, contrast });
    await page.goto(`${server.url}/gallery/${section}?${query}`);
    await expect(page.locator('[data-stage]')).toHaveCount(1);
    await expect(page.locator('[data-stage]')).toHaveAttribute('data-stage', title);
    for (const [name, value] of Object.entries({ lang: language, 'data-mode': mode, 'data-contrast': contrast }))
      await expect(page.locator('html')).toHaveAttribute(name, value);
    await page.screenshot({ path: `reports/gallery/${mode}-alone.png` });
    await page.close();
  });
