import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type Page, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { importContent, officeLike } from './content.ts';
import { giveTicket, launchChromium, openAs, readTicket } from './people.ts';
import { test } from './test.ts';

let server: RunningServer;
let browser: Browser;

test.beforeAll(async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'distans-'));
  const never = { weekly: {} };
  await importContent(dataDir, [await officeLike('shut', { opening: never }), await officeLike('halfShut', {}, [{ opening: never }])]);
  server = await startServer({ dataDir, env: { MEDIA_WORKERS: '1' } });
  browser = await launchChromium();
});
test.afterAll(async () => {
  await browser.close();
  await server.stop();
});

test('[F24] [F25] a closed agency and a closed service request say so, and lead to another time or another way; the adviser sees it too', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
  const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-mikkeli-1' });
  await expect(terminal.getByTestId('agency-shut')).toContainText('Closed');
  await terminal.screenshot({ path: 'reports/screens/terminal-closed.png' });
  await terminal.getByTestId('agency-halfShut').click();
  await expect(terminal.getByTestId('service-halfShut.0')).toContainText('Closed');
  await expect(terminal.getByTestId('service-halfShut.1')).not.toContainText('Closed');
  await terminal.getByTestId('service-halfShut.0').click();
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'closed');
  await expect(terminal.locator('main')).toContainText('No times are free in the coming week');
  await expect(terminal.locator('main')).toContainText('Telephone 029 497 050');
  await expect(adviser.getByTestId('agencies')).toContainText('Closed');
});

/** What axe has to say of the page (WCAG 2.2 A and AA). */
async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
}

test('[F33] a time with a visiting expert is booked by one customer, seen by adviser and supervisor, and cancelled at the desk', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
  const other = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-2' });
  const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-mikkeli-1' });
  const supervisor = await openAs(browser, server.url, { role: 'supervisor', id: 'supervisor-police-1' });
  for (const page of [terminal, other]) {
    await page.getByTestId('agency-police').click();
    await page.getByTestId('service-police.weapons').click();
  }
  const wanted = other.getByTestId('visitingTime').first();
  const name = (await wanted.getAttribute('aria-label')) ?? '';
  await expectAccessible(terminal);
  await terminal.screenshot({ path: 'reports/screens/terminal-in-person.png' });
  await terminal.getByTestId('visitingTime').first().click();
  const ticket = terminal.getByTestId('ticket');
  await expect(ticket).toContainText('You meet the expert here in person');
  await expect(ticket).toContainText(name);
  await expectAccessible(terminal);
  const written = await readTicket(terminal);

  await wanted.click();
  await expect(other.getByTestId('visiting')).toContainText('no longer free');
  await expect(other.getByRole('button', { name, exact: true })).toHaveCount(0);

  const booking = adviser.getByTestId('visitingBooking');
  await expect(booking).toContainText(written.number);
  await expect(booking).toContainText(name);
  await expect(booking).toContainText('Firearms permits');
  await expectAccessible(adviser);
  await adviser.screenshot({ path: 'reports/screens/adviser-visiting.png', fullPage: true });
  await expect(supervisor.getByTestId('visitingBooking')).toContainText(name);

  await terminal.getByRole('button', { name: 'I have written them down' }).click();
  await terminal.getByRole('button', { name: 'English' }).click();
  await terminal.getByRole('button', { name: 'I have a number' }).click();
  await giveTicket(terminal, written);
  await expect(terminal.getByTestId('bookedTime')).toContainText(name);
  await terminal.getByRole('button', { name: 'Keep the time' }).click();
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'start');

  await booking.getByRole('button', { name: 'Cancel the time' }).click();
  await adviser.getByRole('alertdialog').getByRole('button', { name: 'Cancel the time' }).click();
  await expect(booking).toHaveCount(0);
  await expect(supervisor.getByTestId('visitingBooking')).toHaveCount(0);
});

