import { type AlertCode, type CauseCode, causeOf } from '#shared/connection/findings.ts';
import type { PathPolicy } from '#shared/connection/pathPolicy.ts';
import type { NetworkFaults } from '#shared/practice/networkFaults.ts';
import { scenarios } from '#shared/practice/scenarios.ts';
import { workerPids } from '#tests/support/startApp.ts';
import { type DeviceFault, setDeviceFault } from './deviceFaults.ts';
import { type Scene, sceneTerminal } from './scene.ts';

export type Fault = {
  readonly cause: CauseCode;
  readonly make: (scene: Scene) => Promise<void>;
  readonly heal: (scene: Scene) => Promise<void>;
  /** Takes away what is needed to see the end as well. */
  readonly tidy?: (scene: Scene) => Promise<void>;
  /** What follows by nature: other causes that the fault really has, too. */
  readonly alsoTrue?: readonly AlertCode[];
  /** The product repairs it while the fault lasts. */
  readonly healsItself?: boolean;
  /** Everybody in the call has it. */
  readonly isShared?: boolean;
};

const network = (scene: Scene): Promise<void> => scene.network.heal();
const device = (cause: CauseCode, fault: DeviceFault): Fault => ({
  cause,
  make: (scene) => setDeviceFault(scene.terminal, fault),
  heal: (scene) => setDeviceFault(scene.terminal, 'none'),
});
type Globals = { distansMedia: { store: { setState(state: object): void }; restart(): Promise<void> }; busy: ReturnType<typeof setInterval> };

const setVolume = (volume: number) => (scene: Scene) =>
  scene.terminal.evaluate((value) => (window as unknown as Globals).distansMedia.store.setState({ volume: value }), volume);
/** Keeps the page's own thread busy, as too slow a computer would. */
const overload = (scene: Scene): Promise<void> =>
  scene.terminal.evaluate(() => {
    (window as unknown as Globals).busy = setInterval(() => {
      const until = performance.now() + 280;
      while (performance.now() < until);
    }, 300);
  });
const relieve = (scene: Scene): Promise<void> => scene.terminal.evaluate(() => clearInterval((window as unknown as Globals).busy));
/** Stops the page's own process, as a computer that suspends pages does, while the browser around it lives. */
const signalPage = (signal: 'SIGSTOP' | 'SIGCONT') => async (scene: Scene) => {
  const session = await scene.terminal.context().browser()?.newBrowserCDPSession();
  const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {};
  for (const { type, id } of processInfo) if (type === 'renderer') process.kill(id, signal);
};
/** As the server tells pages; the first that mediasoup gives out. */
export const opusPayloadType = 100;
/** The media worker hangs; its server kills it after a while, and the call moves to a new one. */
const stopWorker = async (scene: Scene): Promise<void> => {
  const newest = (await workerPids(scene.server)).at(-1);
  if (newest !== undefined) process.kill(newest, 'SIGSTOP');
};
/** As an adviser or support forces it. */
const setPath = (policy: PathPolicy) => async (scene: Scene) => {
  const reply = await scene.adviser.ask('remoteAction:run', {
    remoteActionId: crypto.randomUUID(),
    terminalId: sceneTerminal,
    remoteAction: { remoteAction: 'setPath', policy },
  });
  if (!reply.ok) throw new Error(`the path was not set: ${reply.error.code}`);
};
const healAndStartOver = (scene: Scene): Promise<void> => scene.startOver();

