import { type Browser, type Page, expect } from '@playwright/test';
import { type RunningServer, startServer, workerPids } from '#tests/support/startApp.ts';
import { measureSteadily } from '#tests/support/steadyMachine.ts';
import { answerCall, expectMediaArrives, launchChromium, openAs, queueAt, startCall } from './people.ts';
import { test } from './test.ts';

let server: RunningServer;
let browser: Browser;

test.beforeAll(async () => {
  browser = await launchChromium();
});
test.afterAll(() => browser.close());
test.beforeEach(async () => {
  server = await startServer({ env: { RING_MS: '10000', CONNECTING_GRACE_MS: '6000', EXPERT_GRACE_MS: '6000', TERMINAL_GRACE_MS: '8000' } });
});
test.afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await server.stop();
});

async function inCall(): Promise<{ terminal: Page; expert: Page }> {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-fpa-1' });
  await startCall(terminal, expert, 'fpa', 'fpa.studentAid');
  return { terminal, expert };
}

test('[C10] [F62] terminal and expert reload in mid-call: the same call, media back, no ghost', async () => {
  const { terminal, expert } = await inCall();
  await terminal.reload();
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'call');
  await expert.reload();
  await expect(expert.getByTestId('call')).toHaveAttribute('data-state', 'active');
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
  await expect(expert.getByTestId('customerTile')).toHaveCount(1);
});

test('[Q13] [C6] the expert closes the browser in a call: the customer is told and is first in the queue', async () => {
  const { terminal, expert } = await inCall();
  await expert.context().close();
  await expect(terminal.locator('main')).toContainText('The connection to the expert broke');
  await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'waiting', { timeout: 15_000 });
  await expect(terminal.locator('main')).toContainText('You are first in the queue');
  const other = await openAs(browser, server.url, { role: 'expert', id: 'expert-fpa-3' });
  // The customer speaks English, which this expert does not: the one who dropped comes back instead.
  await other.context().close();
  const again = await openAs(browser, server.url, { role: 'expert', id: 'expert-fpa-1' });
  await answerCall(terminal, again);
});

test('[Q39] [C10] a second window of the same terminal takes over, the first says so', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
  await queueAt(terminal, 'fpa', 'fpa.studentAid');
  const second = await terminal.context().newPage();
  await second.goto(`${server.url}/terminal`);
  await expect(second.locator('main')).toHaveAttribute('data-screen', 'waiting');
  await expect(terminal.getByText('Open in another window')).toBeVisible();
});

test('kill -9 of the server with a call and three waiting: same order, media back by itself within 10 s of listening', async () => {
  const { terminal, expert } = await inCall();
  const waiting: Page[] = [];
  for (const id of ['pargas-1', 'pargas-2', 'kiiminki-1']) {
    const page = await openAs(browser, server.url, { role: 'terminal', id }, { viewport: { width: 800, height: 700 } });
    await queueAt(page, 'fpa', 'fpa.studentAid');
    waiting.push(page);
  }
  const places = () => Promise.all(waiting.map((page) => page.getByTestId('position').innerText()));
  const before = await places();
  expect(new Set(before).size).toBe(3);

  const { dataDir, port } = server;
  await measureSteadily(async () => {
    await server.kill9();
    server = await startServer({ dataDir, port, env: { RING_MS: '10000', TERMINAL_GRACE_MS: '20000' } });
    await Promise.all([expectMediaArrives(terminal, 10_000), expectMediaArrives(expert, 10_000)]);
  });
  await expect(expert.getByTestId('call')).toHaveAttribute('data-state', 'active');
  for (const page of waiting) await expect(page.getByText('connecting again')).toHaveCount(0);
  expect(await places()).toEqual(before);
});

test('[Q4] kill -9 of a media worker in a call: media comes back without a click', async () => {
  const { terminal, expert } = await inCall();
  for (const pid of (await workerPids(server)).slice(0, 1)) process.kill(pid, 'SIGKILL');
  await Promise.all([expectMediaArrives(terminal, 20_000), expectMediaArrives(expert, 20_000)]);
});

test('[Q12] the terminal’s network goes: the place is kept, the expert sees "connection lost", it ends cleanly after the limit', async () => {
  const { terminal, expert } = await inCall();
  await terminal.context().setOffline(true);
  await terminal.close();
  await expect(expert.getByTestId('call')).toContainText('The customer’s connection was lost');
  await expect(expert.getByTestId('wrapUp')).toContainText('The customer’s connection was away too long', { timeout: 20_000 });
});
