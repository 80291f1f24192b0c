import { describe, expect, it } from 'vitest';
import { echoSamples, echoOf } from '#client/media/measure/echo.ts';
import { seededRandom } from '#tests/support/seededRandom.ts';

/** Words and pauses as loudness: syllables of four looks, a fifth of a second, some of them spoken. */
function speech(seed: number, length = echoSamples + 10): number[] {
  const random = seededRandom(seed);
  const syllables = Array.from({ length: Math.ceil(length / 4) }, () => (random() < 0.5 ? 0.05 + 0.15 * random() : 0.002));
  return syllables.flatMap((loudness) => [1, 1, 1, 1].map(() => loudness * (0.6 + 0.4 * random()))).slice(0, length);
}

const later = (levels: readonly number[], looks: number): number[] => [...Array.from({ length: looks }, () => 0), ...levels.slice(0, levels.length - looks)];
const seeds = Array.from({ length: 1_000 }, (_, index) => index + 1);
/** What the diagnosis takes for an echo. */
const isTold = (near: readonly number[], far: readonly number[]): boolean => (echoOf(near, far)?.ratio ?? 0) > 0.8;

describe('[C15] [F54] an echo of what is played', () => {
  it('is known by its delay, also at a fifth of the loudness and in a room with noise', () => {
    const random = seededRandom(7);
    const known = seeds.filter((seed) => {
      const far = speech(seed);
      const near = later(far, 3).map((level) => 0.2 * level + 0.004 * random());
      const echo = echoOf(near, far);
      return echo !== null && echo.ratio > 0.8 && echo.delay === 0.15;
    });
    expect(known.length).toBeGreaterThan(0.9 * seeds.length);
  });

  it('is not what two who speak at the same time give, nor a few words that were alike by chance', () => {
    expect(seeds.filter((seed) => isTold(speech(seed), speech(seed + 5_000))).length).toBeLessThan(0.002 * seeds.length);
    const half = echoSamples - 34;
    const alikeFor = (seed: number): number[] => [...later(speech(seed), 3).slice(0, half), ...speech(seed + 5_000).slice(half)];
    expect(seeds.filter((seed) => isTold(alikeFor(seed), speech(seed))).length).toBeLessThan(0.01 * seeds.length);
  });

  it('is not what two sounds of the same rhythm give', () => {
    const beep = Array.from({ length: echoSamples }, (_, index) => (index % 10 < 3 ? 0.2 : 0.002));
    expect(echoOf(later(beep, 2), beep)?.ratio).toBe(0);
  });

  it('is not what happens to both at once, as when the processor does not keep up', () => {
    expect(seeds.filter((seed) => isTold(speech(seed), speech(seed)))).toEqual([]);
  });

  it('is not what a device hears of somebody in the same room, before the network brings it', () => {
    expect(seeds.filter((seed) => isTold(speech(seed), later(speech(seed), 6)))).toEqual([]);
  });

  it('is not what nobody hears, and not known while nothing is played or too little was measured', () => {
    const far = speech(3);
    expect(
      echoOf(
        later(far, 2).map((level) => 0.01 * level),
        far,
      )?.ratio,
    ).toBe(0);
    expect(
      echoOf(
        far.map(() => 0),
        far,
      )?.ratio,
    ).toBe(0);
    expect(
      echoOf(
        speech(3),
        far.map(() => 0.001),
      ),
    ).toBeNull();
    expect(echoOf(speech(3, echoSamples - 1), speech(4, echoSamples - 1))).toBeNull();
  });
});