/** Causes that can be made here, each by a real fault, with how it ends. Those that change the path for good come last. */
export const faults: readonly Fault[] = [
  device('microphoneSilent', 'silent'),
  device('cameraCovered', 'covered'),
  device('cameraFrozen', 'frozen'),
  device('acousticFeedback', 'acousticFeedback'),
  {
    cause: 'echo',
    make: async (scene) => {
      await setDeviceFault(scene.expert, 'speech');
      await setDeviceFault(scene.terminal, 'echo');
    },
    // The expert goes on to speak: only then can it be seen that nothing comes back.
    heal: (scene) => setDeviceFault(scene.terminal, 'none'),
    tidy: (scene) => setDeviceFault(scene.expert, 'none'),
  },
  device('cameraMissing', 'noCamera'),
  device('microphoneMissing', 'noMicrophone'),
  device('microphoneDenied', 'denied'),
  device('cameraDenied', 'cameraDenied'),
  device('cameraBusy', 'cameraTaken'),
  device('microphoneBusy', 'microphoneTaken'),
  device('cameraNotAnswering', 'cameraHangs'),
  device('microphoneNotAnswering', 'microphoneHangs'),
  device('speakerMissing', 'noSpeaker'),
  { cause: 'speakerOff', make: setVolume(0), heal: setVolume(1) },
  { cause: 'processorOverloaded', make: overload, heal: relieve },
  { cause: 'pageAsleep', make: signalPage('SIGSTOP'), heal: signalPage('SIGCONT') },
  { cause: 'uplinkLoss', make: (scene) => scene.network.lose(0.15, 'up'), heal: network },
  { cause: 'downlinkLoss', make: (scene) => scene.network.lose(0.15, 'down'), heal: network },
  { cause: 'uplinkBandwidth', make: (scene) => scene.network.limit(150, 'up'), heal: network },
  { cause: 'downlinkBandwidth', make: (scene) => scene.network.limit(120, 'down'), heal: network },
  { cause: 'signallingLost', make: (scene) => scene.network.blockTcp(scene.server.port), heal: network },
  { cause: 'mediaLost', make: (scene) => scene.network.blockRtp('up'), heal: healAndStartOver, healsItself: true },
  { cause: 'oneWayAudio', make: (scene) => scene.network.blockPayloadType(opusPayloadType, 'down'), heal: network },
  { cause: 'serverOverloaded', make: stopWorker, heal: async () => undefined, healsItself: true, isShared: true },
  { cause: 'overTcp', make: setPath('tcp'), heal: setPath('any') },
  { cause: 'overRelay', make: setPath('relay'), heal: setPath('any') },
  { cause: 'udpBlocked', make: (scene) => scene.network.blockUdp(), heal: network },
  { cause: 'connectionLost', make: (scene) => scene.network.cut(), heal: network },
];

/** Causes that this kernel cannot make, by the practice call's own relay. */
const practised = (cause: CauseCode, network: Partial<NetworkFaults>): Fault => ({
  cause,
  make: (scene) => scene.practise(network),
  heal: (scene) => scene.practise(),
});
export const practiceFaults: readonly Fault[] = [practised('highDelay', { delayMs: 250 }), practised('jitter', scenarios.jitter.network)];

/** `others` were found wrongly; `beside` is what was found of another rank, which may be true as well. */
export type Course = {
  readonly secondsToFinding: number | null;
  /** Whether it was said without a break till the fault was healed, some looks later; where the product does not heal it. */
  readonly isStanding: boolean;
  readonly secondsToEnd: number | null;
  readonly others: readonly string[];
  readonly beside: readonly string[];
};

const findWithinMs = 12_000;
const standForMs = 6_000;
const endWithinMs = 20_000;

/** Plays one fault in a running call and follows what the adviser's desk says: the finding, others of its rank, and the end. */
export async function play(
  scene: Scene,
  { cause, make, heal, tidy = async () => undefined, alsoTrue = [], healsItself = false, isShared = false }: Fault,
): Promise<Course> {
  await scene.untilWell();
  const others = new Set<string>();
  const beside = new Set<string>();
  const isOfSameRank = (code: AlertCode): boolean => causeOf(code).rank === causeOf(cause).rank;
  const watch = (): void => {
    for (const code of scene.standing()) {
      if (code !== cause && !alsoTrue.includes(code)) (isOfSameRank(code) ? others : beside).add(code);
    }
    // The terminal’s trouble is not the expert’s.
    for (const code of scene.standing('expert')) if (!(isShared && code === cause)) (isOfSameRank(code) ? others : beside).add(`expert:${code}`);
  };
  scene.adviser.socket.on('adviser:view', watch);
  const seconds = (fits: (codes: readonly AlertCode[]) => boolean, ms: number): Promise<number | null> => scene.secondsUntil(fits, ms).catch(() => null);
  try {
    await make(scene);
    const secondsToFinding = await seconds((codes) => codes.includes(cause), findWithinMs);
    const isEnded = (await seconds((codes) => !codes.includes(cause), standForMs)) !== null;
    const isStanding = secondsToFinding !== null && (healsItself || !isEnded);
    await heal(scene);
    const secondsToEnd = await seconds((codes) => !codes.includes(cause), endWithinMs);
    await tidy(scene);
    await seconds((codes) => codes.length === 0, endWithinMs);
    return { secondsToFinding, isStanding, secondsToEnd, others: [...others], beside: [...beside] };
  } finally {
    scene.adviser.socket.off('adviser:view', watch);
  }
}
