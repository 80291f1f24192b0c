import { Scene } from '#tests/browser/scene.ts';
import { callDirectly } from '#tests/browser/direct.ts';
import { startAnew } from './startAnew.ts';
import { arrivals, growthOf, watch } from '#tests/browser/watch.ts';

/**
 * Calls through bad networks, ours and then a direct one between the same browsers: how long sound and picture stay away on either side,
 * from what is done to the network, and from its return where it returns.
 */
type Trouble = {
  readonly name: string;
  readonly make: (scene: Scene) => Promise<void>;
  /** How long it lasts, in milliseconds; what is done for good does not heal. */
  readonly lastsMs: number;
  readonly isForGood?: boolean;
};
const troubles: readonly Trouble[] = [
  { name: 'loss10', make: ({ network }) => network.lose(0.1), lastsMs: 12_000 },
  { name: 'loss30', make: ({ network }) => network.lose(0.3), lastsMs: 12_000 },
  { name: 'narrow150', make: ({ network }) => network.limit(150), lastsMs: 15_000 },
  { name: 'cut3', make: ({ network }) => network.cut(), lastsMs: 3_000 },
  { name: 'cut20', make: ({ network }) => network.cut(), lastsMs: 20_000 },
  { name: 'newAddress', make: ({ network }) => network.changeAddress(), lastsMs: 10_000, isForGood: true },
  { name: 'udpBlocked', make: ({ network }) => network.blockUdp(), lastsMs: 12_000 },
  { name: 'httpsOnly', make: ({ network, server, turnTlsPort }) => network.blockAllBut(server.port, turnTlsPort), lastsMs: 12_000 },
];

/** Seconds of the longest silence that began after `from`, and of the time from `healedAt` till something came; null for never again. */
function silence(times: readonly number[], from: number, healedAt: number, until: number): { longest: number | null; back: number | null } {
  const known = [from, ...times.filter((at) => at > from)];
  const last = known.at(-1) ?? from;
  const gaps = known.map((at, index) => (known[index + 1] ?? at) - at);
  const next = times.find((at) => at > healedAt);
  const isBack = until - last < 2_000;
  return { longest: isBack ? Math.max(...gaps) / 1000 : null, back: next === undefined ? null : (next - healedAt) / 1000 };
}

type Side = { readonly longest: number | null; readonly back: number | null };
type Outcome = { readonly name: string; readonly way: 'ours' | 'direct'; readonly sound: Side; readonly picture: Side };

const worst = (sides: readonly Side[]): Side => {
  const max = (values: readonly (number | null)[]): number | null => (values.includes(null) ? null : Math.max(...values.map((value) => value ?? 0)));
  return { longest: max(sides.map(({ longest }) => longest)), back: max(sides.map(({ back }) => back)) };
};

async function through(scene: Scene, trouble: Trouble, way: Outcome['way']): Promise<Outcome> {
  const pages = [scene.terminal, scene.expert];
  for (const page of pages) await watch(page, way === 'direct');
  await scene.expert.waitForTimeout(2_000);
  const from = Date.now();
  await trouble.make(scene);
  await scene.expert.waitForTimeout(trouble.lastsMs);
  const healedAt = trouble.isForGood === true ? from : Date.now();
  await scene.network.heal();
  await scene.expert.waitForTimeout(15_000);
  const growths = await Promise.all(pages.map(growthOf));
  const until = Date.now();
  const sides = (of: 'sound' | 'picture'): Side => worst(growths.map((growth) => silence(arrivals(growth, of), from, healedAt, until)));
  return { name: trouble.name, way, sound: sides('sound'), picture: sides('picture') };
}

const chosen = process.env['ONLY']?.split(',').flatMap((only) => troubles.filter(({ name }) => name === only)) ?? troubles;
const outcomes: Outcome[] = [];
const scene = await Scene.open({ relay: 'tls' });
const shown = (value: number | null): string => (value === null ? 'never' : `${value.toFixed(1)} s`).padStart(7);
try {
  for (const way of ['ours', 'direct'] as const) {
    for (const trouble of chosen) {
      await startAnew(scene);
      const end = way === 'direct' ? await callDirectly(scene.terminal, scene.expert) : null;
      if (end !== null) await scene.expert.getByRole('button', { name: 'Hold' }).click();
      const outcome = await through(scene, trouble, way);
      outcomes.push(outcome);
      const { sound, picture } = outcome;
      console.log(
        `${way.padEnd(7)}${trouble.name.padEnd(12)} sound: longest silence ${shown(sound.longest)}, back after ${shown(sound.back)}   picture: ${shown(picture.longest)}, ${shown(picture.back)}`,
      );
      await end?.();
      if (end !== null) await scene.expert.getByRole('button', { name: 'Resume' }).click();
    }
  }
} finally {
  await scene.close();
}
console.log(
  JSON.stringify(
    Object.fromEntries(
      outcomes.map(({ name, way, sound, picture }) => [
        `${way}.${name}`,
        { sound: sound.longest, picture: picture.longest, soundBack: sound.back, pictureBack: picture.back },
      ]),
    ),
  ),
);