test('[F33] a customer comes back with the number and cancels the time with a visiting expert', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
  const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-mikkeli-1' });
  await terminal.getByTestId('agency-police').click();
  await terminal.getByTestId('service-police.weapons').click();
  await terminal.getByTestId('visitingTime').first().click();
  const written = await readTicket(terminal);
  const booking = adviser.getByTestId('visitingBooking').filter({ hasText: written.number });
  await expect(booking).toHaveCount(1);
  await terminal.getByRole('button', { name: 'I have written them down' }).click();

  await terminal.getByRole('button', { name: 'English' }).click();
  await terminal.getByRole('button', { name: 'I have a number' }).click();
  await giveTicket(terminal, written);
  const booked = terminal.getByTestId('bookedTime');
  await expect(booked).toContainText('Police');
  await expectAccessible(terminal);
  await terminal.screenshot({ path: 'reports/screens/terminal-booked-time.png' });
  await booked.getByRole('button', { name: 'Cancel the time' }).click();
  await terminal.screenshot({ path: 'reports/screens/terminal-booked-time-sure.png' });
  await terminal.getByRole('alertdialog').getByRole('button', { name: 'Cancel the time' }).click();
  await expect(booked).toContainText('The time is cancelled');
  await terminal.screenshot({ path: 'reports/screens/terminal-booked-time-cancelled.png' });
  await expect(booking).toHaveCount(0);
  await booked.getByRole('button', { name: 'Done' }).click();
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'start');
});

test('[E23] [F24] [F27] [F46] a supervisor closes a queue; the customer books another time, and who comes early sees it and moves it', async () => {
  const supervisor = await openAs(browser, server.url, { role: 'supervisor', id: 'supervisor-fpa-1' });
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
  const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-mikkeli-1' });
  await supervisor
    .getByTestId('queue-fpa.pension')
    .getByRole('button', { name: /^Close/ })
    .click();
  await supervisor.getByRole('button', { name: 'Close now' }).click();
  await expect(supervisor.getByTestId('queue-fpa.pension')).toContainText('Closed by hand');

  await terminal.getByTestId('agency-fpa').click();
  await expect(terminal.getByTestId('service-fpa.pension')).toContainText('Closed');
  await terminal.getByTestId('service-fpa.pension').click();
  await terminal.getByTestId('slot').first().click();
  await expect(terminal.getByTestId('ticket')).toContainText('Come back here');
  await terminal.screenshot({ path: `${process.env['SCREENS'] ?? 'reports/screens'}/terminal-ticket.png` });
  const written = await readTicket(terminal);
  await terminal.getByRole('button', { name: 'I have written them down' }).click();
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'start');
  await expect(adviser.getByTestId('calledBack')).toContainText('Booked for');
  await terminal.getByRole('button', { name: 'English' }).click();

  await terminal.getByRole('button', { name: 'I have a number' }).click();
  await giveTicket(terminal, written);
  const booked = terminal.getByTestId('bookedTime');
  const time = await booked.locator('strong').innerText();
  await expect(booked).toContainText('Pension');
  await booked.getByRole('button', { name: 'Change the time' }).click();
  await booked.getByTestId('slot').last().click();
  await expect(booked).toContainText('The time is changed');
  await expect(booked.locator('strong')).not.toHaveText(time);
  await booked.getByRole('button', { name: 'Done' }).click();
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'start');
  await expect(adviser.getByTestId('calledBack')).toContainText('Booked for');
  await supervisor.getByRole('button', { name: /^Open Pension/ }).click();
  await expect(supervisor.getByTestId('queue-fpa.pension')).not.toContainText('Closed by hand');
});

test('[F32] [F33] a service that is not had by video says where it is, and when its expert visits', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-2' });
  await terminal.getByTestId('agency-police').click();
  await expect(terminal.getByTestId('service-police.weapons')).toContainText('Not by video');
  await terminal.getByTestId('service-police.weapons').click();
  await expect(terminal.getByTestId('otherPlaces')).toContainText('the agency’s own office');
  await expect(terminal.getByTestId('visiting')).toContainText('10:00–14:00');
});

test('[F33] where the queue is open too, the visiting expert’s times stand beside it', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-2' });
  await terminal.getByTestId('agency-municipality').click();
  await terminal.getByTestId('service-municipality.buildingPermit').click();
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'deviceCheck');
  await expect(terminal.getByTestId('join')).toBeVisible();
  await terminal.getByTestId('openVisiting').click();
  await terminal.screenshot({ path: 'reports/screens/terminal-check-visiting.png', fullPage: true });
  await terminal.getByTestId('visitingTime').first().click();
  await expect(terminal.getByTestId('ticket')).toContainText('You meet the expert here in person');
});

test('[F24] an adviser closes the service point in an emergency, and opens it again', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'pargas-1' });
  const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-pargas-1' });
  await adviser.getByRole('button', { name: 'Close the service point' }).click();
  await adviser.getByRole('alertdialog').getByRole('button', { name: 'Close the service point' }).click();
  await expect(terminal.getByTestId('agency-fpa')).toContainText('Closed');
  await adviser.getByRole('button', { name: 'Closed by hand: open again' }).click();
  await expect(terminal.getByTestId('agency-fpa')).not.toContainText('Closed');
});
