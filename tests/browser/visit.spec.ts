import { type Browser, type Page, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { becomeAvailable, chooseMatter, expectMediaArrives, launchChromium, openAs, openOtherWays, queueAt, readTicket } from './people.ts';
import { test } from './test.ts';

let server: RunningServer;
let browser: Browser;

// Each journey has a house of its own: who was on duty in the last one would help in the next.
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
const serviceRequestOf = (page: Page, serviceId: string) => page.getByTestId(`visitServiceRequest-${serviceId}`);

/** Chooses the matters one after the other, then queues for the first of them. */
async function queueForAll(terminal: Page, serviceRequests: readonly (readonly [agencyId: string, serviceId: string])[]): Promise<void> {
  for (const [index, [agencyId, serviceId]] of serviceRequests.entries()) {
    if (index > 0) await terminal.getByRole('button', { name: 'Add another matter' }).click();
    await chooseMatter(terminal, agencyId, serviceId);
  }
  await expect(terminal.getByTestId('chosen').locator('li')).toHaveCount(serviceRequests.length);
  await terminal.locator('[data-check="microphone"][data-state="ok"]').waitFor();
  await terminal.getByRole('button', { name: 'Put me in the queue' }).click();
  await terminal.locator('main[data-screen="waiting"]').waitFor();
}

async function answer(expert: Page, terminal: Page): Promise<void> {
  await expert.getByRole('button', { name: 'Accept' }).click();
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
}

async function finish(expert: Page, referral?: string): Promise<void> {
  await expert.getByRole('button', { name: 'End call' }).click();
  const wrapUp = expert.getByTestId('wrapUp');
  await wrapUp.getByText(referral === undefined ? 'Settled' : 'Referred').click();
  if (referral !== undefined) await wrapUp.getByText(referral, { exact: true }).click();
  await expert.getByRole('button', { name: 'Ready for the next' }).click();
}

test('[F29] [F104] the newly unemployed: TE office, tax card and FPA in one visit, the story told once with their word', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
  const te = await openExpert('expert-te-1');
  const tax = await openExpert('expert-tax-1');
  const fpa = await openExpert('expert-fpa-1');
  await queueForAll(terminal, [
    ['te', 'te.jobSeeker'],
    ['tax', 'tax.taxCard'],
    ['fpa', 'fpa.unemployment'],
  ]);
  await look(terminal, 'terminal-visit-waiting');
  const visit = await terminal.getByText(/^Visit \d+$/).innerText();
  for (const page of [te, tax, fpa]) await becomeAvailable(page);

  await answer(te, terminal);
  await te.getByText('Tell another agency').click();
  await te.getByTestId('shareAgency').click();
  await te.getByRole('option', { name: /Kela/ }).click();
  await te.getByLabel('What they need to know').fill('Work ended on 1 November');
  await te.getByRole('button', { name: 'Ask the customer' }).click();
  await expect(terminal.getByTestId('consent')).toContainText('Work ended on 1 November');
  await look(terminal, 'terminal-consent');
  await terminal.getByRole('button', { name: /^Yes/ }).click();
  await expect(te.getByTestId('proposal')).toHaveAttribute('data-state', 'agreed');
  await finish(te, 'Another agency');

  await expect(serviceRequestOf(terminal, 'te.jobSeeker')).toHaveAttribute('data-state', 'done');
  await answer(tax, terminal);
  await expect(tax.locator('body')).not.toContainText('Work ended');
  await finish(tax);

  await expect(fpa.getByTestId('offer')).toContainText('Work ended on 1 November');
  await answer(fpa, terminal);
  // [F45] The agency's own case system is one press away, and gets nothing but the service request and the visit's number.
  await expect(fpa.getByTestId('caseLink')).toHaveAttribute('href', /^https:\/\/cases\.example\.fi\/open\?service=fpa\.unemployment&visit=\d+$/);
  await look(fpa, 'expert-shared-note');
  await look(terminal, 'terminal-visit-call');
  await finish(fpa);
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'thanks');
  await expect(terminal.getByText(visit, { exact: true })).toBeVisible();
  // [F92] One touch, and one may think again.
  const rating = terminal.getByTestId('rating');
  await expect(rating).toContainText('How did the call with Kela go?');
  await rating.getByText('So-so').click();
  await expect(rating).toHaveAttribute('data-rating', '3');
  await rating.getByText('Very well').click();
  await expect(rating).toHaveAttribute('data-rating', '5');
  await terminal.getByRole('button', { name: 'I am done' }).click();
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'start');
});

