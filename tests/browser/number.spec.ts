import { type Page, expect } from '@playwright/test';
import { Installation } from './installed.ts';
import { chooseMatter, openOtherWays, readTicket } from './people.ts';
import { textsOn } from './texts.ts';
import { test } from './test.ts';

let installation: Installation;
test.describe.configure({ timeout: 90_000 });
test.beforeAll(async () => {
  installation = await Installation.start({ RING_MS: '60000' });
});
test.afterAll(() => installation.stop());
test.afterEach(async () => {
  for (const context of installation.browser.contexts()) await context.close();
});

const other = (pin: string): string => String((Number(pin) + 1) % 10_000).padStart(4, '0');

/** Queues by mouse and asks to be called back; the ticket is on the screen. */
async function goAway(terminal: Page): Promise<{ number: string; pin: string }> {
  const t = await textsOn(terminal);
  await chooseMatter(terminal, 'fpa', 'fpa.studentAid');
  await terminal.locator('[data-check="microphone"][data-state="ok"]').waitFor();
  await terminal.getByRole('button', { name: t('terminal', 'check.join') }).click();
  await openOtherWays(terminal);
  await terminal.getByRole('button', { name: t('terminal', 'waiting.callback') }).click();
  return readTicket(terminal);
}

test('[E2] called back later: number and PIN on the screen, the summons asks for the PIN, a wrong one is refused, the right one goes on', async () => {
  const terminal = await installation.open('terminal', 'mikkeli-1');
  const atFirst = await textsOn(terminal);
  const written = await goAway(terminal);
  expect(written.number).toMatch(/^\d{3,4}$/);
  expect(written.pin).toMatch(/^\d{4}$/);
  await expect(terminal.getByTestId('ticket')).toContainText(atFirst('terminal', 'ticket.title'));
  await terminal.screenshot({ path: 'reports/screens/terminal-ticket-pin.png' });
  await terminal.getByRole('button', { name: atFirst('terminal', 'ticket.done') }).focus();
  await terminal.keyboard.press('Enter');
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'start');

  const expert = await installation.open('expert', 'expert-fpa-1');
  const says = await textsOn(expert);
  await expert.getByTestId('statusChoice').click();
  await expert.getByRole('option', { name: says('expert', 'status.available'), exact: true }).click();
  await expect(terminal.getByTestId('summons')).toContainText(written.number);
  await terminal.getByTestId('summons').click();

  // The point's own language by now.
  const t = await textsOn(terminal);
  const entry = terminal.getByTestId('numberEntry');
  await expect(entry).toContainText(written.number);
  for (const digit of other(written.pin)) await entry.getByRole('button', { name: digit, exact: true }).click();
  await entry.getByRole('button', { name: t('terminal', 'number.go') }).click();
  await expect(entry.getByRole('alert')).toContainText(t('errors', 'numberOrPinWrong'));
  await terminal.screenshot({ path: 'reports/screens/terminal-pin-wrong.png' });
  await expect(terminal.getByTestId('summons')).toHaveCount(0);
  await entry.getByLabel(t('terminal', 'number.pinLabel')).focus();
  await terminal.keyboard.type(written.pin);
  await terminal.keyboard.press('Enter');
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'waiting');
  await expect(terminal.locator('header')).toContainText(written.number);
});

test('[E2] the adviser prints a slip with a new PIN, which ends the old one, and lets a customer in who has none', async () => {
  const terminal = await installation.open('terminal', 'pargas-1');
  const adviser = await installation.open('adviser', 'adviser-pargas-1', {
    prepare: async (page) => {
      await page.addInitScript('window.print = () => { document.documentElement.dataset.printed = "yes"; }');
    },
  });
  const t = await textsOn(terminal);
  const says = await textsOn(adviser);
  const written = await goAway(terminal);
  await terminal.getByRole('button', { name: t('terminal', 'ticket.done') }).click();

  const { number } = written;
  await adviser
    .getByTestId('calledBack')
    .getByRole('button', { name: says('adviser', 'number.open', { number }) })
    .click();
  const slip = adviser.getByTestId('slip');
  await expect(slip).toContainText(number);
  await expect(slip.getByTestId('slipPin')).not.toHaveText(/\d/);
  const dialog = adviser.getByRole('dialog');
  await dialog.getByRole('button', { name: says('adviser', 'number.issue') }).focus();
  await adviser.keyboard.press('Enter');
  await expect(slip.getByTestId('slipPin')).toHaveText(/^\d{4}$/);
  const pin = await slip.getByTestId('slipPin').innerText();
  await adviser.screenshot({ path: 'reports/screens/adviser-slip.png' });
  await dialog.getByRole('button', { name: says('adviser', 'number.print') }).click();
  await expect(adviser.locator('html')).toHaveAttribute('data-printed', 'yes');
  await adviser.emulateMedia({ media: 'print' });
  await expect(slip).toBeVisible();
  await expect(dialog.getByRole('button', { name: says('adviser', 'number.print') })).toBeHidden();
  await adviser.screenshot({ path: 'reports/screens/adviser-slip-printed.png' });
  await adviser.emulateMedia({ media: 'screen' });

  await terminal.getByRole('button', { name: t('terminal', 'start.haveNumber') }).click();
  await terminal.keyboard.type(number);
  await terminal.keyboard.press('Enter');
  await expect(terminal.getByTestId('numberEntry').getByLabel(t('terminal', 'number.pinLabel'))).toBeFocused();
  await terminal.keyboard.type(pin === written.pin ? other(written.pin) : written.pin);
  await terminal.keyboard.press('Enter');
  await expect(terminal.getByTestId('numberEntry')).toContainText(t('errors', 'numberOrPinWrong'));

  await dialog
    .getByRole('button', { name: /pargas-1|1/ })
    .first()
    .click();
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'waiting');
  await expect(adviser.getByTestId('overrides').getByRole('listitem')).toHaveCount(2);
  await expect(adviser.getByTestId('overrides')).toContainText(number);
  await adviser.screenshot({ path: 'reports/screens/adviser-overrides.png', fullPage: true });
});
