import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, type Page, expect } from '@playwright/test';
import { goodPassword, totpCode } from '#tests/support/localAccounts.ts';
import { Installation, setUpAccount } from './installed.ts';
import { test } from './test.ts';

let installation: Installation;
test.beforeAll(async () => {
  installation = await Installation.start();
});
test.afterAll(() => installation.stop());
test.afterEach(async () => {
  for (const context of installation.browser.contexts()) await context.close();
});

/** The screen's picture, and what axe has to say of it (WCAG 2.2 A and AA). */
async function look(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `reports/screens/${name}.png`, fullPage: true });
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`),
    name,
  ).toEqual([]);
}

async function giveCode(page: Page, id: string): Promise<void> {
  await page.goto(installation.origin);
  await page.getByTestId('accessCode').fill(await installation.accessCode('expert', id));
  await page.getByTestId('codeGoOn').click();
}
async function givePassword(page: Page, userName: string): Promise<void> {
  await page.getByTestId('userName').fill(userName);
  await page.getByTestId('password').fill(goodPassword);
  await page.getByTestId('passwordGoOn').click();
}
async function signOut(page: Page): Promise<void> {
  await page.getByTestId('signOut').click();
  await page.waitForURL(`${installation.origin}/`);
}
const cookiesOf = async (context: BrowserContext) =>
  (await context.cookies())
    .filter(({ name }) => name.includes('distans'))
    .map(({ name, httpOnly, secure, sameSite }) => ({ name, httpOnly, secure, sameSite }));

test('[F104] a code, then user name, password and an app: after signing out one comes back by these', async () => {
  const context = await installation.context({ locale: 'sv-SE' });
  const page = await context.newPage();
  await giveCode(page, 'expert-fpa-1');
  await page.getByTestId('newUserName').waitFor();
  await look(page, 'signIn-setUp');
  // Known again after a reload.
  await page.reload();
  const secret = await setUpAccount(page, 'aino.virtanen');
  await page.waitForURL('**/expert');
  await signOut(page);
  await page.getByTestId('userName').waitFor();
  await look(page, 'signIn-start');
  await givePassword(page, 'aino.virtanen');
  await page.getByTestId('factorCode').waitFor();
  await look(page, 'signIn-secondFactor');
  expect(await cookiesOf(context)).toEqual([{ name: '__Host-distans_signIn', httpOnly: true, secure: true, sameSite: 'Lax' }]);
  await page.getByTestId('factorCode').fill('000000');
  await page.getByTestId('factorGoOn').click();
  await expect(page.getByRole('status').filter({ hasText: 'stämmer inte' })).toBeVisible();
  // The code of the half minute that comes is taken already; the one that was used is not.
  await page.getByTestId('factorCode').fill(totpCode(secret, Date.now() + 30_000));
  await page.getByTestId('factorGoOn').click();
  await page.waitForURL('**/expert');
  await page.getByTestId('ownAccount').click();
  await expect(page.getByTestId('ownAccountDialog')).toContainText('aino.virtanen');
  await look(page, 'ownAccount');
});

test('[F104] a passkey is made at the first sign-in, and is enough alone from then on', async () => {
  const context = await installation.context({ locale: 'fi-FI' });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await giveCode(page, 'expert-tax-1');
  await page.getByTestId('newUserName').fill('eino');
  await page.getByTestId('newPassword').fill(goodPassword);
  await page.getByTestId('setUpGoOn').click();
  await page.getByTestId('makePasskey').waitFor();
  await look(page, 'signIn-factors');
  await page.getByTestId('makePasskey').click();
  await page.getByTestId('recoveryCodes').waitFor();
  await look(page, 'signIn-recoveryCodes');
  await page.getByTestId('codesSaved').click();
  await page.getByTestId('codesGoOn').click();
  await page.waitForURL('**/expert');
  await signOut(page);
  await page.getByTestId('usePasskey').click();
  await page.waitForURL('**/expert');
  await signOut(page);
  await givePassword(page, 'eino');
  await page.getByTestId('factorPasskey').click();
  await page.waitForURL('**/expert');
});
