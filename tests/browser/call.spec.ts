import { type Browser, type Page, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import {
  becomeAvailable,
  expectMediaArrives,
  expectNoMediaArrives,
  joinCall,
  launchChromium,
  mediaFigures,
  openAs,
  openOtherWays,
  queueAt,
  startCall,
} from './people.ts';
import { test } from './test.ts';

let server: RunningServer;
let browser: Browser;

test.beforeAll(async () => {
  server = await startServer({ env: { RING_MS: '10000', WRAP_UP_MS: '60000' } });
  browser = await launchChromium();
});
test.afterAll(async () => {
  await browser.close();
  await server.stop();
});
test.afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

/** What the media server itself has received. */
async function receivedFrom(role: string): Promise<number> {
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  return Number(new RegExp(`distans_media_received_rtp_bytes\\{role="${role}"\\} (\\d+)`).exec(metrics)?.[1] ?? NaN);
}

test('[F15] [F41] [F42] [F43] the whole way: queue, offer, call by real picture and sound, adviser joins, hold, end, wrap-up, ready again', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-fpa-1' });
  const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-mikkeli-1' });
  await queueAt(terminal, 'fpa', 'fpa.studentAid');
  await expect(terminal.getByTestId('position')).toHaveText('You are first in the queue');
  await expect(adviser.getByTestId('terminal-mikkeli-1')).toHaveAttribute('data-state', 'inQueue');

  // [Q40] Nothing leaves the terminal while it waits and while it rings.
  await becomeAvailable(expert);
  const offer = expert.getByTestId('offer');
  await expect(offer).toContainText('Student financial aid');
  await expect(offer).toContainText('Mikkeli service point, Terminal 1');
  expect((await mediaFigures(terminal)).bytesSent).toBe(0);
  expect(await receivedFrom('terminal')).toBe(0);

  await offer.getByRole('button', { name: 'Accept' }).click();
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
  expect(await receivedFrom('terminal')).toBeGreaterThan(0);
  await expect(expert.getByTestId('call')).toHaveAttribute('data-state', 'active');
  expect((await mediaFigures(adviser)).framesDecoded).toBe(0);
  // Nothing stands before the picture when all is well.
  for (const page of [terminal, expert]) await expect(page.getByTestId('overlay')).toHaveCount(0);

  const asked = async () => (await Promise.all([terminal, expert].map(mediaFigures))).map(({ keyFrameRequests }) => keyFrameRequests);
  const askedBefore = await asked();
  await joinCall(adviser, 'open');
  await expect(terminal.getByTestId('adviserTile')).toContainText('Ritva Kettunen, adviser here');
  await expect(expert.getByTestId('adviserTile')).toContainText('Ritva Kettunen');
  await Promise.all([expectMediaArrives(adviser), expectMediaArrives(terminal), expectMediaArrives(expert)]);
  // Who comes into a running call gets a picture because one was asked for, not because one happened to come.
  (await asked()).forEach((count, index) => expect(count).toBeGreaterThan(askedBefore[index] ?? NaN));

  await adviser.getByRole('button', { name: 'Leave the call' }).click();
  await expect(terminal.getByTestId('adviserTile')).toHaveCount(0);
  await expectMediaArrives(terminal);

  const notes = await countNotes(terminal);
  await expert.getByRole('button', { name: 'Hold' }).click();
  await expect(terminal.locator('main')).toContainText('The expert will be back soon');
  await Promise.all([expectNoMediaArrives(terminal), expectNoMediaArrives(expert)]);
  // Music tells the customer that the line is not dead, and ends with the hold.
  expect(await notes()).toBeGreaterThan(0);
  await expert.getByRole('button', { name: 'Resume' }).click();
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
  const played = await notes();
  await expectMediaArrives(expert);
  expect(await notes()).toBe(played);

  await expert.getByRole('button', { name: 'End call' }).click();
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'thanks');
  await expert.getByTestId('wrapUp').getByText('Settled').click();
  await expert.getByLabel('Note (erased automatically)').fill('klart');
  await expert.getByRole('button', { name: 'Ready for the next' }).click();
  await expect(expert.locator('[data-status]')).toHaveAttribute('data-status', 'available');

  await terminal.getByRole('button', { name: 'I am done' }).click();
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'start');
  await expect(adviser.getByTestId('terminal-mikkeli-1')).toHaveAttribute('data-state', 'idle');
});

/** Counts the notes that the page plays from now on. */
async function countNotes(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counted = window as unknown as { notes: number };
    counted.notes = 0;
    const { createOscillator } = BaseAudioContext.prototype;
    BaseAudioContext.prototype.createOscillator = function (this: BaseAudioContext) {
      counted.notes += 1;
      return createOscillator.call(this);
    };
  });
  return () => page.evaluate(() => (window as unknown as { notes: number }).notes);
}

