import { type Browser, type Page, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { addSkipping, chooseLanguage, chooseMatter, launchChromium, skip } from './people.ts';
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

/** A page in a browser of that language, in which nothing has been chosen yet. */
async function open(role: string, id: string, locale: string): Promise<Page> {
  const context = await browser.newContext({ locale, permissions: ['camera', 'microphone'] });
  await context.request.post(`${server.url}/api/demo/sign-in`, { data: { role, id } });
  const page = await context.newPage();
  await addSkipping(page);
  await page.goto(`${server.url}/${role}`);
  return page;
}
const isIn = (page: Page, language: string) => expect(page.locator('html')).toHaveAttribute('lang', language);
/** At a desk all languages stand in the head. */
const choose = async (page: Page, name: string): Promise<void> => {
  if (new URL(page.url()).pathname === '/terminal') await chooseLanguage(page, name);
  else await page.locator('header').getByRole('button', { name }).click();
};

test('[E8] a terminal speaks its point’s language, a passer-by’s choice goes with them, and a customer’s lasts for the visit', async () => {
  const swedish = await open('terminal', 'pargas-1', 'fi-FI');
  await expect(swedish.getByRole('heading', { name: 'Välkommen' })).toBeVisible();
  const terminal = await open('terminal', 'mikkeli-1', 'sv-SE');
  await expect(terminal.getByRole('heading', { name: 'Tervetuloa' })).toBeVisible();

  // Chosen by somebody who then walked away.
  await choose(terminal, 'Svenska');
  await isIn(terminal, 'sv');
  await terminal.reload();
  await expect(terminal.getByRole('heading', { name: 'Tervetuloa' })).toBeVisible();
  await choose(terminal, 'Svenska');
  await isIn(terminal, 'sv');
  await skip(terminal, 119_000);
  await terminal.getByTestId('start').hover();
  await isIn(terminal, 'sv');
  await skip(terminal, 2_000);
  await isIn(terminal, 'fi');

  // Chosen for a visit.
  await choose(terminal, 'English');
  await chooseMatter(terminal, 'fpa', 'fpa.studentAid');
  await terminal.getByTestId('join').click();
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'waiting');
  const expert = await open('expert', 'expert-fpa-1', 'en-GB');
  await expect(expert.getByTestId('queueEntry')).toContainText('English');
  await terminal.reload();
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'waiting');
  await isIn(terminal, 'en');
  // The machine was started again: the tab has forgotten, the call has not.
  await terminal.evaluate(() => sessionStorage.clear());
  await terminal.reload();
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'waiting');
  await isIn(terminal, 'en');

  await terminal.getByTestId('leave').click();
  await terminal.getByRole('alertdialog').getByRole('button', { name: 'Leave the queue' }).click();
  await terminal.getByRole('button', { name: 'I am done' }).click();
  await expect(terminal.getByRole('heading', { name: 'Tervetuloa' })).toBeVisible();
});

test('[E8] staff begin in their browser’s language, and go on in what they chose last on the machine', async () => {
  const finnish = await open('expert', 'expert-fpa-1', 'fi-FI');
  await isIn(finnish, 'fi');
  await expect(finnish.getByTestId('statusChoice')).toBeVisible();
  await finnish.getByTestId('ownSettings').click();
  await finnish.getByTestId('ownSettingsDialog').getByRole('button', { name: 'English' }).click();
  await isIn(finnish, 'en');
  await finnish.close();
  const tomorrow = await finnish.context().newPage();
  await tomorrow.goto(`${server.url}/expert`);
  await isIn(tomorrow, 'en');
  await isIn(await open('adviser', 'adviser-mikkeli-1', 'de-DE'), 'sv');
});
