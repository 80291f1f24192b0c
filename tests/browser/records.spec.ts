import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type Page, expect } from '@playwright/test';
import { dataClasses } from '#shared/privacy/classes.ts';
import { shippedLanguages } from '#shared/language.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { launchChromium } from './people.ts';
import { test } from './test.ts';

let server: RunningServer;
let browser: Browser;
test.beforeAll(async () => {
  server = await startServer({ env: { MEDIA_WORKERS: '0', NOTE_RETENTION_HOURS: '36' } });
  browser = await launchChromium();
});
test.afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** A page of somebody who signs in through the demo's door, in that language. */
async function openFor(role: string, id: string, path: string, language = 'en'): Promise<Page> {
  const context = await browser.newContext({ locale: language, viewport: { width: 1440, height: 1000 } });
  await context.addInitScript((chosen) => sessionStorage.setItem('language', chosen), language);
  expect((await context.request.post(`${server.url}/api/demo/sign-in`, { data: { role, id } })).ok()).toBe(true);
  const page = await context.newPage();
  await page.goto(`${server.url}${path}`);
  return page;
}
const faultsOf = async (page: Page): Promise<string[]> => (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id);

test('[F108] an administrator finds an act, reads it in own words, and takes it out as a file', async () => {
  const page = await openFor('administrator', 'administrator-1', '/administrator/audit');
  await expect(page.getByTestId('audit')).toBeVisible();
  await expect(page.getByTestId('audit-filters')).toBeVisible();
  await page.getByTestId('audit-show').click();
  // The first reading is an entry itself.
  await expect(page.getByTestId('audit-audit.read').first()).toContainText('Read the audit');
  await page.getByTestId('audit-act').fill('point');
  await page.getByTestId('audit-show').click();
  await expect(page.getByText('No entries match.')).toBeVisible();
  await page.getByTestId('audit-act').fill('no code!');
  await expect(page.getByText('Letters and dots only')).toBeVisible();
  await page.getByTestId('audit-act').fill('audit');
  await page.getByTestId('audit-show').click();
  await expect(page.getByTestId('audit-audit.read').first()).toContainText('administrator-1');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('audit-export').click()]);
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.every((line) => (JSON.parse(line) as { act: string }).act.startsWith('audit.'))).toBe(true);
  expect(await faultsOf(page)).toEqual([]);
  await page.screenshot({ path: 'reports/records-audit.png' });
});

test('[M12] the page on what is stored has every class, with the rows and limits of now', async () => {
  const page = await openFor('administrator', 'administrator-1', '/administrator/privacy', 'sv');
  for (const { id } of dataClasses) await expect(page.getByTestId(`stored-${id}`)).toBeVisible();
  await expect(page.getByTestId('stored-notes')).toContainText('36 timmar');
  await expect(page.getByTestId('stored-statistics')).toContainText('730 dygn');
  await expect(page.getByTestId('stored-staff')).toContainText(/\d{2}/);
  expect(await faultsOf(page)).toEqual([]);
  await page.screenshot({ path: 'reports/records-privacy.png' });
  const local = await openFor('administrator', 'administrator-municipality-1', '/administrator/privacy');
  await expect(local.getByText('Whoever looks after the whole country sees the counts.')).toBeVisible();
});

test('[M12] the notice at the terminal’s start says the limits that hold, in each language', async () => {
  const page = await openFor('terminal', 'mikkeli-1', '/terminal');
  for (const language of shippedLanguages) {
    await page.locator(`[data-testid=languages] [lang=${language}] button, [data-testid=languages] button[lang=${language}]`).first().click();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await page.getByTestId('privacy-notice').click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('listitem')).toHaveCount(6);
    await expect(dialog).toContainText('36');
    await expect(dialog).toContainText('24');
    await page.screenshot({ path: `reports/records-notice-${language}.png` });
    await dialog.getByRole('button').last().click();
    await expect(dialog).toHaveCount(0);
  }
});
