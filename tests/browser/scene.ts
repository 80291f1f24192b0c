import { type Page, expect } from '@playwright/test';
import type { AlertCode } from '#shared/connection/findings.ts';
import type { Alert } from '#shared/contract/connection.ts';
import type { Role } from '#shared/contract/define.ts';
import type { NetworkFaults } from '#shared/practice/networkFaults.ts';
import { makeCertificate } from '#tests/support/certificate.ts';
import { Network } from '#tests/support/network.ts';
import { Person } from '#tests/support/socketPeople.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { startTurn } from '#tests/support/turn.ts';
import { addDeviceFaults, addMicrophoneFaults } from './deviceFaults.ts';
import { answerCall, chromiumPath, expectMediaArrives, launchChromium, openAs, queueAt } from './people.ts';

export const sceneTerminal = 'mikkeli-1';

/** An ordinary call, or one for practice, whose network can be made bad in ways that the kernel here cannot. */
const serviceRequests = {
  ordinary: { agencyId: 'fpa', serviceId: 'fpa.studentAid', expertId: 'expert-fpa-1' },
  practice: { agencyId: 'practice', serviceId: 'practice.call', expertId: 'expert-practice-1' },
} as const;

type ServiceRequest = { readonly agencyId: string; readonly serviceId: string };

type SceneOptions = {
  readonly kind?: keyof typeof serviceRequests;
  readonly env?: Record<string, string>;
  readonly flags?: readonly string[];
  /** `tls`: over TLS as well as plainly. `silent`: pages are told of one that never answers. */
  readonly relay?: 'none' | 'silent' | 'plain' | 'tls';
};

/** A call in which the customer's terminal sits in a network of its own, seen from the adviser's desk. */
export class Scene {
  readonly server: RunningServer;
  readonly network: Network;
  /** Where the relay answers over TLS. */
  readonly turnTlsPort: number;
  readonly adviser: Person<'adviser'>;
  readonly terminal: Page;
  readonly expert: Page;
  #started = new AsyncDisposableStack();

  private constructor(server: RunningServer, network: Network, turnTlsPort: number, adviser: Person<'adviser'>, [terminal, expert]: readonly [Page, Page]) {
    this.server = server;
    this.network = network;
    this.turnTlsPort = turnTlsPort;
    this.adviser = adviser;
    this.terminal = terminal;
    this.expert = expert;
  }

  /** Starts everything up to a running call; ends what has been started when it fails. */
  static async open({ kind = 'ordinary', env = {}, flags = [], relay = 'none' }: SceneOptions = {}): Promise<Scene> {
    await using started = new AsyncDisposableStack();
    const network = started.adopt(await Network.create(), (one) => one.remove());
    const { serverAddress } = network;
    const certificate = relay === 'tls' ? started.adopt(await makeCertificate(serverAddress), (one) => one.remove()) : undefined;
    const turn = relay === 'plain' || relay === 'tls' ? started.adopt(await startTurn(serverAddress, { certificate }), (one) => one.stop()) : undefined;
    const silent = { TURN_URLS: ['udp', 'tcp'].map((transport) => `turn:${serverAddress}:9?transport=${transport}`).join(), TURN_SECRET: 'secret' };
    const turnEnv = relay === 'silent' ? silent : turn?.env;
    const server = started.adopt(
      await startServer({
        env: { HOST: '0.0.0.0', MEDIA_ANNOUNCED_ADDRESS: serverAddress, MEDIA_WORKERS: '1', RING_MS: '20000', ...turnEnv, ...env },
      }),
      (one) => one.stop(),
    );
    const url = `http://${serverAddress}:${server.port}`;
    // Cameras are only for secure pages; this one is taken as such.
    const secure = `--unsafely-treat-insecure-origin-as-secure=${url}`;
    const trusted = certificate === undefined ? [] : [`--ignore-certificate-errors-spki-list=${certificate.keyHash}`];
    const inside = started.use(await launchChromium([secure, ...trusted, ...flags], await network.wrapper(chromiumPath)));
    const outside = started.use(await launchChromium([secure, ...flags]));
    const adviser = started.adopt(await Person.arrive(url, 'adviser', 'adviser-mikkeli-1'), (one) => one.leave());
    const terminal = await openAs(inside, url, { role: 'terminal', id: sceneTerminal }, {}, addDeviceFaults);
    const expert = await openAs(outside, url, { role: 'expert', id: serviceRequests[kind].expertId }, {}, addMicrophoneFaults);
    const scene = new Scene(server, network, turn?.tlsPort ?? 0, adviser, [terminal, expert]);
    await scene.call(serviceRequests[kind]);
    await scene.untilWell();
    scene.#started = started.move();
    return scene;
  }

