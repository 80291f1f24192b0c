import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type Page, type WebSocketRoute, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { textOfPdf } from '#tests/support/pdfText.ts';
import { launchChromium, openAs, startCall } from './people.ts';
import { test } from './test.ts';

let server: RunningServer;
let browser: Browser;

test.beforeAll(async () => {
  browser = await launchChromium();
  server = await startServer({ env: { TERMINAL_GRACE_MS: '60000', EXPERT_GRACE_MS: '60000' } });
});
test.afterAll(async () => {
  await browser.close();
  await server.stop();
});

const written = (page: Page, label: string) => page.getByRole('textbox', { name: new RegExp(`^${label}, `) });
/** A dialog that has just opened takes no press yet. */
async function draw(page: Page): Promise<void> {
  const dialog = page.getByTestId('signatureDialog');
  await expect(async () => {
    const box = await dialog.getByTestId('signatureArea').boundingBox();
    if (box === null) throw new Error('there is nothing to draw on');
    await page.mouse.move(box.x + 40, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + 120, box.y + 20, { steps: 6 });
    await page.mouse.move(box.x + 220, box.y + 90, { steps: 6 });
    await page.mouse.up();
    await expect(dialog.getByRole('button', { name: 'Sign', exact: true })).toBeEnabled({ timeout: 500 });
  }).toPass();
}
const shown = (page: Page, file: string) => page.screenshot({ path: `reports/screens/${file}.png` });

