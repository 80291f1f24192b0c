import { rm } from 'node:fs/promises';
import { type Browser, type Page, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { addSkipping, chooseLanguage, chooseMatter, launchChromium, skip } from './people.ts';
import { textsFolder } from './ownTexts.ts';
import { test } from './test.ts';

const screens = process.env['SCREENS'] ?? 'reports/screens';

let server: RunningServer;
let browser: Browser;
let folder: string;

test.beforeAll(async () => {
  folder = await textsFolder({
    'builtIn/so': { name: 'Soomaali' },
    'terminal/so': { start: { title: 'Soo dhowow' } },
    'terminal/en': { start: { title: 'Welcome to the town hall' } },
  });
  const TERMINAL_LANGUAGES = 'sv,fi,en,se,ru,uk,ar,et,so,sv-simple,fi-simple';
  server = await startServer({ env: { MEDIA_WORKERS: '1', TEXTS_DIR: folder, TERMINAL_LANGUAGES } });
  browser = await launchChromium();
});
test.afterAll(async () => {
  await browser.close();
  await server.stop();
  await rm(folder, { recursive: true });
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

const word = (page: Page, language: string) => page.getByTestId('languages').locator(`[data-language="${language}"]`);
const welcomes = (page: Page, words: string) => expect(page.getByRole('heading', { level: 1, name: words })).toBeVisible();

async function joinQueue(terminal: Page, agencyId: string, serviceId: string): Promise<void> {
  await chooseMatter(terminal, agencyId, serviceId);
  await terminal.getByTestId('join').click();
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'waiting');
}

test('a language that somebody else speaks: its name, its words, the call in it', async () => {
  const terminal = await open('terminal', 'mikkeli-2', 'fi-FI');
  await choose(terminal, 'Русский');
  await isIn(terminal, 'ru');
  await welcomes(terminal, 'Добро пожаловать');
  await joinQueue(terminal, 'fpa', 'fpa.studentAid');
  const expert = await open('expert', 'expert-fpa-1', 'en-GB');
  await expect(expert.getByTestId('queueEntry')).toContainText('Русский');
  // The same words where the machine has been started again.
  await terminal.evaluate(() => sessionStorage.clear());
  await terminal.reload();
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'waiting');
  await isIn(terminal, 'ru');
  await terminal.getByTestId('leave').click();
  await terminal.getByRole('alertdialog').getByRole('button', { name: 'Выйти из очереди' }).click();
});

test('every language that is offered can be switched to without the network, from right to left too', async () => {
  const terminal = await open('terminal', 'mikkeli-1', 'fi-FI');
  await welcomes(terminal, 'Tervetuloa');
  await expect(terminal.getByTestId('languages').locator('[data-ready="false"]')).toHaveCount(0);
  await terminal.context().setOffline(true);
  const titles = { se: 'Bures boahtin', uk: 'Ласкаво просимо', et: 'Tere tulemast', ar: 'أهلًا وسهلًا' };
  for (const [language, words] of Object.entries(titles)) {
    await word(terminal, language).getByRole('button').click();
    await isIn(terminal, language);
    await welcomes(terminal, words);
    await expect(terminal.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
  }
  await terminal.screenshot({ path: `${screens}/terminal-ar.png` });
});

test('plain language is among what makes the page easier, and is the same language for the call', async () => {
  const terminal = await open('terminal', 'kiiminki-1', 'fi-FI');
  const simple = terminal.getByTestId('simpleLanguage');
  const inComfort = async (work: () => Promise<unknown>): Promise<void> => {
    await terminal.getByTestId('comfortButton').click();
    await terminal.getByTestId('comfort').getByRole('radiogroup').waitFor();
    await work();
    await terminal.keyboard.press('Escape');
    await expect(terminal.getByTestId('comfort')).toHaveCount(0);
  };
  await inComfort(async () => {
    await expect(simple).toHaveText('Selkokieli');
    await simple.click();
  });
  await isIn(terminal, 'fi-simple');
  await expect(terminal.locator('body')).toContainText('Täällä voit puhua asiantuntijan kanssa videolla.');
  // What needs no plainer words is Finnish.
  await welcomes(terminal, 'Tervetuloa');
  await choose(terminal, 'Svenska');
  await isIn(terminal, 'sv-simple');
  await choose(terminal, 'English');
  await isIn(terminal, 'en');
  await inComfort(() => expect(simple).toHaveCount(0));
  await choose(terminal, 'Suomi');
  await inComfort(() => simple.click());
  await isIn(terminal, 'fi-simple');
  await joinQueue(terminal, 'municipality', 'municipality.school');
  const expert = await open('expert', 'expert-municipality-1', 'en-GB');
  await expect(expert.getByTestId('queueEntry')).toContainText('Suomi');
});

test('an installation adds a language and replaces a text; what it lacks is in the point’s language', async () => {
  const terminal = await open('terminal', 'pargas-1', 'fi-FI');
  await choose(terminal, 'Soomaali');
  await isIn(terminal, 'so');
  await welcomes(terminal, 'Soo dhowow');
  await expect(terminal.locator('body')).toContainText('Ingenting spelas in.');
  await choose(terminal, 'English');
  await welcomes(terminal, 'Welcome to the town hall');
  await expect(terminal.locator('body')).toContainText('Nothing is recorded.');
});
