import { randomUUID } from 'node:crypto';
import { type Page, expect } from '@playwright/test';
import type { Role } from '#shared/contract/define.ts';
import { enrolBy, makeKey, prove } from '#tests/support/terminalKey.ts';
import { Person } from '#tests/support/socketPeople.ts';
import { addDeviceFaults } from './deviceFaults.ts';
import { Installation } from './installed.ts';
import { chooseMatter } from './people.ts';
import { textsOn } from './texts.ts';
import { test } from './test.ts';

let installation: Installation;
const raw: { leave(): void }[] = [];
test.beforeAll(async () => {
  installation = await Installation.start({ RING_MS: '20000', WRAP_UP_MS: '12000', ENTRIES_AN_HOUR: '12' });
});
test.afterAll(() => installation.stop());
test.afterEach(async () => {
  for (const person of raw.splice(0)) person.leave();
  for (const context of installation.browser.contexts()) await context.close();
});

/** Somebody without a browser, signed in by a code. */
async function arrive<R extends Role>(role: R, id: string): Promise<Person<R>> {
  const code = await installation.accessCode(role, id);
  const { url } = installation.server;
  if (role === 'terminal') {
    const key = makeKey();
    const enrolled = await Person.connect(url, role, await enrolBy(url, code, key), (sid) => prove(key, sid));
    raw.push(enrolled);
    return enrolled;
  }
  const body = JSON.stringify({ code });
  const response = await fetch(`${url}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const token = /distans_\w+=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1];
  if (token === undefined) throw new Error(`sign-in as ${id} failed: ${response.status}`);
  const person = await Person.connect(url, role, token);
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
  // The heartbeat's answers are frames as well.
  await expect.poll(() => sent.findLast((frame) => frame.includes('wrapUp:save'))).toMatch(/"referred".*certificate/);
  await expert.screenshot({ path: 'reports/screens/expert-wrap-up-draft.png', fullPage: true });

  await expert.reload();
  await expect(note).toHaveValue('Needs a certificate');
  await expect(wrapUp.getByRole('radio', { name: t('expert', 'wrapUp.outcomeCode.referred'), exact: true })).toBeChecked();
  await note.press('End');
  await note.pressSequentially(', and the lease');
  await expect(wrapUp).toHaveCount(0);
  await expect(expert.getByText(t('expert', 'wrapUp.timeOver'))).toBeVisible();
  await expect(expert.getByTestId('ownDay')).toContainText(t('expert', 'wrapUp.outcomeCode.referred'));
  await customer.do('visit:close', {});
});

test('[E28] the adviser sees that a terminal fills the queue, removes what was made there at once, and allows more', async () => {
  const adviser = await installation.open('adviser', 'adviser-mikkeli-1');
  const t = await textsOn(adviser);
  const customer = await arrive('terminal', 'mikkeli-1');
  const join = (callId: string = randomUUID()) => customer.ask('queue:join', { callId, agencyId: 'fpa', serviceId: 'fpa.pension', language: 'sv', next: [] });
  const card = adviser.getByTestId('terminal-mikkeli-1');
  for (let made = 0; made < 12; made += 1) {
    const callId = randomUUID();
    if (!(await join(callId)).ok) break;
    await customer.do('callback:choose', { callId } as never);
  }
  expect(await join()).toMatchObject({ ok: false, error: { code: 'entryLimit' } });
  await expect(card.getByTestId('entryLimit')).toBeVisible();
  await card.getByRole('button', { name: /\(\d+\)/ }).click();
  const boxes = adviser.getByTestId('entries').getByRole('checkbox');
  const count = await boxes.count();
  await adviser.getByTestId('entries').locator('label').first().click();
  await expect(boxes.first()).not.toBeChecked();
  await adviser.screenshot({ path: 'reports/screens/adviser-entries.png' });
  await adviser.getByRole('button', { name: t('adviser', 'entries.remove', { count: count - 1 }) }).click();
  await expect(adviser.getByTestId('calledBack').getByRole('listitem')).toHaveCount(1);
  await card.getByRole('button', { name: t('adviser', 'entries.lift') }).click();
  await expect(card.getByTestId('entryLimit')).toHaveCount(0);
  expect(await join()).toMatchObject({ ok: true });
  await customer.do('visit:close', {});
});

test('[E19] a customer who has walked away is asked, parked and offered to nobody, also when it rings; who is there answers by any means', async () => {
  const terminal = await installation.open('terminal', 'mikkeli-2', {
    prepare: async (page) => {
      await page.clock.install();
      await addDeviceFaults(page);
    },
  });
  await chooseMatter(terminal, 'tax', 'tax.taxCard');
  await terminal.locator('[data-check="microphone"][data-state="ok"]').waitFor();
  // Not before the terminal has the point's own language.
  const t = await textsOn(terminal);
  await terminal.getByRole('button', { name: t('terminal', 'check.join') }).click();
  const position = terminal.getByTestId('position');
  await expect(position).toHaveAttribute('data-state', 'queued');
  const question = terminal.getByTestId('stillThere');
  const quiet = () => terminal.clock.fastForward(301_000);
  // A jump may meet a page that is looking at the last moving picture still; two of them, one after the other, would park the place unasked.
  const untilAsked = () =>
    expect(async () => {
      await quiet();
      await question.waitFor({ timeout: 8_000 });
    }).toPass({ timeout: 60_000 });

  // Somebody moves before the camera: nobody is asked.
  await terminal.locator('[data-testid=selfView] video').waitFor();
  await terminal.clock.runFor(3_000);
  await quiet();
  await terminal.clock.runFor(2_000);
  await expect(question).toHaveCount(0);

  await terminal.evaluate(() => Object.assign(window, { deviceFault: 'frozen' }));
  await untilAsked();
  await terminal.screenshot({ path: 'reports/screens/terminal-still-there.png' });
  await terminal.keyboard.press('Enter');
  await expect(question).toHaveCount(0);
  await expect(position).toHaveAttribute('data-state', 'queued');

  await untilAsked();
  await terminal.clock.fastForward(31_000);
  await expect(position).toHaveAttribute('data-state', 'parked');
  await expect(position).toHaveText(t('terminal', 'waiting.absent'));
  await terminal.screenshot({ path: 'reports/screens/terminal-absent.png' });
  const expert = await installation.open('expert', 'expert-tax-1');
  await comeToWork(expert);
  await expect(expert.getByTestId('queueEntry')).toHaveCount(1);
  await expect(expert.getByTestId('offer')).toHaveCount(0);

  await terminal.getByRole('button', { name: t('terminal', 'idle.here') }).click();
  await expect(expert.getByTestId('offer')).toBeVisible();
  await expect
    .poll(async () => {
      await quiet();
      return position.getAttribute('data-state');
    })
    .toBe('parked');
  await expect(expert.getByTestId('offer')).toHaveCount(0);
  await expect(expert.locator('[data-status=available]')).toBeVisible();
});
