import { expect } from '@playwright/test';
import type { AlertCode } from '#shared/connection/findings.ts';
import type { NetworkFaults } from '#shared/practice/networkFaults.ts';
import { measureSteadily } from '#tests/support/steadyMachine.ts';
import { Scene } from './scene.ts';
import { apart, growthOf, longestGap, watch } from './watch.ts';
import { test } from './test.ts';

/** How far sound and picture may be apart at the median (EN 301 549, 6.5.4). */
const togetherMs = 100;
/** What must not be said of a call that is only late or thinned: it is there. */
const lostCodes: readonly AlertCode[] = ['mediaLost', 'connectionLost', 'signallingLost'];
/** The browser brings sound and picture together slowly, by 80 ms a second at most. */
const settleMs = 15_000;
const measureMs = 10_000;

/** Faults that the kernel here cannot make, by the practice call's own relay. */
test.describe('a call over an uneven network', () => {
  let scene: Scene;
  test.beforeAll(async () => {
    scene = await Scene.open({ kind: 'practice' });
  });
  test.afterAll(() => scene.close());

  async function through(faults: Partial<NetworkFaults>): Promise<{ readonly said: AlertCode[]; readonly apartMs: number[]; readonly silences: number[] }> {
    await scene.untilWell();
    const said = new Set<AlertCode>();
    const note = (): void => [...scene.standing('terminal'), ...scene.standing('expert')].forEach((code) => said.add(code));
    scene.adviser.socket.on('adviser:view', note);
    const pages = [scene.terminal, scene.expert];
    for (const page of pages) await watch(page, false);
    await scene.practise(faults);
    await scene.expert.waitForTimeout(settleMs + measureMs);
    const until = Date.now();
    const growths = await Promise.all(pages.map(growthOf));
    await scene.practise();
    scene.adviser.socket.off('adviser:view', note);
    const outcome = {
      said: [...said],
      apartMs: growths.map((growth) => Math.round(apart(growth, 0.5, until - measureMs, until))),
      silences: growths.map((growth) => longestGap(growth, 'sound', until - measureMs, until)),
    };
    console.log(JSON.stringify(outcome));
    return outcome;
  }

  const soundWithin = (limit: number, faults: Partial<NetworkFaults>) =>
    measureSteadily(
      () => through(faults),
      ({ silences }) => silences.every((seconds) => seconds < limit),
    );

  test('[Q16] 300 ms ± 100 with 5 % overtaken and 2 % doubled: nothing is taken for lost, and what comes over the uneven way in stays together', async () => {
    const uneven = { delayMs: 200, jitterMs: 200, reorderRatio: 0.05, duplicateRatio: 0.02 };
    const outcome = await measureSteadily(
      () => through(uneven),
      ({ apartMs, silences }) => (apartMs[0] ?? NaN) <= togetherMs && silences.every((seconds) => seconds < 2),
    );
    expect(outcome.said.filter((code) => lostCodes.includes(code))).toEqual([]);
    // At the terminal. At the expert's it is only printed: the media server tells the time of sound and picture by their arrival (RFC 3550, 6.4.1), so
    // that an uneven way in to it sets them apart, which nothing at the expert's end can know.
    expect(outcome.apartMs[0]).toBeLessThanOrEqual(togetherMs);
    for (const seconds of outcome.silences) expect(seconds).toBeLessThan(2);
  });

  test('[Q15] one packet in ten lost, five in a row: it is told as loss, and sound goes on', async () => {
    const { said, silences } = await soundWithin(1, { lossRatio: 0.1, lossBurst: 5 });
    expect(said.filter((code) => lostCodes.includes(code))).toEqual([]);
    expect(said).toContain('uplinkLoss');
    for (const seconds of silences) expect(seconds).toBeLessThan(1);
  });

  test('[Q15] every second packet lost: nobody is taken for lost, and some sound comes', async () => {
    const { said, silences } = await soundWithin(3, { lossRatio: 0.5 });
    expect(said).not.toContain('connectionLost');
    for (const seconds of silences) expect(seconds).toBeLessThan(3);
  });
});
