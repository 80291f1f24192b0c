import { describe, expect, it } from 'vitest';
import type { Attention } from '#shared/forms/contract.ts';
import { type SavedText, isSameAttention, nextSavedText } from '#client/features/forms/fieldState.ts';

const ask = (fieldId: string): Attention => ({ kind: 'field', fieldId, purpose: 'ask' });

describe('[F73] what the expert shows', () => {
  it('is the same if it says the same, whichever event brought it', () => {
    expect(isSameAttention(ask('a'), ask('a'))).toBe(true);
    expect(isSameAttention({ kind: 'all' }, { kind: 'all' })).toBe(true);
    expect(isSameAttention(null, null)).toBe(true);
  });

  it('is another one for another field, purpose or kind', () => {
    expect(isSameAttention(ask('a'), ask('b'))).toBe(false);
    expect(isSameAttention(ask('a'), { kind: 'field', fieldId: 'a', purpose: 'point' })).toBe(false);
    expect(isSameAttention(ask('a'), { kind: 'all' })).toBe(false);
    expect(isSameAttention(ask('a'), null)).toBe(false);
  });
});

describe('[F72] saving', () => {
  const saidIn = (steps: readonly (readonly [isSaved: boolean, isLong: boolean])[]): (SavedText | null)[] => {
    let said: SavedText | null = null;
    return steps.map(([isSaved, isLong]) => (said = nextSavedText(said, { isSaved, isLong })));
  };

  it('is not announced while it goes fast', () => {
    expect(
      saidIn([
        [false, false],
        [true, false],
        [false, false],
      ]),
    ).toEqual([null, null, null]);
  });

  it('is announced once if it takes long, and once when it is done', () => {
    expect(
      saidIn([
        [false, false],
        [false, true],
        [true, false],
        [false, false],
        [true, false],
      ]),
    ).toEqual([null, 'isSaving', 'isSaved', 'isSaved', 'isSaved']);
  });
});
