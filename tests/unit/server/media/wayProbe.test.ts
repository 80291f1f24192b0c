import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { expertKey } from '#shared/call/flows.ts';
import { expertIdSchema } from '#shared/ids.ts';
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
  /** `layer` of the only picture; `queueing` as at the page. */
  const look = async (availableOutgoingBitrate: number | null, layer: number | null, queueing: 'queueing' | 'free' = 'free'): Promise<void> => {
    now += probeEveryMs + 100;
    const consumers = [{ from: expertKey(expertIdSchema.parse('expert-1')), source: 'camera', isFlowing: true, spatialLayer: layer }] as const;
    await probe.look({ availableOutgoingBitrate, consumers }, queueing === 'queueing', now);
  };
  const begun = (): number[] => fed.filter(({ isOn }) => isOn).map(({ at }) => at);

  it('a way on which some picture passes is tried with bursts alone', async () => {
    for (let count = 0; count < 20; count += 1) await look(140_000, 0);
    expect(fed).toEqual([]);
    expect(limits).toEqual({ min: 0, max: probeBitrate });
    await look(900_000, 0);
    expect(limits).toEqual({ min: 0, max: 0 });
  });

  it('[C12] where no picture passes any more the smallest is let through, for a moment each time', async () => {
    for (let count = 0; count < 40; count += 1) await look(30_000, null);
    expect(begun().length).toBeGreaterThan(8);
    for (const [index, { at, isOn }] of fed.entries()) if (!isOn) expect(at - (fed[index - 1]?.at ?? 0)).toBe(probeEveryMs + 100);
  });

  it('while packets are queueing there are no bursts, and the picture comes seldom', async () => {
    for (let count = 0; count < 60; count += 1) await look(30_000, null, 'queueing');
    expect(limits.max).toBe(0);
    const pauses = begun()
      .slice(1)
      .map((at, index) => at - (begun()[index] ?? 0));
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(pauses.at(-1)).toBeGreaterThan(16_000);
    expect(pauses.at(-1)).toBeLessThan(26_000);
  });

  it('a queue is not waited for longer than the worker keeps its estimate', async () => {
    const from = now;
    while (begun().length === 0) await look(30_000, null, 'queueing');
    expect((begun()[0] ?? Infinity) - from).toBeLessThanOrEqual(8_000);
  });

  it('[C12] an estimate that does not move however often a free way is tried is told: the worker hears nothing of the page', async () => {
    for (let count = 0; count < 4; count += 1) await look(52_000, null);
    expect(probe.isUnheard).toBe(false);
    await look(52_000, null);
    expect(probe.isUnheard).toBe(true);
    await look(61_000, null);
    expect(probe.isUnheard).toBe(false);
    for (let count = 0; count < 20; count += 1) await look(52_000, null, 'queueing');
    expect(probe.isUnheard).toBe(false);
    for (let count = 0; count < 20; count += 1) await look(52_000, 0);
    expect(probe.isUnheard).toBe(false);
  });

  it('a picture that stops for another reason ends the trying', async () => {
    for (let count = 0; count < 3; count += 1) await look(30_000, null);
    await probe.look({ availableOutgoingBitrate: 30_000, consumers: [] }, false, now + 10_000);
    expect(limits).toEqual({ min: 0, max: 0 });
  });

  it('once the way is broad nothing is limited, whatever was before', async () => {
    const looks = fc.array(fc.tuple(fc.option(fc.integer({ min: 0, max: 400_000 })), fc.option(fc.constant(0)), fc.constantFrom('queueing', 'free')), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(looks, async (all) => {
        begin();
        for (const [bitrate, layer, queueing] of all) await look(bitrate, layer, queueing);
        await look(1_000_000, 0);
        expect(limits).toEqual({ min: 0, max: 0 });
      }),
    );
  });
});
