import { describe, expect, it } from 'vitest';
import { catalogueTexts } from '#client/features/catalogue/useCatalogueTexts.ts';
import type { Catalogue } from '#shared/contract/catalogue.ts';
import type { AgencyId, PointId, ServiceId } from '#shared/ids.ts';

const named = (id: string) => ({ id, names: { sv: `${id} på svenska`, fi: `${id} suomeksi`, en: `${id} in English` } });
const catalogue = {
  agencies: [
    { ...named('fpa'), shortNames: { sv: 'FPA', fi: 'Kela', en: 'Kela' }, terms: { expert: { fi: 'neuvoja' } }, services: [named('fpa.studentAid')] },
    { ...named('tax'), shortNames: { sv: 'Skatt', fi: 'Vero', en: 'Tax' }, services: [named('tax.card')] },
  ],
  points: [named('mikkeli')],
} as unknown as Catalogue;

describe('names of the catalogue', () => {
  const texts = catalogueTexts(catalogue, (text) => text['fi'] ?? '');

  it('are in the language that is asked for', () => {
    expect(texts.agencyName('fpa' as AgencyId)).toBe('fpa suomeksi');
    expect(texts.agencyShortName('tax' as AgencyId)).toBe('Vero');
    expect(texts.pointName('mikkeli' as PointId)).toBe('mikkeli suomeksi');
  });

  it('[F101] have the agency’s own word where it has one', () => {
    expect(texts.ownWord('fpa' as AgencyId, 'expert')).toBe('neuvoja');
    expect([texts.ownWord('fpa' as AgencyId, 'customer'), texts.ownWord('tax' as AgencyId, 'expert'), texts.ownWord('new' as AgencyId, 'expert')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('find a service whichever agency has it', () => expect(texts.serviceName('tax.card' as ServiceId)).toBe('tax.card suomeksi'));

  it('are the id of what this page does not know yet', () => {
    expect(texts.serviceName('tax.new' as ServiceId)).toBe('tax.new');
    expect(texts.agencyName('new' as AgencyId)).toBe('new');
  });
});
