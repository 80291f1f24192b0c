import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { type Page, expect } from '@playwright/test';
import { goodPassword, totpCode } from '#tests/support/localAccounts.ts';
import { Counted } from './counted.ts';
import { Installation } from './installed.ts';
import { expectMediaArrives } from './people.ts';
import { test } from './test.ts';

const folder = process.env['SCREENS'] ?? 'reports/screens';
/** What a first day may cost at most, from the one-time address to the first picture. */
const most = { presses: 80, fields: 40 };

let installation: Installation;
test.beforeAll(async () => {
  installation = await Installation.start({ RING_MS: '60000' }, { isEmpty: true });
});
test.afterAll(() => installation.stop());

/** The screen's picture, and what axe has to say of it (WCAG 2.2 A and AA). */
async function look(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${folder}/first-day-${name}.png` });
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`),
    name,
  ).toEqual([]);
}

/** User name, password, and the code of an authenticator app. */
async function makeAccount(count: Counted, page: Page, userName: string): Promise<void> {
  await count.write(page.getByTestId('newUserName'), userName);
  await count.write(page.getByTestId('newPassword'), goodPassword);
  await count.pressEnter(page);
  const secret = (await page.getByTestId('totpSecret').innerText()).replaceAll(' ', '');
  await count.write(page.getByTestId('totpCode'), totpCode(secret, Date.now()));
  await count.pressEnter(page);
  await count.press(page.getByTestId('codesSaved'));
  await count.press(page.getByTestId('codesGoOn'));
}

async function takeIntoUse(count: Counted, page: Page): Promise<void> {
  await count.press(page.getByTestId('takeIntoUse'));
  await count.press(page.getByTestId('confirmChange'));
  await expect(page.getByTestId('takeIntoUseDialog')).toHaveCount(0);
}

async function addAgencyAndService(count: Counted, page: Page): Promise<void> {
  await count.press(page.getByTestId('to-agency'));
  await count.press(page.getByTestId('newAgency'));
  const agency = page.getByTestId('agencyForm');
  await count.write(agency.getByTestId('text-names-en'), 'Consumer advice');
  await count.write(agency.getByTestId('text-description-en'), 'Purchases, contracts and complaints.');
  await count.press(page.getByRole('button', { name: /Service without a name/ }));
  const service = page.getByTestId('serviceForm');
  await count.write(service.getByTestId('text-names-en'), 'Complain about a purchase');
  await count.write(service.getByTestId('text-description-en'), 'When a product or a service is faulty.');
  await count.write(service.getByTestId('text-prepare-en'), 'Your receipt.');
  await look(page, 'service');
  await takeIntoUse(count, page);
}

async function addPointAndTerminal(count: Counted, page: Page): Promise<string> {
  await expect(page.getByTestId('nextStep')).toContainText('Add a service point');
  await count.press(page.getByTestId('goToNext'));
  await count.press(page.getByTestId('newPoint'));
  const point = page.getByTestId('pointForm');
  await count.write(point.getByTestId('text-names-en').first(), 'Kerava library');
  await count.write(point.getByTestId('text-municipality-en'), 'Kerava');
  await takeIntoUse(count, page);
  await count.press(page.getByTestId('connectMachine'));
  const code = await page.getByTestId('enrolCode').innerText();
  await look(page, 'terminal-code');
  return code;
}

async function addExpert(count: Counted, page: Page): Promise<string> {
  await expect(page.getByTestId('nextStep')).toContainText('Add an expert');
  await count.press(page.getByTestId('goToNext'));
  await count.press(page.getByTestId('addPerson'));
  await count.write(page.getByTestId('personName'), 'Eero Laine');
  await count.press(page.getByTestId('createPerson'));
  await expect(page.getByTestId('person')).toContainText('Complain about a purchase');
  await takeIntoUse(count, page);
  await count.press(page.getByTestId('makeCode'));
  const code = await page.getByTestId('code-expert').innerText();
  await look(page, 'expert-code');
  await count.press(page.getByRole('button', { name: 'Close', exact: true }));
  return code;
}

test('[F98] [F104] from an empty installation to the first call by the pages alone, within so many presses and fields', async () => {
  const count = new Counted();
  const context = await installation.context({ locale: 'en-GB', viewport: { width: 1366, height: 768 } });
  const administrator = await context.newPage();
  await count.open(administrator, await installation.firstAdministratorAddress());
  await count.write(administrator.getByTestId('ownName'), 'Aino Virtanen');
  await count.press(administrator.getByTestId('firstGoOn'));
  await makeAccount(count, administrator, 'aino.virtanen');
  await expect(administrator.getByTestId('step-agency')).toHaveAttribute('data-step', 'next');
  await look(administrator, 'start');

  await addAgencyAndService(count, administrator);
  const terminalCode = await addPointAndTerminal(count, administrator);
  const terminal = await (await installation.context({ locale: 'en-GB' })).newPage();
  await count.open(terminal, `${installation.origin}/terminal`);
  await count.write(terminal.getByTestId('enrolmentCode'), terminalCode);
  await count.pressEnter(terminal);
  await terminal.locator('main[data-screen="start"]').waitFor();
  await count.press(administrator.getByRole('button', { name: 'Done', exact: true }));

  const expertCode = await addExpert(count, administrator);
  const expert = await (await installation.context({ locale: 'en-GB', viewport: { width: 1366, height: 768 } })).newPage();
  await count.open(expert, installation.origin);
  await count.write(expert.getByTestId('accessCode'), expertCode);
  await count.pressEnter(expert);
  await makeAccount(count, expert, 'eero.laine');
  await count.press(expert.getByTestId('statusChoice'));
  await count.press(expert.getByRole('option', { name: 'Available', exact: true }));
  await expert.locator('[data-status=available]').waitFor();

  await count.press(terminal.getByRole('button', { name: /Consumer advice/ }));
  await count.press(terminal.getByRole('button', { name: /Complain about a purchase/ }));
  await count.press(terminal.getByTestId('join'));
  await count.press(expert.getByTestId('offer').getByRole('button', { name: 'Accept' }));
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);

  await expect(administrator.getByTestId('nextStep')).toContainText('The first call has been made');
  await administrator.getByTestId('goToNext').click();
  await expect(administrator.getByTestId('step-call')).toHaveAttribute('data-step', 'done');
  await look(administrator, 'done');
  const { presses, fields, addresses } = count;
  expect(presses).toBeLessThanOrEqual(most.presses);
  expect(fields).toBeLessThanOrEqual(most.fields);
  // What is promised to a newcomer is what was counted.
  expect(await readFile('docs/operations/first-day.md', 'utf8')).toContain(`${presses} presses, ${fields} fields and ${addresses} addresses`);
});
