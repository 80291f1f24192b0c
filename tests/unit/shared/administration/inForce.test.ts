import { describe, expect, it } from 'vitest';
import { catalogueInForce, isInForce } from '#shared/catalogue/inForce.ts';
import { catalogueSchema } from '#shared/contract/catalogue.ts';

const names = (text: string) => ({ sv: text, fi: text, en: text });
const service = (id: string, validity?: object) => ({ id, names: names(id), description: names(id), prepare: names(id), validity });
const agency = (id: string, services: object[], validity?: object) => ({
  id,
  names: names(id),
  shortNames: names(id),
  description: names(id),
  icon: 'Landmark',
  services,
  validity,
});

describe('[F98] validity', () => {
  it('counts its first and its last day', () => {
    const validity = { from: '2026-12-01', to: '2026-12-31' };
    const holds = (today: string) => isInForce(validity, today, 0);
    expect(['2026-11-30', '2026-12-01', '2026-12-31', '2027-01-01'].map(holds)).toEqual([false, true, true, false]);
    expect(isInForce(undefined, '2026-12-01', 0)).toBe(true);
    expect([99, 100].map((now) => isInForce({ endedAt: 100 as never }, '2026-12-01', now))).toEqual([true, false]);
  });

  it('leaves out what is not in force, and keeps its name', () => {
    const ended = { to: '2026-11-30' };
    const all = catalogueSchema.parse({
      agencies: [
        agency('dvv', [service('dvv.a'), service('dvv.b', ended)]),
        agency('magistrate', [service('magistrate.a')], ended),
        agency('empty', [service('empty.a', ended)]),
      ],
      points: [],
    });
    const shown = catalogueInForce(all, '2026-12-01', 0);
    expect(shown.agencies.map(({ id, services }) => [id, services.map((one) => one.id)])).toEqual([['dvv', ['dvv.a']]]);
    expect(shown.former?.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'agency magistrate',
      'agency empty',
      'service dvv.b',
      'service magistrate.a',
      'service empty.a',
    ]);
    expect(catalogueSchema.safeParse(shown).success).toBe(true);
  });
});
