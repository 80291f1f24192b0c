import { randomUUID } from 'node:crypto';
import { type Browser, type Page, expect } from '@playwright/test';
import type { CallId } from '#shared/ids.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { Person } from '#tests/support/socketPeople.ts';
import { becomeAvailable, expectMediaArrives, launchChromium, openAs, queueAt, startCall } from './people.ts';
import { test } from './test.ts';

let server: RunningServer;
let browser: Browser;

test.beforeAll(async () => {
  browser = await launchChromium();
});
test.beforeEach(async () => {
  server = await startServer({ env: { RING_MS: '60000', WRAP_UP_MS: '60000' } });
});
test.afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await server.stop();
});
test.afterAll(() => browser.close());

const look = (page: Page, name: string) => page.screenshot({ path: `reports/screens/${name}.png`, fullPage: true });
const open = (role: 'terminal' | 'expert' | 'adviser' | 'supervisor', id: string) => openAs(browser, server.url, { role, id });
const choose = async (page: Page, testId: string, option: string): Promise<void> => {
  await page.getByTestId(testId).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};

test('[F17] [F46] an expert picks a given customer with a reason; the supervisor sees it, and gives another one by hand', async () => {
  const [first, second] = [await open('terminal', 'mikkeli-1'), await open('terminal', 'mikkeli-2')];
  // Has no housing allowance, so nothing rings here by itself.
  const expert = await open('expert', 'expert-fpa-3');
  const supervisor = await open('supervisor', 'supervisor-fpa-1');
  await queueAt(first, 'fpa', 'fpa.housingAllowance');
  await queueAt(second, 'fpa', 'fpa.housingAllowance');
  await becomeAvailable(expert);
  const later = expert.getByTestId('queueEntry').nth(1);
  await later.getByRole('button', { name: 'Take' }).click();
  await expert.getByRole('menuitem', { name: 'I know the case' }).click();
  await expect(expert.getByTestId('offerReason')).toHaveText('You picked the customer');
  await expect(second.getByTestId('position')).toHaveText('It is almost your turn');
  await expect(first.getByTestId('position')).toHaveText('You are first in the queue');
  const offers = supervisor.getByTestId('pastOffer');
  await expect(offers.first()).toContainText('Picked the customer: knows the case');
  await expect(offers.first()).toHaveAttribute('data-outcome', 'ringing');
  await expert.getByRole('button', { name: 'Decline' }).click();
  await expert.getByRole('menuitem', { name: 'Conflict of interest' }).click();
  await expect(offers.first()).toContainText('Declined: conflict of interest');

  await supervisor.getByTestId('entry').first().getByRole('button', { name: 'Give to …' }).click();
  await supervisor.getByRole('menuitem', { name: 'Elina Korhonen' }).click();
  await expect(expert.getByTestId('offerReason')).toHaveText('Your supervisor gave you the customer');
  await expect(first.getByTestId('position')).toHaveText('It is almost your turn');
  await expect(offers.first()).toContainText('Given by hand');
  await expert.getByRole('button', { name: 'Accept' }).click();
  await Promise.all([expectMediaArrives(first), expectMediaArrives(expert)]);
  await expect(offers.first()).toContainText('Accepted');
  await look(supervisor, 'supervisor-by-hand');
});

test('[F46] [F21] [F24] the supervisor raises a customer and moves them to another queue, and closes a queue till a time that the customers see', async () => {
  const terminal = await open('terminal', 'mikkeli-1');
  const other = await open('terminal', 'mikkeli-2');
  const supervisor = await open('supervisor', 'supervisor-fpa-1');
  await queueAt(terminal, 'fpa', 'fpa.studentAid');
  await supervisor.getByTestId('entry').first().getByRole('button', { name: 'Change priority' }).click();
  await choose(supervisor, 'priority', 'Sooner (+1)');
  await choose(supervisor, 'priorityReason', 'A deadline runs out');
  await supervisor.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(supervisor.getByTestId('entry').first()).toContainText('priority +1');
  await supervisor.getByTestId('entry').first().getByRole('button', { name: 'Move' }).click();
  await choose(supervisor, 'moveService', 'Pension');
  await supervisor.getByRole('dialog').getByRole('button', { name: 'Move' }).click();
  await expect(supervisor.getByTestId('queue-fpa.pension').locator('td').first()).toHaveText('1');
  await expect(supervisor.getByTestId('queue-fpa.studentAid').locator('td').first()).toHaveText('0');
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'waiting');
  await expect(terminal.locator('main')).toContainText('You were moved to another queue');

  const queue = supervisor.getByTestId('queue-fpa.studentAid');
  await queue.getByRole('button', { name: /^Close/ }).click();
  await choose(supervisor, 'closeFor', '1 hour');
  await supervisor.getByRole('button', { name: 'Close now' }).click();
  await expect(queue).toContainText(/Closed by hand until .*\d\d:\d\d/);
  const time = /\d\d:\d\d/.exec(await queue.innerText())?.[0] ?? 'no time';
  await look(supervisor, 'supervisor-closed-until');
  await other.getByTestId('agency-fpa').click();
  await expect(other.getByTestId('service-fpa.studentAid')).toContainText(`${time}`);
  await other.getByTestId('service-fpa.studentAid').click();
  await expect(other.locator('main')).toContainText(new RegExp(`Closed. Opens .*${time}`));
  await look(other, 'terminal-closed-until');
});

