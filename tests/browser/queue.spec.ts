import { randomUUID } from 'node:crypto';
import { type Page, expect, test } from '@playwright/test';
import type { Role } from '#shared/contract/define.ts';
import { Person } from '#tests/support/socketPeople.ts';
import { Installation } from './installed.ts';
import { textsOn } from './texts.ts';

let installation: Installation;
const raw: { leave(): void }[] = [];
test.beforeAll(async () => {
  installation = await Installation.start({ RING_MS: '20000', WRAP_UP_MS: '12000' });
});
test.afterAll(() => installation.stop());
test.afterEach(async () => {
  for (const person of raw.splice(0)) person.leave();
  for (const context of installation.browser.contexts()) await context.close();
});

/** Somebody without a browser, signed in by a code. */
async function arrive<R extends Role>(role: R, id: string): Promise<Person<R>> {
  const body = JSON.stringify({ code: await installation.accessCode(role, id) });
  const response = await fetch(`${installation.server.url}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const token = /distans_\w+=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1];
  if (token === undefined) throw new Error(`sign-in as ${id} failed: ${response.status}`);
  const person = await Person.connect(installation.server.url, role, token);
  raw.push(person);
  return person;
}

async function comeToWork(expert: Page): Promise<void> {
  const t = await textsOn(expert);
  await expert.getByTestId('statusChoice').click();
  await expert.getByRole('option', { name: t('expert', 'status.available'), exact: true }).click();
  await expert.locator('[data-status=available]').waitFor();
}

test('[E20] the wrap-up keeps what is written: what the end of the call cut off, over a reload, and when its time is over', async () => {
  const sent: string[] = [];
  const prepare = async (page: Page): Promise<void> =>
    void page.on('websocket', (socket) => void socket.on('framesent', ({ payload }) => void sent.push(String(payload))));
  const expert = await installation.open('expert', 'expert-fpa-1', { prepare });
  const t = await textsOn(expert);
  await comeToWork(expert);
  const customer = await arrive('terminal', 'mikkeli-1');
  const callId = randomUUID();
  await customer.do('queue:join', { callId, agencyId: 'fpa', serviceId: 'fpa.studentAid', language: 'sv', next: [] } as never);
  await expert
    .getByTestId('offer')
    .getByRole('button', { name: t('expert', 'offer.accept') })
    .click();
  await expert.getByText(t('expert', 'share.title')).click();
  await expert.getByLabel(t('expert', 'share.note')).pressSequentially('Needs a certificate');
  await customer.do('call:leave', { callId } as never);

  const wrapUp = expert.getByTestId('wrapUp');
  await expect(wrapUp.getByTestId('unsent')).toContainText('Needs a certificate');
  await wrapUp.getByRole('button', { name: t('expert', 'wrapUp.takeUnsent') }).click();
  await wrapUp.getByText(t('expert', 'wrapUp.outcomeCode.referred'), { exact: true }).click();
  const note = wrapUp.getByLabel(t('expert', 'wrapUp.note'));
  await expect(note).toHaveValue('Needs a certificate');
  await expect.poll(() => sent.at(-1)).toMatch(/wrapUp:save.*"referred".*certificate/);
  await expert.screenshot({ path: 'reports/screens/expert-wrap-up-draft.png', fullPage: true });

  await expert.reload();
  await expect(note).toHaveValue('Needs a certificate');
  await expect(wrapUp.getByRole('radio', { name: t('expert', 'wrapUp.outcomeCode.referred'), exact: true })).toBeChecked();
  await note.press('End');
  await note.pressSequentially(', and the lease');
  await expect(wrapUp).toHaveCount(0);
  await expect(expert.getByText(t('expert', 'wrapUp.timeOver'))).toBeVisible();
  await expert.getByTestId('ownDay').locator('summary').click();
  await expect(expert.getByTestId('ownDay')).toContainText(t('expert', 'wrapUp.outcomeCode.referred'));
  await customer.do('visit:close', {});
});