test('[F28] [F30] the student: queues for the move already while talking about student aid, fetches a paper, and adds day care', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'kiiminki-1' });
  const fpa = await openExpert('expert-fpa-1');
  const dvv = await openExpert('expert-dvv-1');
  const municipality = await openExpert('expert-municipality-1');
  await queueForAll(terminal, [
    ['fpa', 'fpa.studentAid'],
    ['dvv', 'dvv.movingNotice'],
  ]);
  await becomeAvailable(fpa);
  await answer(fpa, terminal);

  await terminal.getByTestId('openMatters').click();
  await serviceRequestOf(terminal, 'dvv.movingNotice').getByRole('button', { name: 'Join the queue now' }).click();
  await expect(serviceRequestOf(terminal, 'dvv.movingNotice')).toHaveAttribute('data-state', 'waiting');
  await becomeAvailable(dvv);
  await becomeAvailable(municipality);
  // DVV is free, but the customer still talks with FPA: the place is kept and nobody rings.
  await expect(dvv.getByTestId('queueEntry')).toHaveCount(1);
  await terminal.getByRole('button', { name: 'Add another matter' }).click();
  await terminal.getByTestId('addAgency').click();
  await terminal.getByRole('option', { name: 'The municipality' }).click();
  await terminal.getByTestId('addService').click();
  await terminal.getByRole('option', { name: 'Day care' }).click();
  await terminal.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(serviceRequestOf(terminal, 'municipality.dayCare')).toHaveAttribute('data-state', 'planned');
  await expect(dvv.getByTestId('offer')).toHaveCount(0);
  await look(terminal, 'terminal-call-serviceRequests');

  // The student sends for the rental agreement; the expert is free meanwhile, and gets the same customer back.
  await fpa.getByRole('button', { name: 'Fetch a paper' }).click();
  await expect(serviceRequestOf(terminal, 'fpa.studentAid')).toHaveAttribute('data-state', 'parked');
  await answer(dvv, terminal);
  await finish(dvv);
  await terminal.getByRole('button', { name: 'I am back' }).click();
  await expect(fpa.getByTestId('offer')).toContainText('You spoke with the customer before');
  await answer(fpa, terminal);
  await finish(fpa);

  await answer(municipality, terminal);
  await finish(municipality);
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'thanks');
  for (const serviceId of ['fpa.studentAid', 'dvv.movingNotice', 'municipality.dayCare']) {
    await expect(serviceRequestOf(terminal, serviceId)).toHaveAttribute('data-state', 'done');
  }
  await look(terminal, 'terminal-visit-thanks');
});

test('[F46] [F106] a supervisor listens in: everybody is told, hears nothing of the supervisor, and the supervisor hears both', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'saarijarvi-1' });
  const expert = await openExpert('expert-fpa-1');
  const supervisor = await openAs(browser, server.url, { role: 'supervisor', id: 'supervisor-fpa-1' });
  await queueAt(terminal, 'fpa', 'fpa.studentAid');
  await expect(supervisor.getByTestId('queue-fpa.studentAid')).toContainText('Nobody');
  await becomeAvailable(expert);
  await answer(expert, terminal);
  await expect(supervisor.getByTestId('expert-expert-fpa-1')).toHaveAttribute('data-status', 'inCall');
  await expect(supervisor.getByTestId('pastOffer').first()).toContainText('The only free one who could');

  await supervisor.getByRole('button', { name: 'Listen in' }).click();
  await supervisor.getByRole('alertdialog').getByRole('button', { name: 'Listen in' }).click();
  await expect(terminal.getByTestId('supervisorTile')).toContainText('Helena Nyberg, supervisor, is listening');
  await expect(expert.getByTestId('supervisorTile')).toContainText('Helena Nyberg');
  await expectMediaArrives(supervisor);
  await look(supervisor, 'supervisor');
  await supervisor.getByRole('button', { name: 'Stop listening' }).click();
  await expect(terminal.getByTestId('supervisorTile')).toHaveCount(0);
  await expert.getByRole('button', { name: 'End call' }).click();
});

test('[F46] [F106] with a confidential matter the customer is asked before the supervisor hears anything', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'saarijarvi-1' });
  const expert = await openExpert('expert-tax-1');
  const supervisor = await openAs(browser, server.url, { role: 'supervisor', id: 'supervisor-tax-1' });
  await queueAt(terminal, 'tax', 'tax.inheritance');
  await becomeAvailable(expert);
  await answer(expert, terminal);
  const ask = async () => {
    await supervisor.getByRole('button', { name: 'Listen in' }).click();
    await supervisor.getByRole('alertdialog').getByRole('button', { name: 'Listen in' }).click();
    await expect(supervisor.getByTestId('listening')).toContainText('you hear and see nothing before the customer has said yes');
    await expect(terminal.getByTestId('adviserConsent')).toContainText('May Kari Laine, supervisor, listen to the call?');
  };
  await ask();
  await expect(expert.getByTestId('supervisorAsks')).toContainText('Kari Laine, supervisor, asks to listen');
  await expect(supervisor.locator('video')).toHaveCount(0);
  await terminal.getByTestId('adviserConsent').getByRole('button', { name: 'No' }).click();
  await expect(supervisor.getByTestId('listening')).toHaveCount(0);
  await ask();
  await terminal.getByTestId('adviserConsent').getByRole('button', { name: 'Yes' }).click();
  await expectMediaArrives(supervisor);
  await expect(terminal.getByTestId('supervisorTile')).toContainText('Kari Laine, supervisor, is listening');
  await expert.getByRole('button', { name: 'End call' }).click();
});

test('[F27] goes away with a number; the point’s terminals call it when it is their turn', async () => {
  const first = await openAs(browser, server.url, { role: 'terminal', id: 'pelkosenniemi-1' });
  const second = await openAs(browser, server.url, { role: 'terminal', id: 'pelkosenniemi-2' });
  const expert = await openExpert('expert-fpa-1');
  await queueAt(first, 'fpa', 'fpa.studentAid');
  await look(first, 'terminal-waiting-nobody');
  await openOtherWays(first);
  await first.getByRole('button', { name: 'Call me back here later' }).click();
  const written = await readTicket(first);
  await first.getByRole('button', { name: 'I have written them down' }).click();
  await becomeAvailable(expert);
  await expect(second.getByTestId('summons')).toContainText(`Number ${written.number}`);
  await look(second, 'terminal-summons');
  await second.getByTestId('summons').click();
  await second.getByLabel('PIN, four digits').fill(written.pin);
  await second.getByRole('button', { name: 'Continue' }).click();
  await answer(expert, second);
  await expect(second.locator('header')).toContainText(`Visit ${written.number}`);
  await expect(first.getByTestId('summons')).toHaveCount(0);
  await expert.getByRole('button', { name: 'End call' }).click();
});
