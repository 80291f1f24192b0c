import { type Browser, type Page, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { launchChromium, openAs, queueAt, answerCall } from './people.ts';
import { test } from './test.ts';

test.describe('what a slow machine sends', () => {
  let server: RunningServer;
  let browser: Browser;
  test.beforeAll(async () => {
    server = await startServer({ env: { MEDIA_WORKERS: '1' } });
    browser = await launchChromium();
  });
  test.afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  type Sent = { readonly width: number; readonly height: number };
  /** The sizes in which the page sends its camera now, the smallest first; those that rest are left out. */
  const sizesSent = (page: Page): Promise<Sent[]> =>
    page.evaluate(async () => {
      const reports = await (window as unknown as { distansMedia: { stats(): Promise<RTCStatsReport[]> } }).distansMedia.stats();
      return reports
        .flatMap((report) => [...(report.values() as Iterable<Record<string, unknown>>)])
        .filter((stat) => stat['type'] === 'outbound-rtp' && stat['kind'] === 'video' && stat['active'] === true && Number(stat['framesPerSecond'] ?? 0) > 0)
        .map((stat) => ({ width: Number(stat['frameWidth']), height: Number(stat['frameHeight']) }))
        .toSorted((a, b) => a.width - b.width);
    });

  test('[E61] a terminal that is known to encode little begins with a small picture, in two sizes that the far side can see', async () => {
    const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' }, {}, async (page) => {
      await page.addInitScript(() => localStorage.setItem('distans.terminal.capture', '2'));
    });
    const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-fpa-1' });
    await queueAt(terminal, 'fpa', 'fpa.studentAid');
    await answerCall(terminal, expert);
    await expect
      .poll(() => sizesSent(terminal), { timeout: 20_000 })
      .toEqual([
        { width: 320, height: 180 },
        { width: 640, height: 360 },
      ]);
    await expect
      .poll(() => expert.locator('[data-testid=customerTile] video').evaluate((video: HTMLVideoElement) => video.videoWidth), { timeout: 20_000 })
      .toBe(640);
  });
});
