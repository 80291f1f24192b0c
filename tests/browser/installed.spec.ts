import { type Page, expect } from '@playwright/test';
import { Installation } from './installed.ts';
import { chooseMatter, expectMediaArrives } from './people.ts';
import { test } from './test.ts';
import { textsOn } from './texts.ts';

let installation: Installation;
test.beforeAll(async () => {
  installation = await Installation.start({ RING_MS: '60000', WRAP_UP_MS: '60000' });
});
test.afterAll(() => installation.stop());
test.afterEach(async () => {
  for (const context of installation.browser.contexts()) await context.close();
});

/** Until that is focused, as somebody without a mouse gets there. */
async function tabTo(page: Page, isThere: () => Promise<boolean>): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the keyboard does not get there');
}

async function pressByKeyboard(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await button.waitFor();
  await tabTo(page, () => button.evaluate((element) => element === document.activeElement));
  await page.keyboard.press('Enter');
}

/** The expert is at work: chooses so by keyboard. */
async function comeToWork(page: Page): Promise<void> {
  const t = await textsOn(page);
  const choice = page.getByTestId('statusChoice');
  await tabTo(page, () => choice.evaluate((element) => element === document.activeElement));
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: t('expert', 'status.available'), exact: true }).click();
  await page.locator('[data-status=available]').waitFor();
}

async function answer(expert: Page, terminal: Page): Promise<void> {
  const t = await textsOn(expert);
  await expert
    .getByTestId('offer')
    .getByRole('button', { name: t('expert', 'offer.accept') })
    .click();
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
}

async function finish(expert: Page, referral?: string): Promise<void> {
  const t = await textsOn(expert);
  await expert.getByRole('button', { name: t('expert', 'call.end'), exact: true }).click();
  const wrapUp = expert.getByTestId('wrapUp');
  await wrapUp.getByText(t('expert', `wrapUp.outcomeCode.${referral === undefined ? 'settled' : 'referred'}`), { exact: true }).click();
  if (referral !== undefined) await wrapUp.getByText(t('expert', `wrapUp.referralCode.${referral}`), { exact: true }).click();
  await wrapUp.getByRole('button', { name: t('expert', 'wrapUp.complete') }).click();
}

test('as installed, the newly unemployed settles three matters with three agencies by mouse and keyboard', async () => {
  const terminal = await installation.open('terminal', 'mikkeli-1');
  const te = await installation.open('expert', 'expert-te-1');
  const tax = await installation.open('expert', 'expert-tax-1');
  const fpa = await installation.open('expert', 'expert-fpa-1');
  for (const expert of [te, tax, fpa]) await comeToWork(expert);

  const t = await textsOn(terminal);
  const serviceRequests = [
    ['te', 'te.jobSeeker'],
    ['tax', 'tax.taxCard'],
    ['fpa', 'fpa.unemployment'],
  ] as const;
  for (const [index, [agencyId, serviceId]] of serviceRequests.entries()) {
    if (index > 0) await terminal.getByRole('button', { name: t('terminal', 'serviceRequests.add') }).click();
    await chooseMatter(terminal, agencyId, serviceId);
  }
  await terminal.locator('[data-check="microphone"][data-state="ok"]').waitFor();
  await pressByKeyboard(terminal, t('terminal', 'check.join'));

  await answer(te, terminal);
  const says = await textsOn(te);
  await te.getByText(says('expert', 'share.title')).click();
  await te.getByTestId('shareAgency').click();
  await te.getByRole('option', { name: /Kela|FPA/ }).click();
  await te.getByLabel(says('expert', 'share.note')).fill('Work ended on 1 November');
  await te.getByRole('button', { name: says('expert', 'share.send') }).click();
  const consent = terminal.getByTestId('consent');
  await expect(consent).toContainText('Work ended on 1 November');
  await consent.getByRole('button', { name: /FPA|Kela/ }).click();
  await expect(te.getByTestId('proposal')).toHaveAttribute('data-state', 'agreed');
  await finish(te, 'otherAgency');

  await expect(terminal.getByTestId('visitServiceRequest-te.jobSeeker')).toHaveAttribute('data-state', 'done');
  await answer(tax, terminal);
  await finish(tax);

  await expect(fpa.getByTestId('offer')).toContainText('Work ended on 1 November');
  await answer(fpa, terminal);
  await finish(fpa);
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'thanks');
  await pressByKeyboard(terminal, t('terminal', 'thanks.finish'));
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'start');
});