test('[F72] [F73] customer and expert fill one form together; a restart loses no letter, and the PDF has all of them', async () => {
  test.setTimeout(180_000);
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-te-1' }, { viewport: { width: 1366, height: 768 } });
  await startCall(terminal, expert, 'te', 'te.jobSeeker');
  await expert.getByTestId('tab-form').click();
  await expert.getByTestId('form-te.jobSeeker').getByRole('button', { name: 'Open in English' }).click();
  await expect(terminal.getByTestId('customerForm')).toBeVisible();

  // Letters come as they are typed, in different fields and in the same one.
  await Promise.all([
    written(terminal, 'Last name').pressSequentially('Ström', { delay: 40 }),
    written(expert, 'First names').pressSequentially('Áŋŋel Žofia', { delay: 40 }),
  ]);
  await expect(written(expert, 'Last name')).toHaveValue('Ström');
  await expect(written(terminal, 'First names')).toHaveValue('Áŋŋel Žofia');
  await written(expert, 'Last name').press('Home');
  await written(terminal, 'Last name').press('End');
  await Promise.all([
    written(expert, 'Last name').pressSequentially('von ', { delay: 70 }),
    written(terminal, 'Last name').pressSequentially('-Đorđević', { delay: 60 }),
  ]);
  for (const page of [terminal, expert]) await expect(written(page, 'Last name')).toHaveValue('von Ström-Đorđević');
  await expect(terminal.getByText('is here')).toBeVisible();
  await shown(expert, 'expert-form');
  await shown(terminal, 'terminal-form');
  for (const page of [terminal, expert]) {
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  }

  // The expert asks, the customer says yes; a change takes it back, and both see it.
  await expert.getByRole('button', { name: 'Ask whether Last name is right' }).click();
  await expect(terminal.getByTestId('formCard')).toContainText('Is this right? Last name');
  await shown(terminal, 'terminal-form-asked');
  await terminal.getByRole('button', { name: 'Yes, it is right' }).click();
  await expect(expert.getByTestId('formField-lastName')).toContainText('The customer confirmed at');
  await expect(written(terminal, 'Last name')).toHaveAccessibleName('Last name, confirmed');
  await written(expert, 'Last name').press('End');
  await written(expert, 'Last name').pressSequentially('s');
  for (const page of [terminal, expert]) await expect(written(page, 'Last name')).toHaveAccessibleName('Last name, changed after it was confirmed');
  await expert.getByRole('button', { name: 'Explain Personal identity code' }).click();
  await expect(terminal.getByTestId('formCard')).toContainText('Eleven characters');

  // Choices.
  await terminal.getByRole('radio', { name: 'laid off' }).check();
  await expect(expert.getByRole('radio', { name: 'laid off' })).toBeChecked();
  await expert.getByRole('combobox', { name: /^Education/ }).selectOption('Vocational qualification');
  await written(expert, 'Personal identity code').fill('131052-308T');
  await written(expert, 'Unemployed from').fill('1.12.2026');

  // The server dies while both write.
  const { dataDir, port } = server;
  await written(terminal, 'Last job').click();
  await shown(terminal, 'terminal-form-keys');
  await written(terminal, 'Last job').pressSequentially('kok');
  await expect(written(expert, 'Last job')).toHaveValue('kok');
  await server.kill9();
  await written(terminal, 'Last job').pressSequentially('ki Журналіст', { delay: 30 });
  await written(expert, 'Address').fill('Strandvägen 4 B 12');
  server = await startServer({ dataDir, port, env: { TERMINAL_GRACE_MS: '60000', EXPERT_GRACE_MS: '60000' } });
  await expect(written(expert, 'Last job')).toHaveValue('kokki Журналіст', { timeout: 30_000 });
  await expect(written(terminal, 'Address')).toHaveValue('Strandvägen 4 B 12', { timeout: 30_000 });

  // The second page: the customer's screen follows, lets go, and follows again.
  await expert.getByTestId('expertForm').getByRole('button', { name: 'Next page' }).click();
  await expect(written(terminal, 'Date')).toBeVisible();
  await terminal.getByRole('button', { name: 'Previous page' }).click();
  await expect(written(terminal, 'Last name')).toBeVisible();
  await expect(written(expert, 'Date')).toBeVisible();
  await terminal.getByRole('button', { name: /^Follow / }).click();
  await written(expert, 'Date').fill('1.12.2026');
  await expect(terminal.getByRole('textbox', { name: /^Received by/ })).not.toBeEditable();
  await terminal.getByRole('checkbox', { name: /^I assure/ }).check();
  await terminal.getByRole('button', { name: /^Signature/ }).click();
  await draw(terminal);
  await shown(terminal, 'terminal-form-signature');
  await terminal.getByTestId('signatureDialog').getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(expert.getByTestId('formField-signature')).toContainText('not confirmed');

  // Nothing is handed on before the customer has confirmed it.
  await expect(expert.getByRole('button', { name: 'Download' })).toBeDisabled();
  await expert.getByRole('button', { name: 'Ask about all' }).click();
  await expect(terminal.getByTestId('formCard')).toContainText('Are all answers right?');
  await shown(terminal, 'terminal-form-all');
  await terminal.getByRole('button', { name: 'Yes, it is right' }).click();
  await expect(terminal.getByTestId('formCard')).toContainText('All answers are confirmed.');
  const [download] = await Promise.all([expert.waitForEvent('download'), expert.getByRole('button', { name: 'Download' }).click()]);
  await shown(expert, 'expert-form-done');
  const pdf = await readFile(await download.path());
  const { text, fieldCount } = await textOfPdf(pdf);
  expect(fieldCount).toBe(0);
  for (const letters of ['von Ström-Đorđevićs', 'Áŋŋel Žofia', 'kokki Журналіст', 'Strandvägen 4 B 12', 'Vocational qualification', '1.12.2026'])
    expect(text).toContain(letters);
  expect(text.replaceAll(/\s/g, '')).toContain('131052-308T');

  // The form goes with the call.
  await expert.getByRole('button', { name: 'Close the form' }).click();
  await expert.getByRole('alertdialog').getByRole('button', { name: 'Close the form' }).click();
  await expect(terminal.getByTestId('customerForm')).toBeHidden();
  await expect(terminal.getByText('von Ström')).toHaveCount(0);
});

type Line = { cut(): void; mend(): void };

/** Every message takes its time, and none gets through while the line is cut. */
async function slowLine(page: Page, ms: number): Promise<Line> {
  let isCut = false;
  const open = new Set<WebSocketRoute>();
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    if (isCut) return void socket.close();
    const far = socket.connectToServer();
    open.add(socket);
    socket.onMessage((message) => void setTimeout(() => !isCut && far.send(message), ms));
    far.onMessage((message) => void setTimeout(() => !isCut && socket.send(message), ms));
  });
  return {
    cut(): void {
      isCut = true;
      for (const socket of open) void socket.close();
      open.clear();
    },
    mend(): void {
      isCut = false;
    },
  };
}

