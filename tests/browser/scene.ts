import type { Browser, Page } from '@playwright/test';
import type { CauseCode } from '#shared/connection/findings.ts';
import type { Alert } from '#shared/contract/connection.ts';
import type { Role } from '#shared/contract/define.ts';
import { Network, serverAddress } from '#tests/support/network.ts';
import { Person } from '#tests/support/socketPeople.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { addDeviceFaults } from './deviceFaults.ts';
import { becomeAvailable, chromiumPath, expectMediaArrives, launchChromium, openAs, queueAt } from './people.ts';

export const sceneTerminal = 'mikkeli-1';

type SceneOptions = { readonly env?: Record<string, string>; readonly terminalFlags?: readonly string[] };

/** A call in which the customer's terminal sits in a network of its own, seen from the adviser's desk. */
export class Scene {
  readonly server: RunningServer;
  readonly network: Network;
  readonly adviser: Person<'adviser'>;
  readonly terminal: Page;
  readonly expert: Page;
  readonly #browsers: readonly Browser[];

  private constructor(server: RunningServer, network: Network, adviser: Person<'adviser'>, [terminal, expert]: readonly [Page, Page], browsers: Browser[]) {
    this.server = server;
    this.network = network;
    this.adviser = adviser;
    this.terminal = terminal;
    this.expert = expert;
    this.#browsers = browsers;
  }

  /** Starts everything up to a running call. */
  static async open({ env = {}, terminalFlags = [] }: SceneOptions = {}): Promise<Scene> {
    const network = await Network.create('distans-t');
    const server = await startServer({
      env: { HOST: '0.0.0.0', MEDIA_ANNOUNCED_ADDRESS: serverAddress, MEDIA_WORKERS: '1', RING_MS: '20000', ...env },
    });
    const url = `http://${serverAddress}:${server.port}`;
    // Cameras are only for secure pages; this one is taken as such.
    const secure = `--unsafely-treat-insecure-origin-as-secure=${url}`;
    const inside = await launchChromium([secure, ...terminalFlags], await network.wrapper(chromiumPath));
    const outside = await launchChromium([secure]);
    const adviser = await Person.arrive(url, 'adviser', 'adviser-mikkeli-1');
    const terminal = await openAs(inside, url, { role: 'terminal', id: sceneTerminal }, {}, addDeviceFaults);
    const expert = await openAs(outside, url, { role: 'expert', id: 'expert-fpa-1' });
    const scene = new Scene(server, network, adviser, [terminal, expert], [inside, outside]);
    await scene.call();
    // A call begins with a small picture; what a fault takes away must first be there.
    for (const page of [terminal, expert])
      await page.waitForFunction(() => [...document.querySelectorAll('video')].some((video) => video.videoWidth >= 640), undefined, { timeout: 30_000 });
    return scene;
  }

  /** A call that runs, with picture and sound both ways. */
  async call(): Promise<void> {
    await queueAt(this.terminal, 'fpa', 'fpa.studentAid');
    await becomeAvailable(this.expert);
    await this.expert.getByTestId('offer').getByRole('button', { name: 'Accept' }).click();
    await Promise.all([expectMediaArrives(this.terminal), expectMediaArrives(this.expert)]);
  }

  /** What stands at the connections in the call now. */
  standing(leg: Role = 'terminal'): CauseCode[] {
    return this.#alerts()
      .filter((alert) => alert.leg === leg && alert.endedAt === null)
      .map(({ code }) => code);
  }

  /** Resolves with the seconds until `fits` holds for what stands; rejects after `timeoutMs`. */
  async secondsUntil(fits: (codes: readonly CauseCode[]) => boolean, timeoutMs: number, leg: Role = 'terminal'): Promise<number> {
    const from = performance.now();
    await this.adviser.until(() => fits(this.standing(leg)), timeoutMs);
    return (performance.now() - from) / 1000;
  }

  async close(): Promise<void> {
    this.adviser.leave();
    for (const browser of this.#browsers) await browser.close();
    await this.server.stop();
    await this.network.remove();
  }

  #alerts(): readonly Alert[] {
    return this.adviser.view?.terminals.find(({ terminalId }) => terminalId === sceneTerminal)?.alerts ?? [];
  }
}
