import { type Browser, type Page, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { becomeAvailable, expectMediaArrives, expectNoMediaArrives, expectPicture, joinCall, launchChromium, openAs, queueAt } from './people.ts';
import { test } from './test.ts';

let server: RunningServer;
let browser: Browser;

// Who was on duty in one would help in the next.
test.beforeEach(async () => {
  server = await startServer({ env: { RING_MS: '60000', WRAP_UP_MS: '60000' } });
});
test.beforeAll(async () => {
  browser = await launchChromium();
});
test.afterAll(() => browser.close());
test.afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await server.stop();
});

const folder = process.env['SCREENS'] ?? 'reports/screens';
const look = (page: Page, name: string) => page.screenshot({ path: `${folder}/${name}.png` });
const openExpert = (id: string) => openAs(browser, server.url, { role: 'expert', id });

async function answer(expert: Page, terminal: Page): Promise<void> {
  await expert.getByRole('button', { name: 'Accept' }).click();
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
}

/** The expert asks Kela, whose expert answers: the two see each other. */
async function askFpa(expert: Page, fpa: Page): Promise<void> {
  await expert.getByRole('button', { name: 'Colleague', exact: true }).click();
  await expert.getByTestId('transferAgency').click();
  await expert.getByRole('option', { name: /Kela/ }).click();
  await expert.getByTestId('transferService').click();
  await expert.getByRole('option', { name: 'Unemployment benefit' }).click();
  await expert.getByRole('button', { name: 'Ask the colleague' }).click();
  await expect(fpa.getByTestId('offer')).toContainText('asks you about a customer');
  await fpa.getByRole('button', { name: 'Accept' }).click();
  await Promise.all([expectPicture(expert, 'colleagueTile'), expectPicture(fpa, 'colleagueTile')]);
}

test('[F40] [F31] [F39] an expert asks a colleague of another agency alone, then all three talk, then hands the customer over', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'pargas-1' });
  const te = await openExpert('expert-te-1');
  const fpa = await openExpert('expert-fpa-1');
  await queueAt(terminal, 'te', 'te.jobSeeker');
  await becomeAvailable(te);
  await answer(te, terminal);
  await becomeAvailable(fpa);

  await askFpa(te, fpa);
  await expect(terminal.locator('main')).toContainText('The expert is asking a colleague');
  await expectNoMediaArrives(terminal);
  await look(te, 'expert-consultation');

  await te.getByRole('button', { name: 'Bring the customer in' }).click();
  await expect(terminal.getByTestId('colleagueTile')).toBeVisible();
  await Promise.all([terminal, te, fpa].map((page) => expectMediaArrives(page)));
  await Promise.all([
    expectPicture(terminal, 'colleagueTile'),
    expectPicture(terminal, 'expertTile'),
    expectPicture(fpa, 'customerTile'),
    expectPicture(fpa, 'colleagueTile'),
  ]);
  await look(terminal, 'terminal-joint');

  await te.getByRole('button', { name: 'Hand the customer over' }).click();
  await expect(te.getByTestId('wrapUp')).toContainText('You handed the customer over');
  await expect(terminal.getByTestId('colleagueTile')).toHaveCount(0);
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(fpa)]);
  await fpa.getByRole('button', { name: 'End call' }).click();
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'thanks');
});

/** Whose sound the page plays: an element each that runs, with a track that is neither muted nor ended; and how many it receives. */
const heard = (page: Page): Promise<{ played: number; received: number }> =>
  page.evaluate(() => {
    type Remotes = readonly { readonly audio: { readonly isOpen: boolean } | null }[];
    const { remotes } = (window as unknown as { distansMedia: { store: { getState(): { remotes: Remotes } } } }).distansMedia.store.getState();
    const playing = [...document.querySelectorAll('audio')].filter(({ paused, muted, srcObject }) => {
      const [track] = srcObject instanceof MediaStream ? srcObject.getAudioTracks() : [];
      return !paused && !muted && track?.readyState === 'live' && !track.muted;
    });
    return { played: playing.length, received: remotes.filter(({ audio }) => audio?.isOpen === true).length };
  });

test('[E9] in a talk of three with the adviser everybody sees, hears and is told of everybody', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'pargas-1' });
  const te = await openExpert('expert-te-1');
  const fpa = await openExpert('expert-fpa-1');
  const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-pargas-1' });
  await queueAt(terminal, 'te', 'te.jobSeeker');
  await becomeAvailable(te);
  await answer(te, terminal);
  await joinCall(adviser, 'open');
  await expectPicture(te, 'adviserTile');
  await becomeAvailable(fpa);
  await askFpa(te, fpa);
  await expect(fpa.getByTestId('adviserTile')).toHaveCount(0);
  await te.getByRole('button', { name: 'Bring the customer in' }).click();
  const tiles: readonly (readonly [Page, readonly string[]])[] = [
    [terminal, ['expertTile', 'colleagueTile', 'adviserTile']],
    [te, ['customerTile', 'colleagueTile', 'adviserTile']],
    [fpa, ['customerTile', 'colleagueTile', 'adviserTile']],
    [adviser, ['customerTile', 'expertTile', 'colleagueTile']],
  ];
  for (const [page, ids] of tiles) {
    for (const id of ids) await expectPicture(page, id);
    await expect.poll(() => heard(page), ids.join()).toEqual({ played: 3, received: 3 });
    await expect(page.getByTestId('unnamedTile')).toHaveCount(0);
  }
  await look(adviser, 'adviser-talk-of-three');
  await look(fpa, 'expert-talk-of-three');
  await expect(fpa.getByTestId('adviserTile')).toContainText(', adviser');
  await adviser.getByTestId('joined').getByRole('button', { name: 'Leave the call' }).click();
  await expect(fpa.getByTestId('adviserTile')).toHaveCount(0);
});

test('[F31] [F106] with a confidential matter another agency’s expert comes in by the customer’s yes only', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'pargas-1' });
  const tax = await openExpert('expert-tax-1');
  const fpa = await openExpert('expert-fpa-1');
  await queueAt(terminal, 'tax', 'tax.inheritance');
  await becomeAvailable(tax);
  await answer(tax, terminal);
  await becomeAvailable(fpa);
  await askFpa(tax, fpa);

  const dialog = terminal.getByRole('alertdialog', { name: /^May .*Kela.* join the call\?$/ });
  await tax.getByRole('button', { name: 'Bring the customer in' }).click();
  await expect(dialog).toBeVisible();
  const bar = tax.getByTestId('consultation');
  await expect(bar).toContainText('being asked on the screen');
  await expect(bar.getByRole('button', { name: 'Hand the customer over' })).toBeDisabled();
  await expect(fpa.locator('main')).toContainText('You and the customer do not hear each other');
  await expectNoMediaArrives(terminal);
  await look(terminal, 'terminal-colleague-consent');
  await look(tax, 'expert-colleague-consent');
  // By the keyboard alone.
  await terminal.keyboard.press('Tab');
  await expect(dialog.getByRole('button', { name: 'No' })).toBeFocused();
  await terminal.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(bar).toContainText('The customer said no');
  await expectNoMediaArrives(terminal);

  await bar.getByRole('button', { name: 'Ask the customer again' }).click();
  await dialog.getByRole('button', { name: 'Yes' }).click();
  await Promise.all(['colleagueTile', 'expertTile'].map((tile) => expectPicture(terminal, tile)));
  await Promise.all([terminal, tax, fpa].map((page) => expectMediaArrives(page)));
  await expect(bar).toHaveAttribute('data-state', 'joint');
  await tax.getByRole('button', { name: 'End call' }).click();
});
