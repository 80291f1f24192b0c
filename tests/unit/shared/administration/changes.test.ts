import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RecordChange, applied, canonical, changedSince, differencesOf, inverseOf, isSame } from '#shared/administration/changes.ts';
import { type CatalogueRecord, type Records, keyOf, recordsByKey } from '#shared/administration/records.ts';

const point = (id: string, text: string): CatalogueRecord => ({
  kind: 'point',
  id,
  content: { id: id as never, kind: 'fixed', names: { sv: text }, municipality: { fi: 'Mikkeli' }, defaultLanguage: 'fi' },
});

const ids = ['a', 'b', 'c', 'd'];
const text = fc.stringMatching(/^[a-z]{1,4}$/);
const catalogue = fc.array(fc.tuple(fc.constantFrom(...ids), text)).map((all): Records => recordsByKey(all.map(([id, word]) => point(id, word))));

/** A change that could be made on the catalogue: each record once, from what it is to something else, to nothing, or from nothing. */
const changeOn = (records: Records): fc.Arbitrary<RecordChange[]> =>
  fc.uniqueArray(fc.tuple(fc.constantFrom(...ids), fc.option(text)), { selector: ([id]) => id }).map((all) =>
    all.map(([id, word]) => ({
      kind: 'point' as const,
      id,
      before: records.get(keyOf({ kind: 'point', id }))?.content ?? null,
      after: word === null ? null : point(id, word).content,
    })),
  );
const changed = catalogue.chain((records) => changeOn(records).map((change) => ({ records, change })));

describe('[F98] a change of the catalogue', () => {
  it('and its undo leave the catalogue as it was', () => {
    fc.assert(
      fc.property(changed, ({ records, change }) => {
        const after = applied(records, change);
        expect(changedSince(after, change)).toEqual([]);
        expect(applied(after, inverseOf(change))).toEqual(records);
        expect(inverseOf(inverseOf(change))).toEqual(change);
      }),
    );
  });

  it('cannot be undone unseen over a later one, which is found by its records', () => {
    const twice = changed.chain((first) => changeOn(applied(first.records, first.change)).map((second) => ({ ...first, second })));
    fc.assert(
      fc.property(twice, ({ records, change, second }) => {
        const after = applied(applied(records, change), second);
        const touched = new Set(second.filter((one) => !isSame(one.before, one.after)).map(keyOf));
        expect(new Set(changedSince(after, change).map(keyOf))).toEqual(new Set(change.map(keyOf).filter((key) => touched.has(key))));
      }),
    );
  });

  it('differs where its differences say, and nowhere else', () => {
    const json = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(json, json, (one, other) => {
        expect(differencesOf(one, one)).toEqual([]);
        expect(differencesOf(one, other).length === 0).toBe(canonical(one) === canonical(other));
      }),
    );
  });

  it('names each place by its path', () => {
    const before = { names: { sv: 'Ett', fi: 'Yksi' }, channels: ['remote'] };
    const after = { names: { sv: 'Ett', fi: 'Kaksi', en: 'Two' }, channels: ['remote', 'onSite'] };
    expect(differencesOf(before, after)).toEqual([
      { path: 'names.fi', before: 'Yksi', after: 'Kaksi' },
      { path: 'names.en', before: null, after: 'Two' },
      { path: 'channels', before: ['remote'], after: ['remote', 'onSite'] },
    ]);
  });
});
