import type { Page } from '@playwright/test';
import { launchChromium, openAs } from '#tests/browser/people.ts';
import { Scene, sceneTerminal } from '#tests/browser/scene.ts';
import { type Direct, callDirectly } from '#tests/browser/direct.ts';
import { startAnew } from './startAnew.ts';
import { growthOf, longestGap, watch } from '#tests/browser/watch.ts';

/**
 * An adviser joins a call: how soon after the press that joins the adviser sees a picture, how long the others' pictures
 * stand still meanwhile, and how much more the terminal sends then; the same with direct calls, where whoever joins calls both.
 */
const rounds = Number(process.env['ROUNDS'] ?? 5);
const aroundMs = 4_000;

/** Bytes sent in all, over the call or over the direct connections. */
const bytesSent = (page: Page, isDirect: boolean): Promise<number> =>
  page.evaluate(async (direct) => {
    const globals = window as unknown as Direct & { distansMedia: { stats(): Promise<RTCStatsReport[]> } };
    const reports = direct ? await Promise.all(globals.directs.map((connection) => connection.getStats())) : await globals.distansMedia.stats();
    return reports
      .flatMap((report) => [...(report.values() as Iterable<Record<string, unknown>>)])
      .filter(({ type }) => type === 'outbound-rtp')
      .reduce((sum, { bytesSent: bytes }) => sum + Number(bytes ?? 0), 0);
  }, isDirect);

async function uplink(page: Page, isDirect: boolean): Promise<number> {
  const before = await bytesSent(page, isDirect);
  await page.waitForTimeout(aroundMs);
  return ((await bytesSent(page, isDirect)) - before) / aroundMs;
}

type Outcome = { readonly firstFrameMs: number; readonly freezeMs: number; readonly freezeBeforeMs: number; readonly uplinkRatio: number };

async function join(scene: Scene, adviser: Page, isDirect: boolean): Promise<Outcome> {
  const others = [scene.terminal, scene.expert];
  const uplinkBefore = await uplink(scene.terminal, isDirect);
  for (const page of others) await watch(page, isDirect, 20);
  if (!isDirect) {
    await watch(adviser, false, 20);
    await adviser.getByTestId(`terminal-${sceneTerminal}`).getByRole('button', { name: 'Join the call' }).click();
    await adviser.getByTestId('join-open').click();
  }
  await adviser.waitForTimeout(aroundMs);
  const from = Date.now();
  if (isDirect) {
    await callDirectly(scene.terminal, adviser);
    await watch(adviser, true, 20);
    await callDirectly(scene.expert, adviser);
  } else {
    await adviser.getByTestId('joinNow').click();
  }
  await adviser.waitForTimeout(aroundMs);
  const seen = await growthOf(adviser);
  const growths = await Promise.all(others.map(growthOf));
  const uplinkAfter = await uplink(scene.terminal, isDirect);
  const first = seen.find(({ at, picture }) => at > from && picture > 0);
  return {
    firstFrameMs: first === undefined ? NaN : first.at - from,
    freezeMs: 1000 * Math.max(...growths.map((growth) => longestGap(growth, 'picture', from, from + aroundMs))),
    freezeBeforeMs: 1000 * Math.max(...growths.map((growth) => longestGap(growth, 'picture', from - aroundMs + 500, from))),
    uplinkRatio: uplinkAfter / uplinkBefore,
  };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const all: Record<'ours' | 'direct', Outcome[]> = { ours: [], direct: [] };
const scene = await Scene.open();
const url = new URL(scene.expert.url()).origin;
const browser = await launchChromium([`--unsafely-treat-insecure-origin-as-secure=${url}`]);
try {
  // The desk that watches is the same person's; one window at a time.
  scene.adviser.leave();
  const adviser = await openAs(browser, url, { role: 'adviser', id: 'adviser-mikkeli-1' });
  for (let round = 0; round < rounds; round += 1) {
    for (const way of ['ours', 'direct'] as const) {
      await startAnew(scene);
      const end = way === 'direct' ? await callDirectly(scene.terminal, scene.expert) : null;
      if (end !== null) await scene.expert.getByRole('button', { name: 'Hold' }).click();
      await adviser.waitForTimeout(10_000);
      const outcome = await join(scene, adviser, way === 'direct');
      console.log(way, JSON.stringify(outcome));
      all[way].push(outcome);
      await end?.();
      if (end !== null) await scene.expert.getByRole('button', { name: 'Resume' }).click();
      else await adviser.getByRole('button', { name: 'Leave the call' }).click();
      await adviser.reload();
    }
  }
} finally {
  await browser.close();
  await scene.close();
}
const summary = (outcomes: readonly Outcome[]) => ({
  firstFrameMs: Math.round(median(outcomes.map(({ firstFrameMs }) => firstFrameMs))),
  freezeMs: Math.round(median(outcomes.map(({ freezeMs }) => freezeMs))),
  freezeBeforeMs: Math.round(median(outcomes.map(({ freezeBeforeMs }) => freezeBeforeMs))),
  uplinkRatio: Math.round(100 * median(outcomes.map(({ uplinkRatio }) => uplinkRatio))) / 100,
});
console.log(JSON.stringify({ ours: summary(all.ours), direct: summary(all.direct) }));
