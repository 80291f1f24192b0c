import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caretAfter, textChange } from '#client/features/forms/textChange.ts';

const apply = (text: string, change: ReturnType<typeof textChange>): string =>
  change === null ? text : text.slice(0, change.at) + change.inserted + text.slice(change.at + change.removed);
const letters = fc.string({ unit: fc.constantFrom('a', 'a', 'b', 'å', '🙂'), maxLength: 8 });

describe('[F72] what somebody has typed', () => {
  it('makes the new text of the old one, and tears no letter apart', () => {
    fc.assert(
      fc.property(letters, letters, fc.option(fc.nat(16)), (before, after, caret) => {
        const change = textChange(before, after, caret === null ? null : Math.min(caret, after.length));
        expect(apply(before, change)).toBe(after);
        if (change !== null) expect(change.inserted.isWellFormed() && before.slice(change.at, change.at + change.removed).isWellFormed()).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is where the caret stands', () => {
    expect(textChange('aaa', 'aaaa', 2)).toEqual({ at: 1, removed: 0, inserted: 'a' });
    expect(textChange('aaa', 'aaaa', 4)).toEqual({ at: 3, removed: 0, inserted: 'a' });
    expect(textChange('aaa', 'aa', 0)).toEqual({ at: 0, removed: 1, inserted: '' });
    expect(textChange('same', 'same', 2)).toBeNull();
  });

  it('moves the caret of the other with the text, and not past it', () => {
    expect(caretAfter(3, [{ insert: 'xx' }])).toBe(5);
    expect(caretAfter(3, [{ retain: 3 }, { insert: 'xx' }])).toBe(3);
    expect(caretAfter(3, [{ retain: 1 }, { delete: 1 }])).toBe(2);
    expect(caretAfter(3, [{ retain: 2 }, { delete: 9 }])).toBe(2);
    expect(caretAfter(1, [{ retain: 2 }, { delete: 1 }, { insert: 'x' }])).toBe(1);
  });
});
