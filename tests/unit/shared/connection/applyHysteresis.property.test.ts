import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CauseCode, type Indication, causeCodes, causeOf } from '#shared/connection/findings.ts';
import { type DebounceState, findingsOf, applyHysteresis, emptyDebounceState } from '#shared/connection/hysteresis.ts';

const lookMs = 2_000;
const indication = (code: CauseCode): Indication => ({ code, certainty: 'certain', evidence: {} });

/** The findings after each of the looks. */
function follow(looks: readonly (readonly CauseCode[])[]): CauseCode[][] {
  let state: DebounceState = emptyDebounceState;
  return looks.map((codes, index) => {
    state = applyHysteresis(state, codes.map(indication), index * lookMs);
    return findingsOf(state).map(({ code }) => code);
  });
}

describe('settling', () => {
  it.each(causeCodes)('%s appears within two looks and is gone within three', (code) => {
    const course = follow([[], [code], [code], [code], [], [], [], []]);
    expect(course[0]).toEqual([]);
    expect(course[2]).toEqual([code]);
    expect(course[6]).toEqual([]);
  });

  it('a single look is no finding where it is estimated', () => {
    expect(follow([['jitter'], [], ['jitter'], []]).flat()).toEqual([]);
  });

  it('loss in two of three looks is loss, among the few packets of a small picture', () => {
    expect(follow([['uplinkLoss'], [], [], ['uplinkLoss'], []]).flat()).toEqual([]);
    expect(follow([['uplinkLoss'], [], ['uplinkLoss']]).at(-1)).toEqual(['uplinkLoss']);
  });

  it('what nothing else looks like needs no second look', () => {
    const state = applyHysteresis(emptyDebounceState, [{ ...indication('uplinkBandwidth'), isUnmistakable: true }], 0);
    expect(findingsOf(state).map(({ code }) => code)).toEqual(['uplinkBandwidth']);
  });

  it('a hasty look proves nothing, and takes nothing away, be it a finding or half of one', () => {
    const hastily = applyHysteresis(applyHysteresis(emptyDebounceState, [indication('jitter')], 0), [indication('jitter')], 100, true);
    expect(findingsOf(hastily)).toEqual([]);
    const seenOnce = applyHysteresis(applyHysteresis(emptyDebounceState, [indication('jitter')], 0), [], 100, true);
    const seenTwice = applyHysteresis(seenOnce, [indication('jitter')], lookMs);
    const later = [1, 2, 3, 4].reduce((state, index) => applyHysteresis(state, [], lookMs + index, true), seenTwice);
    for (const state of [seenTwice, later]) expect(findingsOf(state).map(({ code }) => code)).toEqual(['jitter']);
  });

  it('a cause that comes and goes with every look stands without flickering', () => {
    const course = follow(Array.from({ length: 20 }, (_, index) => (index < 2 || index % 2 === 0 ? ['jitter' as const] : [])));
    expect(course.slice(2).every((codes) => codes.length === 1)).toBe(true);
  });

  it('whatever comes, nothing stands that was not indicated lately, and nothing beside what explains it', () => {
    const looks = fc.array(fc.subarray([...causeCodes], { maxLength: 4 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(looks, (course) => {
        follow(course).forEach((codes, index) => {
          const lately = new Set(course.slice(Math.max(0, index - 2), index + 1).flat());
          const explained = new Set(codes.flatMap((code) => causeOf(code).suppresses));
          return expect(codes.every((code) => lately.has(code) && !explained.has(code))).toBe(true);
        });
      }),
    );
  });

  it('a finding keeps its beginning while it stands', () => {
    let state: DebounceState = emptyDebounceState;
    for (let index = 0; index < 10; index += 1) state = applyHysteresis(state, [indication('highDelay')], index * lookMs);
    expect(findingsOf(state)[0]?.since).toBe(0);
    expect(findingsOf(state).map(({ code }) => causeOf(code).rank)[0]).toBe('harms');
  });
});
