import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CatalogueRecord, type Records, isCovered, keyOf, recordsByKey } from '#shared/administration/records.ts';
import { type CatalogueDocument, catalogueDocumentSchema, documentFormat, documentVersion } from '#shared/exchange/document.ts';
import { isReordered, planImport, resultOf } from '#shared/exchange/plan.ts';
import { documentOf, recordsIn } from '#shared/exchange/records.ts';
import type { Scope } from '#shared/permissions/scope.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(`server/catalogue/demo/${name}.json`, 'utf8'));
const demo = catalogueDocumentSchema.parse({
  format: documentFormat,
  version: documentVersion,
  agencies: read('agencies'),
  points: read('points'),
  staff: read('staff'),
});
const moment = { today: '2026-12-01', now: 1_796_000_000_000 };
const nation: Scope = { kind: 'nation' };
const fpa = { kind: 'agency', agencyId: 'fpa' } as Scope;
const mikkeli: Scope = { kind: 'municipality', municipality: 'Mikkeli' };

const recordsOf = (document: CatalogueDocument): Records => recordsByKey(recordsIn(document).map(({ record }) => record));

/** A part of the demo, in another order, with other words. */
const documents: fc.Arbitrary<CatalogueDocument> = fc
  .record({
    agencies: fc.shuffledSubarray(demo.agencies),
    points: fc.shuffledSubarray(demo.points),
    staff: fc.shuffledSubarray(demo.staff),
    word: fc.constantFrom('', ' A', ' B'),
    services: fc.nat({ max: 3 }),
    isEnded: fc.boolean(),
  })
  .map(({ agencies, points, staff, word, services, isEnded }) => ({
    ...demo,
    agencies: agencies.map((agency) => ({
      ...agency,
      names: { ...agency.names, sv: `${agency.names['sv'] ?? ''}${word}` },
      services: agency.services.slice(0, agency.services.length - services),
    })),
    points,
    staff: staff.map((member) => ({ ...member, ...(isEnded && word !== '' ? { validity: { to: '2026-12-31' } } : {}) })),
  }));

const plan = (records: Records, input: unknown, mode: 'whole' | 'adds', scope: Scope) => planImport({ records, input, mode, scope, moment });
const exported = (records: Records, scope: Scope = nation): CatalogueDocument => documentOf(records, scope, moment);

describe('an import', () => {
  it('[F98] of what was exported changes nothing', () => {
    fc.assert(
      fc.property(documents, fc.constantFrom(nation, fpa, mikkeli), (document, scope) => {
        const records = recordsOf(document);
        const made = plan(records, JSON.parse(JSON.stringify(exported(records, scope))), 'whole', scope);
        expect(made.problems).toEqual([]);
        expect(made.changes).toEqual([]);
        const after = resultOf(records, made, scope);
        expect(exported(after)).toEqual(exported(records));
        expect(isReordered(records, after)).toBe(false);
      }),
    );
  });

  it('[F98] as the whole, then exported, gives the same document', () => {
    fc.assert(
      fc.property(documents, documents, (before, document) => {
        const records = recordsOf(before);
        const wanted = exported(recordsOf(document));
        const made = plan(records, wanted, 'whole', nation);
        expect(made.problems).toEqual([]);
        expect(exported(resultOf(records, made, nation))).toEqual(wanted);
      }),
    );
  });

  it('[F98] that adds retires nothing, and takes what it names', () => {
    fc.assert(
      fc.property(documents, documents, (before, document) => {
        const records = recordsOf(before);
        const after = resultOf(records, plan(records, document, 'adds', nation), nation);
        expect([...after.keys()]).toEqual(expect.arrayContaining([...records.keys(), ...recordsOf(document).keys()]));
        expect([...after.values()].some(({ content }) => content.validity?.endedAt !== undefined)).toBe(false);
      }),
    );
  });

  it('[F100] changes nothing outside the scope, whatever the document leaves out', () => {
    fc.assert(
      fc.property(documents, documents, fc.constantFrom(fpa, mikkeli), (before, document, scope) => {
        const records = recordsOf(before);
        const made = plan(records, exported(recordsOf(document), scope), 'whole', scope);
        // What is covered as it is; what is new is covered as it would be.
        const after = resultOf(records, made, scope);
        const places = (one: CatalogueRecord): boolean => isCovered(scope, one, records.has(keyOf(one)) ? records : after);
        expect(made.changes.every((change) => places((records.get(keyOf(change)) ?? after.get(keyOf(change))) as CatalogueRecord))).toBe(true);
      }),
    );
  });

  it('[F100] is refused in each place that is not the scope’s, and says nothing of what is there', () => {
    const made = plan(recordsOf(demo), demo, 'whole', fpa);
    const own = demo.agencies.findIndex(({ id }) => id === 'fpa');
    expect(made.changes).toEqual([]);
    expect(new Set(made.problems.map(({ code }) => code))).toEqual(new Set(['notYours']));
    expect(made.problems.some(({ path }) => path.startsWith(`agencies.${own}`))).toBe(false);
    expect(made.problems.map(({ path }) => path)).toContain('points.0');
    // Of others or of nobody: the answer is the same.
    const unknown = { ...demo, agencies: [{ ...demo.agencies[own], id: 'nobody', services: [] }], points: [], staff: [] };
    expect(plan(recordsOf(demo), unknown, 'adds', fpa).problems).toEqual([{ path: 'agencies.0', code: 'notYours', params: {} }]);
  });

  it('[F98] says every fault at once, each with its place', () => {
    const [agency] = demo.agencies;
    const { problems } = plan(
      recordsOf(demo),
      {
        format: documentFormat,
        version: documentVersion,
        extra: 1,
        agencies: [{ ...agency, names: {}, colour: 'red', icon: '' }, { id: 'bare' }],
        points: 'none',
        staff: [{ id: 'a', role: 'expert', displayName: 'A', agencyId: 'fpa', languages: [{ language: 'sv', level: 9 }], services: [{ serviceId: 'x' }] }],
      },
      'adds',
      nation,
    );
    const found = problems.map(({ path, code }) => `${path} ${code}`);
    expect(found).toEqual(
      expect.arrayContaining([
        'extra unknownField',
        'agencies.0.names noText',
        'agencies.0.colour unknownField',
        'agencies.0.icon tooShort',
        'agencies.1.names missing',
        'points wrongType',
        'staff.0.languages.0.level tooLarge',
        'staff.0.services.0.level missing',
      ]),
    );
  });

  it('[F98] names the place of an id that is used twice', () => {
    const [agency] = demo.agencies;
    const { problems } = plan(recordsOf(demo), { ...demo, agencies: [agency, agency], points: [], staff: [] }, 'adds', nation);
    expect(problems).toContainEqual({ path: 'agencies.1.id', code: 'usedTwice', params: { id: agency?.id, other: 'agencies.0' } });
  });
});