/** A customer and an expert without a browser, who get a call done. */
async function handleOne(terminal: Person<'terminal'>, expert: Person<'expert'>): Promise<void> {
  const callId = randomUUID() as CallId;
  const serviceRequest = { agencyId: 'fpa', serviceId: 'fpa.studentAid', language: 'sv', next: [] } as const;
  await terminal.do('queue:join', { ...serviceRequest, callId } as never);
  const { offer } = await expert.until((view) => view.offer?.callId === callId);
  await expert.do('offer:accept', { callId, offerNumber: offer?.offerNumber ?? 0 });
  await expert.do('call:end', { callId });
  await expert.do('wrapUp:complete', { callId, outcomeCode: 'settled', note: '' });
  await terminal.do('visit:close', {});
}

test('[F7] [F8] the waiting screen shows the place, and how long it usually takes as a range from the queue’s own calls', async () => {
  const somebody = await Person.arrive(server.url, 'terminal', 'pargas-1');
  const expert = await Person.arrive(server.url, 'expert', 'expert-fpa-1');
  await expert.do('status:choose', { status: 'available' });
  const talking = await Person.arrive(server.url, 'terminal', 'pargas-2');
  const [first, second] = [await open('terminal', 'mikkeli-1'), await open('terminal', 'mikkeli-2')];
  await talking.do('queue:join', { agencyId: 'fpa', serviceId: 'fpa.studentAid', language: 'sv', next: [], callId: randomUUID() } as never);
  const { offer } = await expert.until((view) => view.offer !== null);
  if (offer === null) throw new Error('nothing rings');
  await expert.do('offer:accept', { callId: offer.callId, offerNumber: offer.offerNumber });
  await queueAt(first, 'fpa', 'fpa.studentAid');
  await expect(first.getByTestId('estimate')).toHaveText('We cannot say yet how long the wait will be.');
  await first.getByTestId('leave').click();
  await first.getByRole('alertdialog').getByRole('button', { name: 'Leave the queue' }).click();
  await expert.do('call:end', { callId: offer.callId });
  await expert.do('wrapUp:complete', { callId: offer.callId, outcomeCode: 'settled', note: '' });
  for (let count = 1; count < 5; count += 1) await handleOne(somebody, expert);

  await expert.do('status:choose', { status: 'available' });
  await talking.do('visit:close', {});
  await talking.do('queue:join', { agencyId: 'fpa', serviceId: 'fpa.studentAid', language: 'sv', next: [], callId: randomUUID() } as never);
  const next = (await expert.until((view) => view.offer !== null)).offer;
  if (next === null) throw new Error('nothing rings');
  await expert.do('offer:accept', { callId: next.callId, offerNumber: next.offerNumber });
  await queueAt(first, 'fpa', 'fpa.studentAid');
  await queueAt(second, 'fpa', 'fpa.pension');
  await expect(first.getByTestId('position')).toHaveText('You are first in the queue');
  // Another service, but the same expert must see to both.
  await expect(second.getByTestId('position')).toHaveText('You are second in the queue');
  await expect(second.getByTestId('estimate')).toHaveText(/^The wait is usually (at most \d+|\d+–\d+) min$/);
  await look(second, 'terminal-waiting-estimate');
  for (const person of [somebody, talking, expert]) person.leave();
});

test('[F43] the expert ends the call and sends the customer to the adviser, who is told why and comes', async () => {
  const terminal = await open('terminal', 'mikkeli-1');
  const expert = await open('expert', 'expert-fpa-1');
  const adviser = await open('adviser', 'adviser-mikkeli-1');
  await startCall(terminal, expert, 'fpa', 'fpa.studentAid');
  await expert.getByRole('button', { name: 'Hold' }).click();
  await expect(terminal.getByTestId('expertTile')).toContainText('The expert will be back soon');
  await expert.getByRole('button', { name: 'Resume' }).click();
  await expert.getByTestId('endOther').click();
  await expert.getByRole('menuitem', { name: 'A paper or a form' }).click();
  await expect(terminal.getByTestId('toAdviser')).toContainText('The adviser has been called to help you on: a paper or a form');
  const card = adviser.getByTestId('terminal-mikkeli-1');
  await expect(card).toContainText('sends the customer to you: a paper or a form');
  await card.getByRole('button', { name: 'I am coming' }).click();
  await expect(terminal.getByTestId('toAdviser')).toContainText('is coming to help you on');
  await look(terminal, 'terminal-to-adviser');
  await look(adviser, 'adviser-sent');
  await expert.getByTestId('wrapUp').getByText('Settled').click();
  await expert.getByRole('button', { name: 'Ready for the next' }).click();
  await expect(expert.getByTestId('ownDay')).toContainText('On hold');
});
