import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '#shared/instant.ts';
import { type AuditRow, canonicalJson, faultsBetween, noHash, sealAfter } from '#server/audit/chain.ts';

const rowOf = (id: number, act = 'session.opened'): AuditRow => ({
  id,
  at: (1_000 + id) as Instant,
  actor: { kind: 'subject', role: 'expert', id: 'expert-fpa-1' },
  session: null,
  act,
  object: null,
  outcome: 'done',
  details: { b: 1, a: 'ä' },
  agencyId: 'fpa',
  pointId: null,
});
const start = { sequence: 0, hash: noHash };

describe('the chain of the audit', () => {
  it('[F108] equal values have equal texts, in whatever order their keys come', () => {
    expect(canonicalJson({ b: [1, null, { d: 'x', c: true }], a: 'ä"' })).toBe('{"a":"ä\\"","b":[1,null,{"c":true,"d":"x"}]}');
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('[F108] rows that were sealed follow each other, in one batch or several', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }), (batches) => {
        let last = start;
        let id = 0;
        for (const size of batches) {
          for (const row of sealAfter(
            last,
            Array.from({ length: size }, () => rowOf((id += 1))),
            5_000 as Instant,
          )) {
            expect(faultsBetween(last, row)).toEqual([]);
            last = row;
          }
        }
        expect(last.sequence).toBe(id);
      }),
    );
  });

  it('[F108] any change of any field is found', () => {
    const [row] = sealAfter(start, [rowOf(1)], 5_000 as Instant);
    if (row === undefined) throw new Error('nothing was sealed');
    const changed = [
      { ...row, at: (row.at + 1) as Instant },
      { ...row, actor: { kind: 'system' as const } },
      { ...row, session: 'x' },
      { ...row, act: 'session.ended' },
      { ...row, object: { kind: 'call', id: '1' } },
      { ...row, outcome: 'failed' as const },
      { ...row, details: {} },
      { ...row, agencyId: null },
      { ...row, pointId: 'mikkeli' },
      { ...row, sealedAt: (row.sealedAt + 1) as Instant },
      { ...row, id: 2 },
    ];
    for (const one of changed) expect(faultsBetween(start, one)).toContainEqual({ sequence: 1, what: 'changed' });
    expect(faultsBetween({ sequence: 0, hash: 'ff'.repeat(32) }, row)).toEqual([{ sequence: 1, what: 'notLinked' }]);
    expect(faultsBetween({ sequence: 1, hash: noHash }, row)).toEqual([{ sequence: 2, what: 'missing' }]);
  });
});
