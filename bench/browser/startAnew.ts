import { expectMediaArrives } from '#tests/browser/people.ts';
import type { Scene } from '#tests/browser/scene.ts';

/** Loads both sides' pages again in the same call, so that each play begins afresh. */
export async function startAnew({ terminal, expert }: Scene): Promise<void> {
  for (const page of [terminal, expert]) {
    await page.reload();
    await page.locator('[data-state="active"]').first().waitFor();
  }
  await Promise.all([expectMediaArrives(terminal, 30_000), expectMediaArrives(expert, 30_000)]);
}
