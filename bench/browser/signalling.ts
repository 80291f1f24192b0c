import { Scene } from '#tests/browser/scene.ts';
import { callDirectly } from '#tests/browser/direct.ts';
import { startAnew } from './startAnew.ts';
import { growthOf, longestGap, watch } from '#tests/browser/watch.ts';

/**
 * Signalling alone is cut, for longer and longer, while the expert does something: how soon after its return the terminal knows, and how
 * long sound stayed away meanwhile; beside a direct call between the same browsers over the same cut, which knows nothing to miss.
 */
/** A direct call that lives this long without signalling lives longer, too. */
const longestDirectMs = 30_000;
const cutsMs = (process.env['CUTS'] ?? '1,5,30,120').split(',').map((seconds) => Number(seconds) * 1_000);

const result: Record<string, { readonly knowsAfter?: number; readonly soundGap: number; readonly pictureGap: number }> = {};
const scene = await Scene.open();
try {
  for (const cutMs of cutsMs) {
    await startAnew(scene);
    await watch(scene.terminal, false);
    const from = Date.now();
    await scene.network.blockTcp(scene.server.port);
    await scene.expert.waitForTimeout(cutMs);
    const until = Date.now();
    // Held while the terminal cannot be told, and the last moment counts.
    await scene.expert.getByRole('button', { name: 'Hold' }).click();
    await scene.expert.locator('[data-testid=call][data-state=onHold]').waitFor();
    const healedAt = Date.now();
    await scene.network.heal();
    await scene.terminal.locator('[data-state=onHold]').first().waitFor({ timeout: 60_000 });
    const knowsAfter = (Date.now() - healedAt) / 1000;
    const growth = await growthOf(scene.terminal);
    const outcome = { knowsAfter, soundGap: longestGap(growth, 'sound', from, until), pictureGap: longestGap(growth, 'picture', from, until) };
    console.log(
      `${(cutMs / 1000).toFixed(0).padStart(4)} s: the terminal knows ${knowsAfter.toFixed(1)} s after the return; sound away ${outcome.soundGap.toFixed(2)} s, picture ${outcome.pictureGap.toFixed(2)} s at most`,
    );
    result[`cut${cutMs / 1000}`] = outcome;
    // Still on hold, so that two calls do not share the line.
    const end = await callDirectly(scene.terminal, scene.expert);
    await scene.expert.waitForTimeout(3_000);
    await watch(scene.terminal, true);
    const directFrom = Date.now();
    await scene.network.blockTcp(scene.server.port);
    await scene.expert.waitForTimeout(Math.min(cutMs, longestDirectMs));
    const directUntil = Date.now();
    await scene.network.heal();
    const direct = await growthOf(scene.terminal);
    await end();
    result[`direct${cutMs / 1000}`] = {
      soundGap: longestGap(direct, 'sound', directFrom, directUntil),
      pictureGap: longestGap(direct, 'picture', directFrom, directUntil),
    };
    console.log(`       direct: sound away ${result[`direct${cutMs / 1000}`]?.soundGap.toFixed(2)} s at most`);
    await scene.expert.getByRole('button', { name: 'Resume' }).click();
  }
} finally {
  await scene.close();
}
console.log(JSON.stringify(result));
