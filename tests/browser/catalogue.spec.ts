import { type Browser, type Page, expect } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { launchChromium, openAs, pressTile, queueAt } from './people.ts';
import { test } from './test.ts';

const folder = process.env['SCREENS'] ?? 'reports/screens';
/** M15: a change is in force on every page within this time. */
const withinMs = 2_000;

let server: RunningServer;
let browser: Browser;

test.beforeAll(async () => {
  server = await startServer({ env: { MEDIA_WORKERS: '1' } });
  browser = await launchChromium();
});
test.afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Takes what is begun into use, and waits until it is. */
async function takeIntoUse(page: Page): Promise<void> {
  await page.getByTestId('takeIntoUse').click();
  await page.getByTestId('confirmChange').click();
  await expect(page.getByTestId('takeIntoUseDialog')).toHaveCount(0);
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
}

test('[F98] [M15] a service is renamed, one is added and one retired, while a terminal shows them and a customer waits', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
  const waiting = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-2' });
  const administrator = await openAs(browser, server.url, { role: 'administrator', id: 'administrator-fpa-1' });
  await queueAt(waiting, 'fpa', 'fpa.studentAid');
  await pressTile(terminal, 'agency-fpa');
  await expect(terminal.getByTestId('service-fpa.studentAid')).toBeVisible();

  await administrator.getByTestId('service-fpa.studentAid').click();
  await administrator.getByTestId('text-names-en').fill('Money for studies');
  await expect(administrator.getByTestId('changeBar')).toContainText('1 change');
  await administrator.getByTestId('saveDraft').click();
  await administrator.reload();
  await administrator.getByTestId('draft').getByRole('button', { name: 'Go on' }).click();
  await administrator.getByTestId('takeIntoUse').click();
  await expect(administrator.getByTestId('concerned')).toContainText('1 customer waits');
  await expect(administrator.getByTestId('differences')).toContainText('Money for studies');
  await administrator.screenshot({ path: `${folder}/administrator-preview.png` });
  await expectAccessible(administrator);
  await administrator.getByTestId('confirmChange').click();
  await expect(terminal.getByTestId('service-fpa.studentAid')).toContainText('Money for studies', { timeout: withinMs });
  await expect(waiting.locator('main')).toContainText('Money for studies');

  await administrator.getByTestId('newService').click();
  await administrator.getByTestId('text-names-en').fill('Front veterans');
  await administrator.getByTestId('takeIntoUse').click();
  await expect(administrator.getByTestId('problems')).toContainText('In one sentence Front veterans: nothing is written yet');
  await administrator.screenshot({ path: `${folder}/administrator-problems.png` });
  await administrator.getByRole('button', { name: 'Back', exact: true }).click();
  await administrator.getByTestId('text-description-en').fill('Support for front veterans.');
  await administrator.getByTestId('text-prepare-en').fill('Your identity card.');
  await takeIntoUse(administrator);
  await expect(terminal.getByText('Front veterans').or(terminal.getByTestId('more')).first()).toBeVisible({ timeout: withinMs });
  await expect(administrator.getByRole('button', { name: /Front veterans/ })).toContainText('missing');
  await administrator.screenshot({ path: `${folder}/administrator-services.png` });

  await administrator.getByTestId('service-fpa.studentAid').click();
  await administrator.getByTestId('endNow').click();
  await administrator.getByTestId('takeIntoUse').click();
  await administrator.getByTestId('waiting-move').click();
  await administrator.getByTestId('confirmChange').click();
  await expect(terminal.getByTestId('service-fpa.studentAid')).toHaveCount(0, { timeout: withinMs });
  await expect(waiting.locator('main')).toHaveAttribute('data-screen', 'waiting');
  await expect(waiting.locator('main')).not.toContainText('Money for studies');
  await expect(administrator.getByTestId('service-fpa.studentAid')).toContainText('Has ended');
});

test('[F24] [F9] [F102] hours with holidays, a new point and a ready message are taken into use on the pages, and undone', async () => {
  const administrator = await openAs(browser, server.url, { role: 'administrator', id: 'administrator-1' });
  await administrator.getByTestId('section-hours').click();
  await administrator.getByTestId('week').getByText('Own hours').click();
  await administrator.getByTestId('proposeHolidays').click();
  await administrator.getByTestId('takeHolidays').click();
  await expect(administrator.getByTestId('exceptions').locator('[data-testid^="exception-"]').first()).toBeVisible();
  await administrator.screenshot({ path: `${folder}/administrator-hours.png` });
  await expectAccessible(administrator);
  await takeIntoUse(administrator);

  await administrator.getByTestId('section-points').click();
  await administrator.getByTestId('newPoint').click();
  await administrator.getByTestId('pointForm').getByTestId('text-names-en').first().fill('Kerava library');
  await administrator.getByTestId('text-municipality-fi').fill('Kerava');
  await takeIntoUse(administrator);
  await expect(administrator.getByRole('button', { name: /Kerava library/ })).toBeVisible();

  await administrator.getByTestId('section-readyMessages').click();
  await administrator.getByTestId('messagesOf').click();
  await administrator.getByRole('option', { name: 'Mikkeli service point' }).click();
  await administrator.getByTestId('addMessage').click();
  await administrator.getByTestId('text-texts-en').fill('Coffee is in the hall.');
  await takeIntoUse(administrator);
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
  const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-mikkeli-1' });
  await queueAt(terminal, 'tax', 'tax.taxCard');
  await adviser.getByTestId('openMessage').first().click();
  await adviser.getByRole('button', { name: 'Coffee is in the hall.' }).click();
  await expect(terminal.locator('main')).toContainText('Coffee is in the hall.');

  await administrator.getByTestId('section-changes').click();
  const newest = administrator.locator('[data-testid^="change-"]').first();
  await expect(newest).toContainText('Coffee is in the hall.');
  await newest.getByTestId('undoChange').click();
  await expect(administrator.locator('[data-testid^="change-"]').first()).toContainText('Undoes a change');
  await administrator.screenshot({ path: `${folder}/administrator-changes.png` });
  await expectAccessible(administrator);
});
