import { readFile } from 'node:fs/promises';
import type { Browser, CDPSession, Page } from '@playwright/test';

/** What a page has cost so far. `processorSeconds`: of its whole browser, encoding and drawing included; the rest of the page's main thread. */
export type Cost = {
  readonly at: number;
  readonly processorSeconds: number;
  readonly mainThreadSeconds: number;
  readonly scriptSeconds: number;
  readonly heapBytes: number;
  readonly nodes: number;
  readonly listeners: number;
  /** How often the main thread was woken. */
  readonly wakeUps: number;
};

/** Reads what a page costs; it has a browser of its own. */
export class PageCost {
  readonly #browser: Browser;
  readonly #session: CDPSession;

  private constructor(browser: Browser, session: CDPSession) {
    this.#browser = browser;
    this.#session = session;
  }

  static async of(browser: Browser, page: Page): Promise<PageCost> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    return new PageCost(browser, session);
  }

  async read(): Promise<Cost> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    const metric = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? NaN;
    const browser = await this.#browser.newBrowserCDPSession();
    const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
    await browser.detach();
    const renderers = processInfo.filter(({ type }) => type === 'renderer');
    const switches = await Promise.all(renderers.map(({ id }) => wakeUpsOf(id)));
    return {
      at: performance.now(),
      processorSeconds: processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0),
      mainThreadSeconds: metric('TaskDuration'),
      scriptSeconds: metric('ScriptDuration'),
      heapBytes: metric('JSHeapUsedSize'),
      nodes: metric('Nodes'),
      listeners: metric('JSEventListeners'),
      wakeUps: switches.reduce((sum, count) => sum + count, 0),
    };
  }

  /** As `read`, after what nobody needs has been let go. */
  async readTidied(): Promise<Cost> {
    for (let time = 0; time < 3; time += 1) await this.#session.send('HeapProfiler.collectGarbage');
    return this.read();
  }
}

/** A thread that waits and is woken again counts as a voluntary switch (proc(5)). A renderer that has just ended counts for nothing. */
async function wakeUpsOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/task/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1] ?? 0);
}

/** What was spent between two readings, for each minute. */
export function perMinute(before: Cost, after: Cost) {
  const minutes = (after.at - before.at) / 60_000;
  return {
    processorSeconds: (after.processorSeconds - before.processorSeconds) / minutes,
    mainThreadSeconds: (after.mainThreadSeconds - before.mainThreadSeconds) / minutes,
    scriptSeconds: (after.scriptSeconds - before.scriptSeconds) / minutes,
    wakeUps: (after.wakeUps - before.wakeUps) / minutes,
  };
}
