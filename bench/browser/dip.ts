import { Scene } from '#tests/browser/scene.ts';
import { callDirectly } from '#tests/browser/direct.ts';
import { startAnew } from './startAnew.ts';
import { type Growth, apart, growthOf, longestGap, rateOf, watch } from '#tests/browser/watch.ts';

/**
 * A path of 2 Mbit/s that narrows to 250 kbit/s for half a minute, in both directions, and is wide again: our call and then a direct one
 * between the same browsers. How many frames come in the dip, how long sound stays away at most, and how soon after it nine tenths of the
 * former bit rate come again. ONLY=ours,direct plays those, in that order, as often as named.
 */
const ways = (process.env['ONLY'] ?? 'ours,direct').split(',');
const broadKbps = 2_000;
const narrowKbps = 250;
const beforeMs = 20_000;
const dipMs = 30_000;
const afterMs = 30_000;
/** The first seconds of the dip are not counted: both calls are still adapting. */
const settleMs = 8_000;

type Outcome = { readonly fpsBefore: number; readonly fps: number; readonly soundGap: number; readonly backAfter: number | null; readonly apartMs: number };

function outcomeOf(growth: readonly Growth[], from: number, healedAt: number): Outcome {
  const former = rateOf(growth, 'bytes', from - 8_000, from);
  const back = growth.find(({ at }) => at > healedAt + 1_000 && rateOf(growth, 'bytes', at - 1_000, at) >= 0.9 * former);
  return {
    fpsBefore: rateOf(growth, 'picture', from - 8_000, from),
    fps: rateOf(growth, 'picture', from + settleMs, healedAt),
    soundGap: longestGap(growth, 'sound', from, healedAt),
    backAfter: back === undefined ? null : (back.at - healedAt) / 1000,
    apartMs: apart(growth, 0.95, from + settleMs, healedAt),
  };
}

async function dip(scene: Scene, isDirect: boolean): Promise<Outcome[]> {
  const pages = [scene.terminal, scene.expert];
  await scene.network.limit(broadKbps);
  for (const page of pages) await watch(page, isDirect, 100);
  await scene.expert.waitForTimeout(beforeMs);
  const from = Date.now();
  await scene.network.limit(narrowKbps);
  await scene.expert.waitForTimeout(dipMs);
  const healedAt = Date.now();
  await scene.network.limit(broadKbps);
  await scene.expert.waitForTimeout(afterMs);
  const growths = await Promise.all(pages.map(growthOf));
  await scene.network.heal();
  return growths.map((growth) => outcomeOf(growth, from, healedAt));
}

const result: Record<string, Outcome> = {};
const scene = await Scene.open();
try {
  for (const way of ways) {
    await startAnew(scene);
    const end = way === 'direct' ? await callDirectly(scene.terminal, scene.expert) : null;
    if (end !== null) await scene.expert.getByRole('button', { name: 'Hold' }).click();
    const outcomes = await dip(scene, way === 'direct');
    for (const [index, outcome] of outcomes.entries()) {
      const side = index === 0 ? 'terminal' : 'expert';
      const { fpsBefore, fps, soundGap, backAfter, apartMs } = outcome;
      console.log(
        `${way.padEnd(7)} at the ${side.padEnd(9)} ${fpsBefore.toFixed(1)} fps before, ${fps.toFixed(1)} in the dip; sound away ${soundGap.toFixed(2)} s at most; nine tenths of the bit rate after ${backAfter?.toFixed(1) ?? 'more than 30'} s; sound and picture ${apartMs.toFixed(0)} ms apart (95 %)`,
      );
      result[`${way}.${side}`] = outcome;
    }
    await end?.();
  }
} finally {
  await scene.close();
}
console.log(JSON.stringify(result));
