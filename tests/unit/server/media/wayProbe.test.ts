import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { probeBitrate, probeEveryMs } from '#shared/connection/ladder.ts';
import { WayProbe } from '#server/media/wayProbe.ts';

describe('trying a way that was narrow', () => {
  let now = 0;
  let limits = { min: 0, max: 0 };
  /** When the smallest picture was let through, and when no more. */
  let fed: { readonly at: number; readonly isOn: boolean }[] = [];
  let probe: WayProbe;
  const begin = (): void => {
    now = 0;
    limits = { min: 0, max: 0 };
    fed = [];
    probe = new WayProbe({
      setMinOutgoingBitrate: async (min) => {
        fed.push({ at: now, isOn: min > 0 });
        limits = { ...limits, min };
      },
      setMaxOutgoingBitrate: async (max) => {
        // The media worker refuses limits that contradict each other.
        expect(max === 0 || max > limits.min).toBe(true);
        limits = { ...limits, max };
      },
    });
  };
  beforeEach(begin);
  const look = async (availableOutgoingBitrate: number | null, isStarved: boolean): Promise<void> => {
    now += probeEveryMs + 100;
    await probe.look({ availableOutgoingBitrate, isStarved }, now);
  };

  it('a way on which some picture passes is tried with bursts alone', async () => {
    for (let count = 0; count < 20; count += 1) await look(140_000, false);
    expect(fed).toEqual([]);
    expect(limits).toEqual({ min: 0, max: probeBitrate });
    await look(900_000, false);
    expect(limits).toEqual({ min: 0, max: 0 });
  });

  it('[C12] where no picture passes any more the smallest is let through for a moment, at growing intervals', async () => {
    for (let count = 0; count < 40; count += 1) await look(30_000, true);
    const begun = fed.filter(({ isOn }) => isOn).map(({ at }) => at);
    const pauses = begun.slice(1).map((at, index) => at - (begun[index] ?? 0));
    expect(begun.length).toBeGreaterThan(3);
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(Math.max(...pauses)).toBeLessThan(24_000);
    for (const [index, { at, isOn }] of fed.entries()) if (!isOn) expect(at - (fed[index - 1]?.at ?? 0)).toBe(probeEveryMs + 100);
  });

  it('once the way is broad nothing is limited, whatever was before', async () => {
    const looks = fc.array(fc.tuple(fc.option(fc.integer({ min: 0, max: 400_000 })), fc.boolean()), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(looks, async (all) => {
        begin();
        for (const [bitrate, isStarved] of all) await look(bitrate, isStarved);
        await look(1_000_000, false);
        expect(limits).toEqual({ min: 0, max: 0 });
      }),
    );
  });
});