  /** Resolves when nothing stands and both pictures are more than the smallest: what a fault takes away must first be there. */
  async untilWell(timeoutMs = 60_000): Promise<void> {
    await this.secondsUntil((codes) => codes.length === 0, timeoutMs);
    const looks = () =>
      Promise.all(
        [this.terminal, this.expert].map((page) =>
          page.evaluate(() => {
            const { quality } = (window as unknown as { distansMedia: { store: { getState(): { quality: string } } } }).distansMedia.store.getState();
            const tiles = document.querySelectorAll<HTMLVideoElement>('[data-testid=expertTile] video, [data-testid=customerTile] video');
            return { quality, width: Math.max(0, ...[...tiles].map(({ videoWidth }) => videoWidth)) };
          }),
        ),
      );
    await expect.poll(async () => (await looks()).filter(({ quality, width }) => quality !== 'full' || width < 320), { timeout: timeoutMs }).toEqual([]);
  }

  /** A call that runs, with picture and sound both ways. */
  async call({ agencyId, serviceId }: ServiceRequest = serviceRequests.ordinary): Promise<void> {
    // What customers choose they choose at the terminal; a practice call is set up from the desk.
    if (agencyId === 'practice') await this.setUp(agencyId, serviceId);
    else await queueAt(this.terminal, agencyId, serviceId);
    await answerCall(this.terminal, this.expert);
  }

  /** Puts a call into the queue from the adviser's desk. */
  async setUp(agencyId: string, serviceId: string): Promise<void> {
    const call = { callId: crypto.randomUUID(), terminalId: sceneTerminal, agencyId, serviceId, language: 'en', note: '' };
    const reply = await this.adviser.ask('adviser:setUpCall', call);
    if (!reply.ok) throw new Error(`the call was not set up: ${reply.error.code}`);
  }

  /** What the practice call's network does from now on; nothing by default. */
  async practise(network: Partial<NetworkFaults> = {}): Promise<void> {
    const reply = await this.adviser.ask('practice:setFaults', { terminalId: sceneTerminal, network, device: 'none' });
    if (!reply.ok) throw new Error(`no practice: ${reply.error.code}`);
  }

  /** What stands at the connections in the call now. */
  standing(leg: Role = 'terminal'): AlertCode[] {
    return this.#alerts()
      .filter((alert) => alert.leg === leg && alert.endedAt === null)
      .map(({ code }) => code);
  }

  /** Resolves with the seconds until `fits` holds for what stands; rejects after `timeoutMs`. */
  async secondsUntil(fits: (codes: readonly AlertCode[]) => boolean, timeoutMs: number, leg: Role = 'terminal'): Promise<number> {
    const from = performance.now();
    await this.adviser.until(() => fits(this.standing(leg)), timeoutMs);
    return (performance.now() - from) / 1000;
  }

  /** Both sides' media anew, over whatever the network lets through now. */
  async startOver(): Promise<void> {
    await this.network.heal();
    for (const page of [this.terminal, this.expert])
      await page.evaluate(() => (window as unknown as { distansMedia: { restart(): Promise<void> } }).distansMedia.restart());
    await Promise.all([expectMediaArrives(this.terminal), expectMediaArrives(this.expert)]);
  }

  close(): Promise<void> {
    return this.#started.disposeAsync();
  }

  #alerts(): readonly Alert[] {
    return this.adviser.view?.terminals.find(({ terminalId }) => terminalId === sceneTerminal)?.alerts ?? [];
  }
}
