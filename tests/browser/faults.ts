import { type CauseCode, causeOf } from '#shared/connection/findings.ts';
import { type DeviceFault, setDeviceFault } from './deviceFaults.ts';
import type { Scene } from './scene.ts';

export type Fault = {
  readonly cause: CauseCode;
  readonly make: (scene: Scene) => Promise<void>;
  readonly heal: (scene: Scene) => Promise<void>;
  /** What follows by nature: other causes that the fault really has, too. */
  readonly alsoTrue?: readonly CauseCode[];
};

const network = (scene: Scene): Promise<void> => scene.network.heal();
const device = (cause: CauseCode, fault: DeviceFault): Fault => ({
  cause,
  make: (scene) => setDeviceFault(scene.terminal, fault),
  heal: (scene) => setDeviceFault(scene.terminal, 'none'),
});
const ownQuality = (scene: Scene, work: 'setVolume', value: number): Promise<void> =>
  scene.terminal.evaluate(
    ([name, volume]) => {
      const { store } = (window as unknown as { distansMedia: { store: { setState(state: object): void } } }).distansMedia;
      if (name === 'setVolume') store.setState({ volume });
    },
    [work, value] as const,
  );

/** Causes that can be made here, each by a real fault, with how it ends. Those that change the path for good come last. */
export const faults: readonly Fault[] = [
  device('microphoneSilent', 'silent'),
  device('cameraCovered', 'covered'),
  device('cameraFrozen', 'frozen'),
  device('howl', 'howl'),
  { cause: 'speakerOff', make: (scene) => ownQuality(scene, 'setVolume', 0), heal: (scene) => ownQuality(scene, 'setVolume', 1) },
  { cause: 'uplinkLoss', make: (scene) => scene.network.lose(0.15, 'up'), heal: network },
  { cause: 'downlinkLoss', make: (scene) => scene.network.lose(0.15, 'down'), heal: network },
  { cause: 'uplinkBandwidth', make: (scene) => scene.network.limit(150, 'up'), heal: network },
  { cause: 'downlinkBandwidth', make: (scene) => scene.network.limit(150, 'down'), heal: network },
  { cause: 'signallingLost', make: (scene) => scene.network.blockTcp(scene.server.port), heal: network },
  { cause: 'connectionLost', make: (scene) => scene.network.cut(), heal: network },
];

export type Course = { readonly secondsToFinding: number | null; readonly secondsToEnd: number | null; readonly others: readonly CauseCode[] };

const findWithinMs = 12_000;
const endWithinMs = 20_000;

/** Plays one fault in a running call and follows what the adviser's desk says: the finding, others of its rank, and the end. */
export async function play(scene: Scene, { cause, make, heal, alsoTrue = [] }: Fault): Promise<Course> {
  const others = new Set<CauseCode>();
  const watch = (): void => {
    for (const code of scene.standing()) {
      if (code !== cause && !alsoTrue.includes(code) && causeOf(code).rank === causeOf(cause).rank) others.add(code);
    }
  };
  scene.adviser.socket.on('adviser:view', watch);
  const seconds = (fits: (codes: readonly CauseCode[]) => boolean, ms: number): Promise<number | null> => scene.secondsUntil(fits, ms).catch(() => null);
  try {
    await make(scene);
    const secondsToFinding = await seconds((codes) => codes.includes(cause), findWithinMs);
    // It must also stand: some looks more.
    await scene.secondsUntil((codes) => !codes.includes(cause), 6_000).catch(() => undefined);
    await heal(scene);
    const secondsToEnd = await seconds((codes) => !codes.includes(cause), endWithinMs);
    await seconds((codes) => codes.length === 0, endWithinMs);
    return { secondsToFinding, secondsToEnd, others: [...others] };
  } finally {
    scene.adviser.socket.off('adviser:view', watch);
  }
}
