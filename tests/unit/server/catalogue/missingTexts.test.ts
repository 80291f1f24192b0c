import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { missingTexts } from '#server/catalogue/import.ts';

it('names what lacks a language of staff, by its place', () => {
  const agencies = [
    { id: 'fpa', names: { sv: 'FPA', fi: 'Kela', en: 'Kela' }, services: [{ id: 'fpa.pension', names: { fi: 'Eläke' }, otherWays: { web: 'x' } }] },
  ];
  expect(missingTexts({ agencies })).toEqual(['agencies.fpa.services.fpa.pension.names: sv, en']);
});

it('finds nothing in the demo', () => {
  const read = (file: string): unknown => JSON.parse(readFileSync(`server/catalogue/demo/${file}.json`, 'utf8'));
  expect(missingTexts({ agencies: read('agencies'), points: read('points') })).toEqual([]);
});
