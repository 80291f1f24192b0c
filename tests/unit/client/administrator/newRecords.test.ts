import { expect, it } from 'vitest';
import { newPoint } from '#client/roles/administrator/catalogue/points/newPoint.ts';
import { newAgency, withShortNames } from '#client/roles/administrator/catalogue/services/newRecords.ts';

it('[F98] the short name of a new agency is its name until somebody writes another', () => {
  const empty = newAgency();
  const first = withShortNames(empty, { ...empty, names: { sv: 'Skatt' } });
  expect(first['shortNames']).toEqual({ sv: 'Skatt' });
  const longer = withShortNames(first, { ...first, names: { sv: 'Skatteförvaltningen' } });
  expect(longer['shortNames']).toEqual({ sv: 'Skatteförvaltningen' });
  const own = { ...longer, shortNames: { sv: 'Skatt' } };
  expect(withShortNames(longer, own)['shortNames']).toEqual({ sv: 'Skatt' });
  const later = withShortNames(own, { ...own, names: { sv: 'Skatteverket', fi: 'Vero' } });
  expect(later['shortNames']).toEqual({ sv: 'Skatt', fi: 'Vero' });
  expect(withShortNames(later, { ...later, names: { sv: 'Skatteverket' } })['shortNames']).toEqual({ sv: 'Skatt' });
});

it('[F98] a new point speaks the language that its administrator reads, where customers have it', () => {
  expect(newPoint(null, 'sv')).toMatchObject({ defaultLanguage: 'sv', municipality: {} });
  expect(newPoint('Mikkeli', 'qps')).toMatchObject({ defaultLanguage: 'fi', municipality: { fi: 'Mikkeli' } });
});
