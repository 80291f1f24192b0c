import { expect } from '@playwright/test';
import { Installation, setUpAccount } from './installed.ts';
import { test } from './test.ts';

let installation: Installation;
test.beforeAll(async () => {
  installation = await Installation.start({}, { isEmpty: true });
});
test.afterAll(() => installation.stop());

test('[F104] an empty installation shows where one signs in, and its one-time address makes the first administrator', async () => {
  const context = await installation.context({ locale: 'sv-SE' });
  const page = await context.newPage();
  await page.goto(installation.origin);
  await expect(page.getByTestId('userName')).toBeVisible();
  const address = await installation.firstAdministratorAddress();
  await page.goto(address);
  await page.getByTestId('ownName').fill('Aino Virtanen');
  await page.screenshot({ path: 'reports/screens/signIn-first.png', fullPage: true });
  await page.getByTestId('firstGoOn').click();
  await setUpAccount(page, 'aino.virtanen');
  await page.waitForURL('**/administrator');
  await expect(page.getByText('Aino Virtanen, Hela landet')).toBeVisible();
  await page.getByTestId('section-signInMethods').click();
  await expect(page.getByText('Ingen annan inloggning är kopplad.')).toBeVisible();
  await page.screenshot({ path: 'reports/screens/administrator-signInMethods-none.png' });
  // Nobody comes second.
  const other = await (await installation.context({ locale: 'sv-SE' })).newPage();
  await other.goto(address);
  await other.getByTestId('ownName').fill('Mallory');
  await other.getByTestId('firstGoOn').click();
  await expect(other.getByText('Koden är fel, använd eller för gammal.')).toBeVisible();
});
