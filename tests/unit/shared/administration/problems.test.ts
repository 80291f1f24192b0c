import { describe, expect, it } from 'vitest';
import { applied } from '#shared/administration/changes.ts';
import { textsLacking } from '#shared/administration/missing.ts';
import { problemsOf, readRecord } from '#shared/administration/problems.ts';
import { type CatalogueRecord, type LooseContent, type RecordKind, isCovered, recordsByKey } from '#shared/administration/records.ts';
import type { AgencyId, PointId } from '#shared/ids.ts';
import type { Scope } from '#shared/permissions/scope.ts';

const names = (text: string) => ({ sv: text, fi: text, en: text });
const moment = { today: '2026-12-01', now: 1_000 };

function record(kind: RecordKind, content: LooseContent & { readonly id: string }): CatalogueRecord {
  const read = readRecord(kind, content.id, content);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.record;
}
const languages = [{ language: 'fi', level: 5 }];
const all = recordsByKey([
  record('agency', { id: 'fpa', names: names('FPA'), shortNames: names('FPA'), description: names('Stöd'), icon: 'House' }),
  record('service', { id: 'fpa.a', agencyId: 'fpa', names: names('A'), description: names('A'), prepare: names('A') }),
  record('point', { id: 'mikkeli', kind: 'fixed', names: names('Mikkeli'), municipality: names('Mikkeli'), defaultLanguage: 'fi' }),
  record('terminal', { id: 'mikkeli-1', pointId: 'mikkeli', names: names('1') }),
  record('staff', { id: 'e1', role: 'expert', displayName: 'Aino', agencyId: 'fpa', languages, services: ['fpa.a'] }),
  record('staff', { id: 'a1', role: 'adviser', displayName: 'Olli', pointId: 'mikkeli', languages }),
  record('staff', { id: 'admin', role: 'administrator', displayName: 'Marja', scope: { kind: 'nation' }, languages }),
]);
const content = (key: string): LooseContent => JSON.parse(JSON.stringify(all.get(key)?.content)) as LooseContent;

/** What stands against putting this content, or nothing, in the record's place. */
const reasons = (kind: RecordKind, id: string, next: LooseContent | null): string[] => {
  const after = applied(all, [{ kind, id, before: null, after: next === null ? null : record(kind, { ...next, id }).content }]);
  return problemsOf(all, after, moment).map((one) => `${one.kind} ${one.id} ${one.path} ${one.reason}`);
};

describe('[F98] what stands against a change', () => {
  it('is nothing where it is sound', () => expect(reasons('service', 'fpa.a', { ...content('service:fpa.a'), names: names('B') })).toEqual([]));

  it.each([
    ['service', 'fpa.a', null, ['staff e1 services unknownService', 'agency fpa services withoutService']],
    ['terminal', 'mikkeli-1', null, ['point mikkeli terminals withoutTerminal']],
    ['point', 'mikkeli', null, ['terminal mikkeli-1 pointId unknownPoint', 'staff a1 pointId unknownPoint']],
    ['staff', 'admin', null, ['staff admin scope lastAdministrator']],
    ['staff', 'admin', { validity: { to: '2026-11-30' } }, ['staff admin scope lastAdministrator']],
    ['staff', 'admin', { validity: { to: '2027-01-31' } }, ['staff admin scope lastAdministrator']],
    ['staff', 'admin', { validity: { from: '2026-12-02' } }, ['staff admin scope lastAdministrator']],
    ['staff', 'admin', { validity: { endedAt: 1_000 } }, ['staff admin scope lastAdministrator']],
    ['staff', 'e1', { unitId: 'nowhere' }, ['staff e1 unitId unknownUnit']],
    ['agency', 'fpa', { succeeds: 'none' }, ['agency fpa succeeds unknownAgency']],
    ['service', 'fpa.a', { visitingDays: [{ pointId: 'none', date: '2026-12-10', from: '09:00', to: '10:00' }] }, ['service fpa.a visitingDays unknownPoint']],
  ] as const)('%s %s with %j', (kind, id, changes, found) =>
    expect(reasons(kind, id, changes === null ? null : ({ ...content(`${kind}:${id}`), ...changes } as LooseContent))).toEqual(found),
  );

  it('leaves out what was wrong before', () => {
    const broken = applied(all, [{ kind: 'service', id: 'fpa.a', before: null, after: null }]);
    const more = applied(broken, [
      { kind: 'point', id: 'mikkeli', before: null, after: record('point', { ...content('point:mikkeli'), id: 'mikkeli', names: names('M') }).content },
    ]);
    expect(problemsOf(broken, more, moment)).toEqual([]);
  });

  it('names every fault of the form at once, with its place', () => {
    const read = readRecord('service', 'fpa.a', { ...content('service:fpa.a'), names: {}, channels: [], colour: 'red' });
    expect('problems' in read ? read.problems.map(({ path, reason }) => [path, reason]) : []).toEqual([
      ['names', 'form'],
      ['channels', 'form'],
      ['', 'form'],
    ]);
    expect(readRecord('service', 'fpa.b', content('service:fpa.a'))).toMatchObject({ problems: [{ path: 'id', reason: 'otherId' }] });
  });
});

describe('[F100] a record', () => {
  const scopes: readonly Scope[] = [
    { kind: 'nation' },
    { kind: 'agency', agencyId: 'fpa' as AgencyId },
    { kind: 'municipality', municipality: 'Mikkeli' },
    { kind: 'point', pointId: 'mikkeli' as PointId },
    { kind: 'agency', agencyId: 'tax' as AgencyId },
  ];
  it.each([
    ['agency:fpa', [true, true, false, false, false]],
    ['service:fpa.a', [true, true, false, false, false]],
    ['staff:e1', [true, true, false, false, false]],
    ['point:mikkeli', [true, false, true, true, false]],
    ['terminal:mikkeli-1', [true, false, true, true, false]],
    ['staff:a1', [true, false, true, true, false]],
    ['staff:admin', [true, false, false, false, false]],
  ])('%s belongs to its own scopes alone', (key, expected) => {
    const one = all.get(key);
    expect(scopes.map((scope) => one !== undefined && isCovered(scope, one, all))).toEqual(expected);
  });
});

it('names texts that lack a language, with their place', () => {
  const incomplete = { names: { sv: 'A' }, keywords: { sv: ['b'] }, knowledge: [{ titles: names('x'), texts: { fi: 'y' } }] };
  expect(textsLacking(incomplete)).toEqual([
    { path: 'names', languages: ['fi', 'en'] },
    { path: 'knowledge.0.texts', languages: ['sv', 'en'] },
  ]);
});
