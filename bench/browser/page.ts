import { parseArgs } from 'node:util';
import type { Browser, Page } from '@playwright/test';
import { becomeAvailable, expectMediaArrives, joinCall, launchChromium, openAs, queueAt } from '#tests/browser/people.ts';
import { startServer } from '#tests/support/startApp.ts';
import { startBareCall } from './bareCall.ts';
import { PageCost, perMinute } from './pageCost.ts';
import { rounded } from './spread.ts';

/**
 * What a call costs in the pages of those who are in it: terminal, expert and adviser, each in a browser of its own, with an empty start
 * screen before it and calls after it, beside three pages of mediasoup-client and nothing else in the same browsers.
 * `--seconds=30` of the call are measured, `--calls=100` are made for the memory, after ten that are not counted.
 */
const { values: flags } = parseArgs({ options: { seconds: { type: 'string', default: '30' }, calls: { type: 'string', default: '100' } } });
const seconds = Number(flags.seconds);
const calls = Number(flags.calls);
/** Until congestion control, sizes and the page have settled. */
const settleMs = 15_000;
const warmCalls = Math.min(10, Math.floor(calls / 2));
const roles = ['terminal', 'expert', 'adviser'] as const;
const viewport = { width: 1280, height: 800 };

type Spent = ReturnType<typeof perMinute>;

async function spend(costs: readonly PageCost[], page: Page, ms: number): Promise<Spent[]> {
  const before = await Promise.all(costs.map((cost) => cost.read()));
  await page.waitForTimeout(ms);
  const after = await Promise.all(costs.map((cost) => cost.read()));
  return before.flatMap((one, index) => {
    const later = after[index];
    return later === undefined ? [] : [perMinute(one, later)];
  });
}

async function answer(terminal: Page, expert: Page): Promise<void> {
  await queueAt(terminal, 'fpa', 'fpa.studentAid');
  const ready = expert.getByRole('button', { name: 'Ready for the next' });
  if (await ready.isVisible()) await ready.click();
  await expert.getByTestId('offer').getByRole('button', { name: 'Accept' }).click();
}

async function end(terminal: Page, expert: Page): Promise<void> {
  await expert.getByRole('button', { name: 'End call' }).click();
  await expert.getByTestId('wrapUp').getByText('Settled').click();
  await terminal.getByRole('button', { name: 'I have another matter' }).waitFor();
}

const show = (spent: Spent): string =>
  `processor ${spent.processorSeconds.toFixed(1).padStart(6)} s, main thread ${spent.mainThreadSeconds.toFixed(2).padStart(6)} s, script ${spent.scriptSeconds.toFixed(2).padStart(6)} s, ${spent.wakeUps.toFixed(0).padStart(6)} wake-ups a minute`;

const server = await startServer({ env: { MEDIA_WORKERS: '1' } });
const browsers = await Promise.all(roles.map(() => launchChromium()));
const result: Record<string, number> = {};
try {
  const [first, second, third] = browsers as [Browser, Browser, Browser];
  const terminal = await openAs(first, server.url, { role: 'terminal', id: 'mikkeli-1' }, { viewport });
  const terminalCost = await PageCost.of(first, terminal);
  await terminal.locator('main[data-screen=start]').waitFor();
  await terminal.waitForTimeout(settleMs);
  for (const idle of await spend([terminalCost], terminal, 20_000)) {
    console.log(`terminal, idle    ${show(idle)}`);
    result['idleTerminalShare'] = rounded(idle.processorSeconds / 60, 4);
    result['idleTerminalWakeUpsASecond'] = rounded(idle.wakeUps / 60, 1);
  }

  const expert = await openAs(second, server.url, { role: 'expert', id: 'expert-fpa-1' }, { viewport });
  const adviser = await openAs(third, server.url, { role: 'adviser', id: 'adviser-mikkeli-1' }, { viewport });
  await becomeAvailable(expert);
  await answer(terminal, expert);
  await expectMediaArrives(terminal);
  await joinCall(adviser, 'open', adviser.getByTestId('terminal-mikkeli-1'));
  await expectMediaArrives(adviser);
  await terminal.waitForTimeout(settleMs);
  const costs = [terminalCost, await PageCost.of(second, expert), await PageCost.of(third, adviser)];
  const ours = await spend(costs, terminal, 1_000 * seconds);
  for (const [index, role] of roles.entries()) if (ours[index] !== undefined) console.log(`${role.padEnd(10)}ours     ${show(ours[index])}`);
  await adviser.getByRole('button', { name: 'Leave the call' }).click();
  await end(terminal, expert);

  const memory = [];
  for (let call = 1; call < calls; call += 1) {
    await answer(terminal, expert);
    await expectMediaArrives(terminal);
    await end(terminal, expert);
    if (call + 1 === warmCalls || call + 1 === calls) memory.push(await Promise.all(costs.slice(0, 2).map((cost) => cost.readTidied())));
  }
  const [warm, last] = memory;
  for (const [index, role] of roles.slice(0, 2).entries()) {
    const [before, after] = [warm?.[index], last?.[index]];
    if (before === undefined || after === undefined) continue;
    const grown = (after.heapBytes - before.heapBytes) / (calls - warmCalls);
    console.log(
      `${role.padEnd(10)} after ${warmCalls} calls ${(before.heapBytes / 1e6).toFixed(1)} MB, ${before.nodes} nodes, ${before.listeners} listeners; after ${calls} calls ${(after.heapBytes / 1e6).toFixed(1)} MB, ${after.nodes}, ${after.listeners}`,
    );
    result[`${role}GrownBytesACall`] = rounded(grown);
  }
  for (const page of [terminal, expert, adviser]) await page.context().close();

  const bare = await startBareCall(browsers, viewport);
  const [bareFirst] = bare.pages;
  if (bareFirst === undefined) throw new Error('no page');
  await bareFirst.waitForTimeout(settleMs);
  const bareCosts = await Promise.all(bare.pages.map((page, index) => PageCost.of(browsers[index] as Browser, page)));
  const plain = await spend(bareCosts, bareFirst, 1_000 * seconds);
  await bare.end();
  for (const [index, role] of roles.entries()) {
    const [own, other] = [ours[index], plain[index]];
    if (own === undefined || other === undefined) continue;
    console.log(`${role.padEnd(10)}bare     ${show(other)}`);
    result[`${role}MainThreadSecondsAMinute`] = rounded(own.mainThreadSeconds, 2);
    result[`${role}Ratio`] = rounded(own.processorSeconds / other.processorSeconds, 2);
  }
  const sum = (all: readonly Spent[]): number => all.reduce((total, { processorSeconds }) => total + processorSeconds, 0);
  result['ratio'] = rounded(sum(ours) / sum(plain), 2);
} finally {
  await Promise.all(browsers.map((browser) => browser.close()));
  await server.stop();
}
console.log(JSON.stringify(result));
