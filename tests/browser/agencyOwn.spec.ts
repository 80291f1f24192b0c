import { randomUUID } from 'node:crypto';
import { type Page, expect } from '@playwright/test';
import { enrolBy, makeKey, prove } from '#tests/support/terminalKey.ts';
import { Person } from '#tests/support/socketPeople.ts';
import { Installation } from './installed.ts';
import { textsOn } from './texts.ts';
import { test } from './test.ts';

let installation: Installation;
const raw: { leave(): void }[] = [];
test.beforeAll(async () => {
  installation = await Installation.start({ RING_MS: '60000', WRAP_UP_MS: '600000' });
});
test.afterAll(() => installation.stop());
test.afterEach(async () => {
  for (const person of raw.splice(0)) person.leave();
  for (const context of installation.browser.contexts()) await context.close();
});

async function customerAt(terminalId: string): Promise<Person<'terminal'>> {
  const key = makeKey();
  const { url } = installation.server;
  const token = await enrolBy(url, await installation.accessCode('terminal', terminalId), key);
  const customer = await Person.connect(url, 'terminal', token, (sid) => prove(key, sid));
  raw.push(customer);
  return customer;
}

async function comeToWork(expert: Page): Promise<void> {
  const t = await textsOn(expert);
  await expert.getByTestId('statusChoice').click();
  await expert.getByRole('option', { name: t('expert', 'status.available'), exact: true }).click();
  await expert.locator('[data-status=available]').waitFor();
}

test('[F101] the expert refines the outcome by the agency’s own code; number keys choose the common ones', async () => {
  const expert = await installation.open('expert', 'expert-te-1');
  const t = await textsOn(expert);
  // The agency’s own word for who helps there (the demo’s).
  await expect(expert.getByRole('banner')).toContainText('TE Office, job coach');
  const sent: string[] = [];
  expert.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(String(payload))));
  // The page's next socket is read along.
  await expert.reload();
  await comeToWork(expert);
  const customer = await customerAt('mikkeli-1');
  const callId = randomUUID();
  await customer.do('queue:join', { callId, agencyId: 'te', serviceId: 'te.jobSeeker', language: 'sv', next: [] } as never);
  const offer = expert.getByTestId('offer');
  await offer.getByRole('button', { name: t('expert', 'offer.accept') }).click();
  await offer.waitFor({ state: 'detached' });
  const cards = expert.getByTestId('knowledge');
  await expect(cards.getByText('The first day counts')).toBeVisible();
  await cards.getByText('Which papers are needed?').click();
  await expect(cards.getByRole('link', { name: t('expert', 'knowledge.more') })).toHaveAttribute('href', 'https://example.org/papers');
  await expert.screenshot({ path: 'reports/screens/expert-knowledge.png', fullPage: true });
  await customer.do('call:leave', { callId } as never);

  const wrapUp = expert.getByTestId('wrapUp');
  await wrapUp.waitFor();
  const own = wrapUp.getByRole('radiogroup', { name: t('expert', 'wrapUp.agencyOutcome') });
  await expect(own).toHaveCount(0);
  await expert.keyboard.press('1');
  await expect(wrapUp.getByRole('radio', { name: t('expert', 'wrapUp.outcomeCode.settled'), exact: true })).toBeChecked();
  await expect(own.getByRole('radio')).toHaveCount(2);
  await expert.keyboard.press('2');
  await own.getByText('Employment plan made').click();
  await expect(own.getByRole('radio', { name: 'Employment plan made' })).toBeChecked();
  await expert.screenshot({ path: 'reports/screens/expert-wrap-up-own-codes.png', fullPage: true });

  // Another outcome has other codes: what was chosen does not go with it.
  await expert.keyboard.press('3');
  await expect(own).toHaveCount(0);
  await wrapUp.getByText(t('expert', 'wrapUp.referralCode.eService'), { exact: true }).click();
  await wrapUp.getByText('Job Market Finland').click();
  await expect.poll(() => sent.findLast((frame) => frame.includes('wrapUp:save'))).toMatch(/"agencyReferral":"[^"]/);
  await expert.reload();
  await expect(wrapUp.getByRole('radio', { name: 'Job Market Finland' })).toBeChecked();
  await expert.keyboard.press('2');
  await own.getByText('Papers are missing').click();
  await wrapUp.getByRole('button', { name: t('expert', 'wrapUp.complete') }).click();
  await expect(wrapUp).toHaveCount(0);
  await expect(expert.getByTestId('ownDay')).toContainText(`${t('expert', 'wrapUp.outcomeCode.continues')}: Papers are missing`);
});

test('[F59] an adviser who sets up a call sees what is good to know about the service', async () => {
  const adviser = await installation.open('adviser', 'adviser-mikkeli-1');
  const t = await textsOn(adviser);
  await customerAt('mikkeli-2');
  await adviser
    .getByTestId('terminal-mikkeli-2')
    .getByRole('button', { name: t('adviser', 'setUp.title') })
    .click();
  const dialog = adviser.getByTestId('setUp');
  await dialog.getByTestId('setUpAgency-te').click();
  await dialog.getByTestId('setUpService-te.training').click();
  await expect(dialog.getByTestId('knowledge')).toHaveCount(0);
  await dialog.getByTestId('setUpService-te.jobSeeker').click();
  await dialog.getByTestId('knowledge').getByText('The first day counts').click();
  await expect(dialog.getByTestId('knowledge').getByText('Support is paid from the day of registration')).toBeVisible();
  await adviser.screenshot({ path: 'reports/screens/adviser-knowledge.png', fullPage: true });
});
