import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { textsLacking } from '#shared/administration/missing.ts';

it('names what lacks a language of staff, by its place', () => {
  const agency = {
    id: 'fpa',
    names: { sv: 'FPA', fi: 'Kela', en: 'Kela' },
    services: [{ id: 'fpa.pension', names: { fi: 'Eläke' }, otherWays: { web: 'x' } }],
  };
  expect(textsLacking(agency)).toEqual([{ path: 'services.0.names', languages: ['sv', 'en'] }]);
});

it('finds nothing in the demo', () => {
  const read = (file: string): unknown => JSON.parse(readFileSync(`server/catalogue/demo/${file}.json`, 'utf8'));
  expect(textsLacking({ agencies: read('agencies'), points: read('points') })).toEqual([]);
});
