import { type Browser, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { becomeAvailable, expectMediaArrives, expectNoMediaArrives, joinCall, launchChromium, openAs, queueAt } from './people.ts';
import { test } from './test.ts';

let server: RunningServer;
let browser: Browser;

test.beforeAll(async () => {
  server = await startServer({ env: { RING_MS: '15000', WRAP_UP_MS: '60000' } });
  browser = await launchChromium();
});
test.afterAll(async () => {
  await browser.close();
  await server.stop();
});

const codeIn = (text: string | null): string => /\d{3} \d{3}/.exec(text ?? '')?.[0] ?? 'none';

test('[F107] a call that is encrypted between the pages: both see the same code, and who joins sees nothing before both have said yes', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-te-1' });
  const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-mikkeli-1' });
  await queueAt(terminal, 'te', 'te.employmentPlan');
  await becomeAvailable(expert);
  await expert.getByTestId('offer').getByRole('button', { name: 'Accept' }).click();
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
  const said = { terminal: terminal.getByText(/Read the code to each other/), expert: expert.getByText(/Read the code to each other/) };
  await expect(said.terminal).toBeVisible();
  await expect(said.expert).toBeVisible();
  const code = codeIn(await said.terminal.textContent());
  expect(code).not.toBe('none');
  expect(codeIn(await said.expert.textContent())).toBe(code);
  await terminal.getByTestId('encryption-expert').click();
  await expect(terminal.getByText('Encrypted from end to end. The code has been compared.')).toBeVisible();

  await joinCall(adviser, 'open');
  await terminal.getByTestId('adviserConsent').getByRole('button', { name: 'Yes' }).click();
  // The customer's yes is one; the expert's is missing.
  await expect(terminal.getByText(/The adviser sees and hears nothing/)).toBeVisible();
  await expect(expert.getByTestId('encryption-adviser')).toBeVisible();
  await expectNoMediaArrives(adviser);
  await expert.getByTestId('encryption-adviser').click();
  await Promise.all([expectMediaArrives(adviser), expectMediaArrives(terminal), expectMediaArrives(expert)]);
  await terminal.screenshot({ path: '/tmp/enc-terminal.png' });
  await expert.screenshot({ path: '/tmp/enc-expert.png' });
  await adviser.screenshot({ path: '/tmp/enc-adviser.png' });
});
