import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Capture } from '#client/media/quality/capture.ts';
import { type CaptureState, type EncodingSample, captures, costOf, isMending, startCapture, stepCapture } from '#client/media/quality/capture.rules.ts';
import { encodingBetween } from '#client/media/measure/encoding.ts';
import type { Stats } from '#client/media/measure/stats.ts';

const well: EncodingSample = { at: 0, isLimited: false, encodingShare: 0.1, timerLatenessMs: 2 };
const every = 2_000;

/** What becomes of it over so many samples of one kind. */
function after(seconds: number, state: CaptureState, sample: Partial<EncodingSample>, from = 0): CaptureState {
  let next = state;
  for (let ms = 0; ms <= 1_000 * seconds; ms += every) next = stepCapture(next, { ...well, ...sample, at: from + ms });
  return next;
}

describe('[E61] what the camera gives', () => {
  it.each([
    ['the browser takes pictures away', { isLimited: true }],
    ['the encoder works most of the time', { encodingShare: 0.8 }],
    ["the page's own timer is late", { timerLatenessMs: 200 }],
  ])('gets smaller where %s for two samples, and not at the first', (_, busy) => {
    const once = stepCapture(startCapture(0), { ...well, ...busy });
    expect(once.level).toBe(0);
    expect(stepCapture(once, { ...well, ...busy, at: every }).level).toBe(1);
  });

  it('gets larger only after long, and only where the larger one has room', () => {
    expect(after(18, startCapture(2), {}).level).toBe(2);
    expect(after(20, startCapture(2), {}).level).toBe(1);
    const tooMuch = (0.5 * costOf(2)) / costOf(1);
    expect(after(600, startCapture(2), { encodingShare: tooMuch }).level).toBe(2);
  });

  it('waits twice as long when a larger one was regretted', () => {
    const raised = after(20, startCapture(2), {});
    const regretted = after(2, raised, { isLimited: true }, 22_000);
    expect(regretted).toMatchObject({ level: 2, patienceMs: 2 * raised.patienceMs });
  });

  it('learns nothing while the camera is closed: then nothing is encoded, however busy the machine is', () => {
    expect(after(600, startCapture(0), { encodingShare: null, timerLatenessMs: 400 })).toEqual(startCapture(0));
  });

  it('is told as overload only where nothing smaller is left', () => {
    const busy = { ...well, isLimited: true };
    expect(isMending(stepCapture(startCapture(0), busy))).toBe(true);
    expect(isMending(after(20, startCapture(0), busy))).toBe(false);
  });

  it('costs less at each level, never has fewer frames than lip reading needs, and always fits one of 320 × 180 or a little more', () => {
    expect(costOf(0)).toBeGreaterThan(1.5 * costOf(1));
    expect(costOf(1)).toBeGreaterThan(1.5 * costOf(2));
    for (const { width, frameRate, scales } of captures) {
      expect(frameRate).toBeGreaterThanOrEqual(20);
      expect(width / scales[0]).toBe(320);
      expect(scales.at(-1)).toBe(1);
    }
  });

  it('moves one level at a time, whatever comes', () => {
    const sample = fc.record({
      isLimited: fc.boolean(),
      encodingShare: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      timerLatenessMs: fc.integer({ min: 0, max: 500 }),
    });
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 400 }), (samples) => {
        let state = startCapture(1);
        for (const [index, one] of samples.entries()) {
          const next = stepCapture(state, { ...one, at: index * every });
          expect(Math.abs(next.level - state.level)).toBeLessThanOrEqual(1);
          state = next;
        }
      }),
    );
  });
});

describe('[E61] what this machine can encode', () => {
  const shelf = (kept: string | null) => ({ getItem: () => kept, setItem: vi.fn() });
  const busy = { outbound: [], timerLatenessMs: 300, visibilityState: 'visible' as const };

  it('is remembered on this machine, and a call begins with it', () => {
    const kept = shelf('1');
    const levels: number[] = [];
    const capture = new Capture({ shelf: () => kept, key: 'k', onLevel: (level) => void levels.push(level) });
    expect(capture.level).toBe(1);
    const clock = vi.spyOn(performance, 'now');
    for (const at of [0, every]) {
      clock.mockReturnValue(at);
      capture.report(busy, { share: 0.9 });
    }
    clock.mockRestore();
    expect(levels).toEqual([2]);
    expect(kept.setItem).toHaveBeenCalledWith('k', '2');
  });

  it('is not learnt from a page that nobody sees, and a memory that is broken counts for nothing', () => {
    const capture = new Capture({ shelf: () => shelf('7'), key: 'k', onLevel: () => {} });
    expect(capture.level).toBe(0);
    for (let count = 0; count < 9; count += 1) capture.report({ ...busy, visibilityState: 'hidden' }, { share: 0.9 });
    expect(capture.isMending).toBe(false);
  });

  it("is read from the encoder's own time, the longest of a picture's sizes", () => {
    const stats = (timestamp: number, frames: number, seconds: readonly number[]): Stats =>
      new Map(
        seconds.map((time, index) => [
          `o${index}`,
          { id: `o${index}`, type: 'outbound-rtp', kind: 'video', timestamp, framesEncoded: frames, totalEncodeTime: time },
        ]),
      );
    expect(encodingBetween(stats(0, 0, [0, 0]), stats(2_000, 40, [0.2, 0.6])).share).toBeCloseTo(0.3);
    expect(encodingBetween(stats(0, 40, [0.2]), stats(2_000, 40, [0.2])).share).toBeNull();
  });
});
