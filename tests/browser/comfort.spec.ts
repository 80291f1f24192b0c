import { type Browser, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { launchChromium, openAs, openOtherWays, queueAt, readTicket } from './people.ts';
import { test } from './test.ts';

let server: RunningServer;
let browser: Browser;

test.beforeAll(async () => {
  server = await startServer();
  browser = await launchChromium();
});
test.afterAll(async () => {
  await browser.close();
  await server.stop();
});
test.afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

test('[F89] the terminal’s keys reach a field in a dialog, and leave the dialog open', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'pargas-2' }, { viewport: { width: 1280, height: 800 }, hasTouch: true });
  await terminal.getByTestId('start').waitFor();
  await terminal.getByTestId('comfortButton').tap();
  const dialog = terminal.getByTestId('comfort');
  await dialog.waitFor();
  // No dialog of today asks for words; any that comes must have the keys.
  await dialog.evaluate((element) => {
    const field = Object.assign(document.createElement('input'), { type: 'text' });
    field.dataset['testid'] = 'words';
    field.setAttribute('aria-label', 'Words');
    element.prepend(field);
  });
  const words = terminal.getByTestId('words');
  await words.tap();
  const touchKeys = terminal.getByTestId('touchKeys');
  await expect(touchKeys).toBeVisible();
  for (const letter of ['h', 'i']) await touchKeys.getByRole('button', { name: letter, exact: true }).tap();
  await expect(words).toHaveValue('hi');
  await expect(words).toBeFocused();
  await expect(dialog).toBeVisible();
  // The field stands above the keys.
  const [field, keys] = [await words.boundingBox(), await touchKeys.boundingBox()];
  expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual(keys?.y ?? 0);
  await terminal.screenshot({ path: 'reports/screens/terminal-keys-in-dialog.png' });
});

test('[F89] “Listen” says the screen but neither number nor PIN; these are said on a press of their own', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' }, {}, async (page) => {
    await page.addInitScript(() => {
      const said: string[] = [];
      Object.assign(window, {
        said,
        distansSpeaker: {
          canSpeak: () => true,
          speak: (text: string, _language: string, onEnd: () => void) => {
            said.push(text);
            onEnd();
          },
          stop: () => {},
          watch: () => () => {},
        },
      });
    });
  });
  await queueAt(terminal, 'fpa', 'fpa.studentAid');
  await openOtherWays(terminal);
  await terminal.getByRole('button', { name: 'Call me back here later' }).click();
  const { number, pin } = await readTicket(terminal);
  await terminal.getByTestId('listen').click();
  const said = () => terminal.evaluate(() => (window as unknown as { said: string[] }).said);
  const [screen = ''] = await said();
  expect(screen).toContain('Write');
  for (const secret of [number, pin]) expect(screen).not.toContain(secret);
  await terminal.getByTestId('listenToTicket').click();
  const spelt = (digits: string) => digits.split('').join(', ');
  expect((await said()).at(-1)).toBe(`Number: ${spelt(number)}. PIN: ${spelt(pin)}.`);
});
