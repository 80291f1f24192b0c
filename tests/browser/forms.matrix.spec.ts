import { type Browser, type Page, expect } from '@playwright/test';
import { type TextLanguage, shippedLanguages, staffLanguages } from '#shared/language.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { misfitsIn, violationsIn } from './forms.ts';
import { launchChromium } from './people.ts';
import { test } from './test.ts';

/**
 * Everything in every form: each stage of the gallery is read by axe and measured. `npm run test:matrix` takes every language in every form and
 * size; `npm test` the first language in light, those that are read from right to left, and the colours of the other forms.
 */
const isFull = process.env['MATRIX'] === 'full';

const desks = ['controls', 'components', 'expert', 'adviser', 'supervisor'];
/** A terminal stands in a bright room and a board hangs in a dim one: each has one theme. */
const sections = [...desks, 'terminal', 'wall'];

const first = staffLanguages[0];
/** What customers see is there in every language that the product brings, and in one that needs more room than all of them. */
const customers = ['components', 'terminal'];
const languagesOf = (section: string): readonly TextLanguage[] => (customers.includes(section) ? [...shippedLanguages, 'qps'] : staffLanguages);
const isRightToLeft = (language: TextLanguage): boolean => new Intl.Locale(language).maximize().script === 'Arab';

type Form = { readonly name: string; readonly query: Readonly<Record<string, string>>; readonly of: readonly string[] };
const light: Form = { name: 'light', query: { theme: 'light' }, of: sections };
const forms: readonly Form[] = [
  light,
  { name: 'dark', query: { theme: 'dark' }, of: desks },
  { name: 'more contrast', query: { theme: 'light', contrast: 'more' }, of: [...desks, 'terminal'] },
];
const sizes = [
  { width: 1280, height: 800 },
  // The same at 200 %.
  { width: 640, height: 400 },
  { width: 320, height: 640 },
];

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

/** The gallery's section in that language and form, when all of it stands still. */
async function open(section: string, language: TextLanguage, query: Form['query']): Promise<Page> {
  // None of the sizes that are measured: each of these is a change, at which a terminal without a field to write in puts its keys away.
  const context = await browser.newContext({ viewport: { width: 1024, height: 768 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${server.url}/gallery/${section}?${new URLSearchParams({ ...query, language })}`);
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  await page.locator('[data-stage]').last().waitFor();
  await page.evaluate(() => document.fonts.ready);
  return page;
}

async function misfitsInSizes(page: Page, of: readonly { readonly width: number; readonly height: number }[] = sizes): Promise<string[]> {
  const found: string[] = [];
  for (const size of of) {
    await page.setViewportSize(size);
    found.push(...(await misfitsIn(page)).map((misfit) => `${size.width} px: ${misfit}`));
  }
  return found;
}

for (const section of sections)
  test(`${section} is accessible and fits, in ${first} and light`, async () => {
    const page = await open(section, first, light.query);
    expect(await violationsIn(page)).toEqual([]);
    expect(await misfitsInSizes(page)).toEqual([]);
    await page.context().close();
  });

for (const section of customers)
  for (const language of shippedLanguages.filter(isRightToLeft))
    test(`${section} fits from right to left, in ${language}`, async () => {
      const page = await open(section, language, light.query);
      await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
      expect(await misfitsInSizes(page)).toEqual([]);
      await page.context().close();
    });

for (const { name, query, of } of forms.filter((form) => form !== light))
  test(`every colour can be read: ${name}`, async () => {
    for (const section of of) {
      const page = await open(section, first, query);
      expect(await violationsIn(page, 'color-contrast'), section).toEqual([]);
      await page.context().close();
    }
  });

if (isFull)
  for (const { name, query, of } of forms)
    for (const section of of)
      for (const language of languagesOf(section))
        test(`${section} in ${language}, ${name}`, async () => {
          const page = await open(section, language, query);
          expect(await violationsIn(page)).toEqual([]);
          expect(await misfitsInSizes(page)).toEqual([]);
          await page.context().close();
          const enlarged = await open(section, language, { ...query, size: 'larger' });
          expect(await misfitsInSizes(enlarged, [sizes[0]!])).toEqual([]);
          await enlarged.context().close();
        });
