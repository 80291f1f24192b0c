import { type Browser, type Locator, type Page, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { launchChromium, openAs, queueAt } from './people.ts';
import { test } from './test.ts';

let server: RunningServer;
let browser: Browser;

test.beforeAll(async () => {
  browser = await launchChromium();
  server = await startServer();
});
test.afterAll(async () => {
  await browser.close();
  await server.stop();
});

const lines = (where: Page | Locator) => where.getByTestId('message');

test('[F9] the expert sends a phrase and the adviser a text; the waiting customer reads both, and nothing is left after the wait', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-fpa-1' });
  const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-mikkeli-1' });
  await queueAt(terminal, 'fpa', 'fpa.studentAid');
  await expect(terminal.getByRole('log', { name: 'Messages to you' })).toBeEmpty();

  await expert.getByTestId('queueEntry').getByRole('button', { name: 'Message' }).click();
  await expert.getByRole('button', { name: 'We will soon be with you.' }).click();
  await expect(expert.getByTestId('messageDialog')).toBeHidden();
  await expect(lines(expert)).toContainText('We will soon be with you.');
  await expect(lines(terminal)).toContainText(/We will soon be with you\..*Expert, .+ · \d\d:\d\d/);

  // By keyboard alone.
  const card = adviser.getByTestId('terminal-mikkeli-1');
  await card.getByRole('button', { name: 'Message' }).press('Enter');
  const text = adviser.getByRole('textbox', { name: 'Your own words' });
  await text.fill('Tulen kohta auttamaan.');
  await expect(adviser.getByText('22 of 200 characters')).toBeVisible();
  await adviser.getByTestId('messageLanguage').press('Enter');
  await adviser.getByRole('option', { name: 'Suomi' }).press('Enter');
  await text.press('Enter');
  await expect(adviser.getByTestId('messageDialog')).toBeHidden();
  await expect(lines(card).first()).toContainText('Tulen kohta auttamaan.');

  await expect(lines(terminal)).toHaveCount(2);
  await expect(lines(terminal).first()).toContainText(/Tulen kohta auttamaan\..*Adviser, .+ · \d\d:\d\d · Suomi/);
  await expect(terminal.getByText('Tulen kohta auttamaan.')).toHaveAttribute('lang', 'fi');
  await terminal.screenshot({ path: 'reports/screens/terminal-messages.png', fullPage: true });

  await terminal.getByTestId('leave').click();
  await terminal.getByRole('alertdialog').getByRole('button', { name: 'Leave the queue' }).click();
  await expect(lines(terminal)).toHaveCount(0);
  await expect(lines(card)).toHaveCount(0);
  await expect(lines(expert)).toHaveCount(0);
});