test('[F72] [C9] over a slow line that is cut for five seconds both have the same, with every letter; at a kiosk by its own keys', async () => {
  test.setTimeout(180_000);
  let line: Line = { cut: () => undefined, mend: () => undefined };
  const kiosk = { viewport: { width: 1080, height: 1920 }, hasTouch: true };
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'pargas-1' }, kiosk, async (page) => {
    line = await slowLine(page, 200);
  });
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-tax-1' }, { viewport: { width: 1366, height: 768 } });
  await startCall(terminal, expert, 'tax', 'tax.taxCard');
  await expert.getByTestId('tab-form').click();
  await expert.getByTestId('form-tax.taxCard').getByRole('button', { name: 'Open in English' }).click();
  await expect(written(terminal, 'Employer or payer')).toBeVisible();
  await shown(terminal, 'kiosk-form');

  // The terminal's own keys come for a finger.
  await written(terminal, 'Telephone').tap();
  const keys = terminal.locator('[data-keys]');
  await expect(keys).toBeVisible();
  await shown(terminal, 'kiosk-form-keys');
  for (const key of ['a', 'b']) await keys.getByRole('button', { name: key, exact: true }).tap();
  await expect(written(expert, 'Telephone')).toHaveValue('ab');

  await written(expert, 'Employer or payer').fill('SAME');
  await expect(written(terminal, 'Employer or payer')).toHaveValue('SAME');
  await written(terminal, 'Employer or payer').press('Home');
  await written(expert, 'Employer or payer').press('End');
  line.cut();
  // Five seconds of writing, in the same field and in others.
  await Promise.all([
    written(terminal, 'Employer or payer').pressSequentially('abcdefghijklmnopqrst', { delay: 260 }),
    written(expert, 'Employer or payer').pressSequentially('0123456789012345678', { delay: 260 }),
  ]);
  await written(expert, 'Address').fill('Strandvägen 4');
  await written(terminal, 'First names').fill('Áŋŋel');
  line.mend();
  for (const page of [terminal, expert]) {
    await expect(written(page, 'Employer or payer')).toHaveValue('abcdefghijklmnopqrstSAME0123456789012345678', { timeout: 30_000 });
    await expect(written(page, 'Address')).toHaveValue('Strandvägen 4');
    await expect(written(page, 'First names')).toHaveValue('Áŋŋel');
  }

  // What two make too long together is kept and marked.
  await written(terminal, 'Telephone').fill('1234567890');
  await expect(written(expert, 'Telephone')).toHaveValue('1234567890');
  line.cut();
  await written(terminal, 'Telephone').press('Home');
  await written(expert, 'Telephone').press('End');
  await Promise.all([written(terminal, 'Telephone').pressSequentially('aaaaaaa'), written(expert, 'Telephone').pressSequentially('bbbbbbb')]);
  line.mend();
  for (const page of [terminal, expert]) await expect(written(page, 'Telephone')).toHaveAccessibleName('Telephone, too long', { timeout: 30_000 });
  await expect(written(terminal, 'Telephone')).toHaveValue(/^a{7}1234567890b{7}$/);
  await shown(terminal, 'kiosk-form-long');
});

test('[F77] an administrator sees the agency’s forms, and each as it is printed with who fills what', async () => {
  const page = await openAs(browser, server.url, { role: 'administrator', id: 'administrator-fpa-1' });
  await page.goto(`${server.url}/administrator/forms`);
  await expect(page.getByTestId('listed-fpa.studentAid')).toContainText('can be filled');
  await expect(page.getByTestId('listed-tax.taxCard')).toHaveCount(0);
  await page.getByTestId('listed-fpa.studentAid').getByRole('button', { name: 'Suomi' }).click();
  const preview = page.getByTestId('formPreview');
  await expect(preview.getByRole('row', { name: 'Vastaanottaja (virkailija täyttää)' })).toContainText('the expert');
  await expect(preview.getByRole('figure')).toHaveCount(2);
  await page.screenshot({ path: 'reports/screens/administrator-forms.png', fullPage: true });
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
});