test('[F37] [F48] the adviser sets up a call with a note, which reaches the expert before the camera opens', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-2' });
  const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-mikkeli-1' });
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-te-1' });
  const card = adviser.getByTestId('terminal-mikkeli-2');
  await card.getByRole('button', { name: 'Set up a call' }).click();
  await adviser.getByTestId('setUp').getByText('Employment and Economic Development Office').click();
  await adviser.getByTestId('setUp').getByText('Register as a job seeker').click();
  await adviser.getByLabel(/Note to the expert/).fill('The customer hears badly');
  await adviser.getByRole('button', { name: 'Put in the queue' }).click();
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'waiting');
  await becomeAvailable(expert);
  await expect(expert.getByTestId('offer')).toContainText('The customer hears badly');
  expect(await server.log()).not.toContain('hears badly');
  await expert.getByRole('button', { name: 'Accept' }).click();
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
  await terminal.getByRole('button', { name: 'End the call' }).click();
  await terminal.getByRole('alertdialog').getByRole('button', { name: 'End the call' }).click();
  await expect(expert.getByTestId('wrapUp')).toContainText('The customer ended the call.');
});

test('[F10] call the adviser: asked, answered, done', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'pargas-1' });
  const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-pargas-1' });
  await terminal.getByTestId('help').click();
  const card = adviser.getByTestId('terminal-pargas-1');
  await card.getByRole('button', { name: 'I am coming' }).click();
  await expect(terminal.getByTestId('help')).toContainText('Gunilla Österman is coming');
  await card.getByRole('button', { name: 'Done' }).click();
  await expect(terminal.getByTestId('help')).toContainText('Call the adviser');
});

test('[F18] a customer who also speaks Finnish says so while waiting, and is served by an expert without English', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'pargas-2' });
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-dvv-3' });
  await queueAt(terminal, 'dvv', 'dvv.certificate');
  await becomeAvailable(expert);
  await expect(expert.getByTestId('queueEntry')).toContainText('English');
  await expect(terminal.locator('main')).toContainText('No expert is there just now');
  await openOtherWays(terminal);
  const suomi = terminal.locator('main').getByRole('button', { name: 'Suomi' });
  await suomi.click();
  await expect(suomi).toHaveAttribute('aria-pressed', 'true');
  await expect(terminal.locator('main')).toContainText(/experts with these languages are asked too/);
  await terminal.getByTestId('backToQueue').click();
  await expect(terminal.locator('main')).not.toContainText('No expert is there just now');
  // [F8] Honest while the queue has no history.
  await expect(terminal.getByTestId('estimate')).toHaveText('We cannot say yet how long the wait will be.');
  await expect(expert.getByTestId('queueEntry')).toContainText('English, Suomi');
  // Not before the agency's time, which is 20 s by default.
  await expect(expert.getByTestId('offer')).toContainText('English, Suomi', { timeout: 30_000 });
  await expert.getByRole('button', { name: 'Accept' }).click();
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
  await expert.getByRole('button', { name: 'End call' }).click();
});

test('[F38] [F29] an expert sends the customer on to another agency: the same visit, the next expert, picture and sound again', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'saarijarvi-1' });
  const first = await openAs(browser, server.url, { role: 'expert', id: 'expert-te-1' });
  const second = await openAs(browser, server.url, { role: 'expert', id: 'expert-municipality-1' });
  await startCall(terminal, first, 'te', 'te.jobSeeker');
  const visit = await terminal.getByText(/^Visit \d+$/).innerText();
  await becomeAvailable(second);

  await first.getByRole('button', { name: 'Transfer' }).click();
  await first.getByTestId('transferAgency').click();
  await first.getByRole('option', { name: 'The municipality' }).click();
  await expect(first.getByRole('dialog')).toContainText('Notes do not go to another agency');
  await first.getByTestId('transferService').click();
  await first.getByRole('option').first().click();
  await first.screenshot({ path: 'reports/screens/expert-transfer.png' });
  await first.getByRole('button', { name: 'Transfer the customer' }).click();
  await expect(first.getByTestId('wrapUp')).toBeVisible();

  await second.getByRole('button', { name: 'Accept' }).click();
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(second)]);
  await expect(terminal.getByText(visit, { exact: true })).toBeVisible();
  await second.getByRole('button', { name: 'End call' }).click();
});

test('[F20] decline and time-out: the offer goes on, the one who missed it must come back by hand', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'pargas-1' });
  const first = await openAs(browser, server.url, { role: 'expert', id: 'expert-tax-1' });
  await queueAt(terminal, 'tax', 'tax.taxCard');
  await becomeAvailable(first);
  await first.getByRole('button', { name: 'Decline' }).click();
  await first.getByRole('menuitem', { name: 'Not my field' }).click();
  await expect(first.getByTestId('offer')).toHaveCount(0);
  await expect(first.locator('[data-status]')).toHaveAttribute('data-status', 'available');

  const second = await openAs(browser, server.url, { role: 'expert', id: 'expert-tax-4' });
  await becomeAvailable(second);
  await expect(second.getByTestId('offer')).toBeVisible();
  await expect(second.getByTestId('offer')).toHaveCount(0);
  await expect(second.locator('[data-status]')).toHaveAttribute('data-status', 'missed');
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'waiting');
  await second.getByRole('button', { name: 'Become available' }).click();
  await expect(second.locator('[data-status]')).toHaveAttribute('data-status', 'available');

  await terminal.getByRole('button', { name: 'Leave the queue' }).click();
  await terminal.getByRole('alertdialog').getByRole('button', { name: 'Leave the queue' }).click();
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'thanks');
  await expect(first.getByTestId('queueEntry')).toHaveCount(0);
});
