import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { expertKey } from '#shared/call/mediaRouting.ts';
import { expertIdSchema } from '#shared/ids.ts';
import { pictureFloor, probeBitrates, probeEveryMs } from '#shared/connection/videoLadder.ts';
import { VideoGate } from '#server/media/videoGate.ts';

const sampleEveryMs = probeEveryMs + 100;

describe('[C12] the gate that pictures pass on their way to a page', () => {
  let now = 0;
  let max = 0;
  let bursts = 0;
  let switches: { readonly at: number; readonly isOpen: boolean }[] = [];
  let gate: VideoGate;
  const begin = (): void => {
    [now, max, bursts, switches] = [0, 0, 0, []];
    gate = new VideoGate(
      {
        setMaxOutgoingBitrate: async (bitrate) => {
          // The media worker refuses limits that contradict each other.
          expect(bitrate === 0 || bitrate > pictureFloor).toBe(true);
          // Only another limit is tried with.
          if (bitrate > 0 && bitrate !== max) bursts += 1;
          max = bitrate;
        },
      },
      () => switches.push({ at: now, isOpen: gate.isOpen }),
    );
  };
  beforeEach(begin);
  /** `queueing` as at the page. */
  const sampleStats = async (availableOutgoingBitrate: number | null, queueing: 'queueing' | 'free' = 'free'): Promise<void> => {
    now += sampleEveryMs;
    const consumers = [{ from: expertKey(expertIdSchema.parse('expert-1')), source: 'camera', isFlowing: true, sentBytes: 30_000, spatialLayer: 0 }] as const;
    await gate.sampleStats({ availableOutgoingBitrate, consumers }, queueing === 'queueing', now);
  };
  const closings = (): number[] => switches.filter(({ isOpen }) => !isOpen).map(({ at }) => at);

  it('stays open on a narrow way that carries the smallest picture, which is tried with bursts', async () => {
    // Also where it could be somewhat more: what the smallest picture needs is not what the way carries.
    for (let count = 0; count < 20; count += 1) await sampleStats(count < 10 ? 140_000 : 200_000);
    expect(switches).toEqual([]);
    expect(probeBitrates).toContain(max);
    expect(bursts).toBe(20);
    await sampleStats(900_000);
    expect(max).toBe(0);
  });

  it('closes at once when the estimate plunges to where no picture fits, and opens soon', async () => {
    gate.estimated(1_000_000, now);
    gate.estimated(pictureFloor, now);
    expect(gate.isOpen).toBe(false);
    await sampleStats(pictureFloor);
    expect(gate.isOpen).toBe(true);
  });

  it('stays open when loss takes the estimate down step by step, and where some picture still fits', () => {
    for (let bitrate = 1_000_000; bitrate > pictureFloor; bitrate *= 0.7) gate.estimated(Math.max(bitrate, pictureFloor), now);
    gate.estimated(pictureFloor, now);
    expect(gate.isOpen).toBe(true);
    gate.estimated(1_000_000, now);
    gate.estimated(140_000, now);
    expect(gate.isOpen).toBe(true);
  });

  it('opens ever more seldom while pictures only make a queue, and never gives up; there are no bursts into a queue', async () => {
    for (let count = 0; count < 120; count += 1) await sampleStats(pictureFloor, 'queueing');
    const pauses = closings()
      .slice(1)
      .map((at, index) => at - (closings()[index] ?? 0));
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(pauses.at(-1)).toBeGreaterThan(16_000);
    expect(pauses.at(-1)).toBeLessThan(26_000);
    expect(bursts).toBe(0);
  });

  it('opens soon again after a time in which the picture passed well', async () => {
    for (let count = 0; count < 60; count += 1) await sampleStats(pictureFloor, 'queueing');
    while (!gate.isOpen) await sampleStats(pictureFloor);
    await sampleStats(pictureFloor);
    await sampleStats(pictureFloor, 'queueing');
    expect(gate.isOpen).toBe(false);
    await sampleStats(pictureFloor);
    expect(gate.isOpen).toBe(true);
  });

  it('begins with the smallest picture after a jam, and lets more through the later the more often that was regretted, but not for ever', async () => {
    gate.estimated(1_000_000, now);
    const waits: number[] = [];
    for (let count = 0; count < 8; count += 1) {
      gate.estimated(1_000_000, now);
      gate.estimated(pictureFloor, now);
      while (!gate.isOpen) await sampleStats(pictureFloor);
      expect(gate.allowedVideo).toBe('smallest');
      const from = now;
      while (gate.allowedVideo !== 'all') await sampleStats(400_000);
      waits.push(now - from);
    }
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits[0]).toBeLessThan(9_000);
    expect(waits.at(-1)).toBeGreaterThan(12_000);
    expect(waits.at(-1)).toBeLessThan(27_000);
    for (let count = 0; count < 10; count += 1) await sampleStats(400_000);
    gate.estimated(1_000_000, now);
    gate.estimated(pictureFloor, now);
    while (!gate.isOpen) await sampleStats(pictureFloor);
    const from = now;
    while (gate.allowedVideo !== 'all') await sampleStats(400_000);
    expect(now - from).toBe(waits[0]);
  });

  it('does not open by an estimate that is of the time before it closed', async () => {
    gate.estimated(1_000_000, now + sampleEveryMs);
    gate.estimated(pictureFloor, now + sampleEveryMs);
    await sampleStats(1_000_000);
    expect(gate.isOpen).toBe(false);
  });

  it('a picture that stops for another reason finds it open when it comes back', async () => {
    gate.estimated(1_000_000, now);
    gate.estimated(pictureFloor, now);
    await gate.sampleStats({ availableOutgoingBitrate: pictureFloor, consumers: [] }, false, now + 10_000);
    expect([gate.isOpen, max]).toEqual([true, 0]);
  });

  it('once the way is broad it is open and nothing is limited, whatever was before', async () => {
    const bitrates = fc.oneof(fc.integer({ min: pictureFloor, max: 400_000 }), fc.constant(pictureFloor));
    const looks = fc.array(fc.tuple(fc.option(bitrates), fc.constantFrom('queueing', 'free')), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(looks, async (all) => {
        begin();
        for (const [bitrate, queueing] of all) {
          if (bitrate !== null) gate.estimated(bitrate, now);
          await sampleStats(bitrate, queueing);
        }
        while (gate.allowedVideo !== 'all') await sampleStats(1_000_000);
        await sampleStats(1_000_000);
        expect([gate.allowedVideo, max]).toEqual(['all', 0]);
        expect(now).toBeLessThan(sampleEveryMs * all.length + 50_000);
      }),
    );
  });
});
