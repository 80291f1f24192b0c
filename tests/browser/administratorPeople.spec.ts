import { type Browser, type Page, expect } from '@playwright/test';
import { setUpOptionsSchema } from '#shared/accounts/http.ts';
import { goodPassword, totpCode } from '#tests/support/localAccounts.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { launchChromium, openAs } from './people.ts';
import { test } from './test.ts';

const screens = process.env['SCREENS'] ?? 'reports/screens';

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
test.afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

const open = async (id: string, section: string): Promise<Page> => {
  const page = await openAs(browser, server.url, { role: 'administrator', id }, { viewport: { width: 1366, height: 900 } });
  await page.getByTestId(`section-${section}`).click();
  return page;
};
const takeIntoUse = async (page: Page): Promise<void> => {
  await page.getByTestId('takeIntoUse').click();
  await page.getByTestId('confirmChange').click();
  await page.getByTestId('takeIntoUseDialog').waitFor({ state: 'hidden' });
};

test('[F100] [F104] somebody is added, signs in by the one-time code, gets a second role, and is removed again', async () => {
  const page = await open('administrator-fpa-1', 'people');
  await expect(page.getByTestId('people')).not.toContainText('adviser');
  await page.getByTestId('addPerson').click();
  await page.getByTestId('personName').fill('Vilma Ek');
  await page.getByTestId('createPerson').click();
  await expect(page.getByTestId('person')).toContainText('Vilma Ek');
  // In use only when it is taken into use.
  await expect(page.getByTestId('person')).toContainText('Take the person into use first.');
  await takeIntoUse(page);
  await page.getByTestId('makeCode').click();
  const code = (await page.getByTestId('code-expert').textContent()) ?? '';
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await page.screenshot({ path: `${screens}/people-code.png` });
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.locator('tr', { hasText: 'Vilma Ek' })).toContainText('Code made');
  await page.screenshot({ path: `${screens}/people.png` });

  const context = await browser.newContext();
  // The one-time code is the first sign-in: an account is made by it.
  const account = { userName: 'vilma.ek', password: goodPassword };
  await context.request.post(`${server.url}/api/sign-in`, { data: { code } });
  const asked = await context.request.post(`${server.url}/api/sign-in/set-up/options`, { data: account });
  const { totp } = setUpOptionsSchema.parse(await asked.json());
  const factor = { kind: 'totp', code: totpCode(totp.secret, Date.now()) };
  const signedIn = await context.request.post(`${server.url}/api/sign-in/set-up`, { data: { ...account, factor } });
  expect(signedIn.ok()).toBe(true);
  const expert = await context.newPage();
  await expert.addInitScript(() => sessionStorage.setItem('language', 'en'));
  await expert.goto(`${server.url}/expert`);
  await expect(expert.getByText('Vilma Ek').first()).toBeVisible();
  await expert.evaluate(() => document.body.setAttribute('data-former', ''));

  await page.getByTestId('role-supervisor').click();
  await takeIntoUse(page);
  await expect(page.locator('tr', { hasText: 'Vilma Ek' })).toContainText('Supervisor');

  await page.getByTestId('removePerson').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await takeIntoUse(page);
  await expect(page.locator('tr', { hasText: 'Vilma Ek' })).toContainText('Removed');
  await expect.poll(async () => (await context.request.get(`${server.url}/api/session`)).json(), { timeout: 4_000 }).toMatchObject({ subjects: [] });
  await expert.waitForURL(`${server.url}/`);
  // The address changes first, and then the page is loaded anew. A context that is closed in the middle of a load sometimes never ends.
  await expect(expert.locator('body[data-former]')).toHaveCount(0);
  await expert.waitForLoadState();
});

test('[F99] what was agreed and is missing is told in the section and to the point’s adviser', async () => {
  const page = await open('administrator-municipality-1', 'offer');
  const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-mikkeli-1' });
  await page.getByTestId('offerAgency').click();
  await page.getByRole('option').first().click();
  await page.getByText('By video', { exact: true }).first().click();
  await page.getByRole('option', { name: 'Visiting expert' }).click();
  await page.getByTestId('addOffer').click();
  await expect(page.getByTestId('gap-mikkeli')).toBeVisible();
  await page.screenshot({ path: `${screens}/offer.png` });
  await expect(adviser.getByTestId('offerGaps')).toContainText('visiting expert', { timeout: 4_000 });
  await adviser.screenshot({ path: `${screens}/offer-adviser.png` });
});
