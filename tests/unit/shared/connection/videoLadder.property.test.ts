import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LadderState, type PathSample, stepVideoLadder, qualityLevels, resumeLadder, startLadder } from '#shared/connection/videoLadder.ts';

const lookMs = 2_000;
const good: Omit<PathSample, 'at'> = { availableOutgoingBitrate: 2_000_000, lossRatio: 0, queueDelay: 0 };
const starved: Omit<PathSample, 'at'> = { availableOutgoingBitrate: 60_000, lossRatio: 0, queueDelay: 0.1 };
const lossy: Omit<PathSample, 'at'> = { availableOutgoingBitrate: 400_000, lossRatio: 0.3, queueDelay: 0 };

const follow = (looks: readonly Omit<PathSample, 'at'>[], from: LadderState = startLadder('full')): LadderState[] => {
  let state = from;
  return looks.map((look, index) => (state = stepVideoLadder(state, { ...look, at: index * lookMs })));
};
const many = <T>(value: T, count: number): T[] => Array.from({ length: count }, () => value);
const levels = (states: readonly LadderState[]): string[] => states.map(({ level }) => level);

describe('the quality video ladder', () => {
  it('[F63] sound comes first: a starved way ends at still pictures, never without sound', () => {
    expect(levels(follow(many(starved, 10))).at(-1)).toBe('still');
  });

  it('one poor look changes nothing', () => {
    expect(levels(follow([good, starved, good, good]))).toEqual(['full', 'full', 'full', 'full']);
  });

  it('a way that is starved and jammed at once goes from full to stills in one step, at the second look, also one that comes a moment early', () => {
    const jammed = { ...starved, queueDelay: 0.6 };
    expect(levels(follow([jammed, jammed]))).toEqual(['full', 'still']);
    expect(levels(follow([starved, starved]))).toEqual(['full', 'small']);
    const first = stepVideoLadder(startLadder('full'), { ...jammed, at: 0 });
    expect(stepVideoLadder(first, { ...jammed, at: lookMs - 5 }).level).toBe('still');
    expect(levels(follow([jammed, jammed], startLadder('audioOnly')))).toEqual(['audioOnly', 'audioOnly']);
  });

  it('loss alone makes the picture small, but does not stop it', () => {
    expect(levels(follow(many(lossy, 20))).at(-1)).toBe('small');
  });

  it('comes back step by step when the way is good again', () => {
    const down = follow(many(starved, 10)).at(-1);
    const back = levels(follow(many(good, 60), down));
    expect(back[0]).toBe('still');
    expect(back).toContain('small');
    expect(back.at(-1)).toBe('full');
  });

  it('a step up that was regretted is tried again later each time', () => {
    const patience = follow([...many(starved, 6), ...many(good, 3), ...many(starved, 4), ...many(good, 4), ...many(starved, 4)]).map(
      ({ patienceMs }) => patienceMs,
    );
    expect(Math.max(...patience)).toBeGreaterThan(patience[0] ?? 0);
  });

  it('given back by a person it comes up from every level, also from “sound only”', () => {
    for (const level of qualityLevels) expect(levels(follow(many(good, 60), resumeLadder(level))).at(-1)).toBe('full');
  });

  it('whatever the network does, automatic steps stay between full and stills, and a person’s “sound only” stays', () => {
    const look = fc.record({
      availableOutgoingBitrate: fc.option(fc.integer({ min: 0, max: 5_000_000 })),
      lossRatio: fc.double({ min: 0, max: 1, noNaN: true }),
      queueDelay: fc.double({ min: 0, max: 3, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(look, { maxLength: 50 }), (looks) => {
        expect(levels(follow(looks)).every((level) => ['full', 'small', 'still'].includes(level))).toBe(true);
        expect(levels(follow(looks, startLadder('audioOnly'))).every((level) => level === 'audioOnly')).toBe(true);
      }),
    );
  });
});
