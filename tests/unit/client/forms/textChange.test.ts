import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type Delta, caretAfter, rebaseChange, textChange, writable } from '#client/features/forms/textChange.ts';

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

/** What both write at once: a text of letters that are all different, what is composed here, and what others do meanwhile. */
const composition = fc.record({
  length: fc.nat(8),
  at: fc.nat(8),
  removed: fc.nat(4),
  inserted: fc.string({ unit: fc.constantFrom('x', 'y', '🙂'), maxLength: 3 }),
  others: fc.array(fc.record({ at: fc.nat(12), removed: fc.nat(4), count: fc.nat(3) }), { maxLength: 5 }),
});

describe('[F72] what an input method composes while the other side writes in the same field', () => {
  it('is in the text, and so is everything of the other side', () => {
    fc.assert(
      fc.property(composition, ({ length, at, removed, inserted, others }) => {
        const before = 'ABCDEFGH'.slice(0, length);
        const start = Math.min(at, length);
        const after = before.slice(0, start) + inserted + before.slice(start + removed);
        const text = new Y.Doc().getText('field');
        text.insert(0, before);
        const meanwhile: Delta[] = [];
        text.observe(({ delta }) => meanwhile.push(delta));
        let written = 0;
        let kept = before.slice(0, start) + before.slice(start + removed);
        for (const other of others) {
          const place = Math.min(other.at, text.length);
          const gone = text.toJSON().slice(place, place + other.removed);
          const letters = Array.from({ length: other.count }, () => String.fromCodePoint(0x4e00 + (written += 1))).join('');
          text.doc?.transact(() => {
            text.delete(place, gone.length);
            text.insert(place, letters);
          });
          kept = Array.from(kept + letters)
            .filter((letter) => !gone.includes(letter))
            .join('');
        }
        const { changes, caret } = rebaseChange(before, after, start + inserted.length, meanwhile);
        for (const change of changes) {
          text.delete(change.at, change.removed);
          text.insert(change.at, change.inserted);
        }
        const result = text.toJSON();
        expect(Array.from(result).toSorted()).toEqual(Array.from(kept + inserted).toSorted());
        expect(result.slice(0, caret).endsWith(inserted)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('stands where it was composed', () => {
    expect(rebaseChange('ab', 'aXb', 2, [[{ insert: 'other ' }]])).toEqual({ changes: [{ at: 7, removed: 0, inserted: 'X' }], caret: 8 });
    expect(rebaseChange('ab', 'ab', 1, [[{ insert: 'other ' }]])).toEqual({ changes: [], caret: 7 });
  });
});

it('[F72] what is typed or pasted holds nothing that the server refuses, and is as long as before', () => {
  expect(writable('a\tb\r\nc\u0085🙂', false)).toBe('a b  c 🙂');
  expect(writable('a\tb\nc', true)).toBe('a b\nc');
});
