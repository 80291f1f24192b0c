import { describe, expect, it } from 'vitest';
import { catalogueAt, pointOfTerminal } from '#shared/catalogue/atPoint.ts';
import { servesAt } from '#shared/contract/actor.ts';
import { catalogueSchema } from '#shared/contract/catalogue.ts';

const agency = (id: string, servesAtPoints?: readonly string[]) => ({
  id,
  names: { sv: id },
  shortNames: { sv: id },
  description: { sv: id },
  icon: 'Landmark',
  ...(servesAtPoints === undefined ? {} : { actor: { kind: 'firm', servesAt: servesAtPoints } }),
  services: [{ id: `${id}.one`, names: { sv: id }, description: { sv: id }, prepare: { sv: id } }],
});
const point = (id: string) => ({
  id,
  kind: 'fixed',
  names: { sv: id },
  municipality: { fi: id },
  defaultLanguage: 'fi',
  terminals: [{ id: `${id}-1`, names: { sv: '1' } }],
});
const catalogue = catalogueSchema.parse({
  agencies: [agency('all'), agency('here', ['mikkeli']), agency('nowhere', [])],
  points: [point('mikkeli'), point('pargas')],
});
const at = (pointId: string | undefined) => catalogueAt(catalogue, pointId).agencies.map(({ id }) => id);

describe('[F101] at which points an agency serves', () => {
  it('is every one, unless it is said', () => {
    const [everywhere, here, nowhere] = catalogue.agencies;
    expect([everywhere, here, nowhere].map((one) => one !== undefined && servesAt(one, 'mikkeli'))).toEqual([true, true, false]);
    expect([everywhere, here, nowhere].map((one) => one !== undefined && servesAt(one, 'pargas'))).toEqual([true, false, false]);
  });

  it('decides what can be chosen there; the others keep their names', () => {
    expect(at('mikkeli')).toEqual(['all', 'here']);
    expect(at('pargas')).toEqual(['all']);
    expect(catalogueAt(catalogue, 'pargas').former?.map(({ id }) => id)).toEqual(['here', 'here.one', 'nowhere', 'nowhere.one']);
  });

  it('leaves all where the point is not known, as on a page whose catalogue is older', () => {
    expect(at(undefined)).toEqual(['all', 'here', 'nowhere']);
    expect(pointOfTerminal(catalogue, 'pargas-1')).toBe('pargas');
    expect(pointOfTerminal(catalogue, 'gone-1')).toBeUndefined();
  });
});
