import { expectMediaArrives } from '#tests/browser/people.ts';
import type { Scene } from '#tests/browser/scene.ts';

/** Both sides' pages anew in the same call, so that nothing begins with the aftermath of what was before. */
export async function startAnew({ terminal, expert }: Scene): Promise<void> {
  for (const page of [terminal, expert]) {
    await page.reload();
    await page.locator('[data-state="active"]').first().waitFor();
  }
  await Promise.all([expectMediaArrives(terminal, 30_000), expectMediaArrives(expert, 30_000)]);
}
