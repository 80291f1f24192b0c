import { describe, expect, it } from 'vitest';
import { agencySchema, pointSchema } from '#shared/contract/catalogue.ts';
import type { ServiceId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import type { Language } from '#shared/language.ts';
import { type StageChoice, castOf } from '#server/identity/demoStage.rules.ts';

const names = { sv: 'x', fi: 'x', en: 'x' };
const service = (id: string, more = {}) => ({ id, names, description: names, prepare: names, ...more });
const agency = (id: string, services: readonly object[]) => agencySchema.parse({ id, names, shortNames: names, description: names, icon: 'x', services });
const point = (id: string) =>
  pointSchema.parse({
    id,
    kind: 'fixed',
    names,
    municipality: names,
    defaultLanguage: 'fi',
    terminals: [1, 2].map((number) => ({ id: `${id}-${number}`, names })),
  });
const member = (role: string, id: string, place: object, languages: readonly Language[], services: readonly string[] = []) => ({
  id,
  role,
  agencyId: null,
  pointId: null,
  ...place,
  languages: languages.map((language) => ({ language })),
  services: services.map((serviceId) => ({ serviceId: serviceId as ServiceId })),
});

const house: StageChoice = {
  language: 'sv',
  agencies: [agency('tax', [service('tax.card'), service('tax.visit', { channels: ['onSite'] })]), agency('fpa', [service('fpa.aid')])],
  points: [point('mikkeli'), point('pargas')],
  staff: [
    member('expert', 'finn', { agencyId: 'tax' }, ['fi'], ['tax.card']),
    member('expert', 'onSite', { agencyId: 'tax' }, ['sv'], ['tax.visit']),
    member('expert', 'first', { agencyId: 'tax' }, ['sv', 'fi'], ['tax.card']),
    member('expert', 'second', { agencyId: 'fpa' }, ['sv'], ['fpa.aid']),
    member('supervisor', 'chief', { agencyId: 'fpa' }, ['sv'], ['fpa.aid']),
    member('adviser', 'ritva', { pointId: 'mikkeli' }, ['fi']),
    member('adviser', 'nils', { pointId: 'pargas' }, ['sv']),
  ],
  isOpen: () => true,
  signedInAt: () => null,
};
const signedIn = (since: Readonly<Record<string, number>>): Pick<StageChoice, 'signedInAt'> => ({
  signedInAt: ({ id }) => (since[id] ?? null) as Instant | null,
});

describe('who plays on the stage', () => {
  it('fits together by point, language, service and channel', () => {
    expect(castOf(house)).toEqual({ players: { terminal: 'mikkeli-1', expert: 'first', adviser: 'ritva' }, agencyId: 'tax', serviceId: 'tax.card' });
  });

  it('is nobody who is signed in, nor an expert of an agency in which somebody is', () => {
    expect(castOf({ ...house, ...signedIn({ 'mikkeli-1': 5, ritva: 5, finn: 5 }) })).toMatchObject({
      players: { terminal: 'pargas-1', expert: 'second', adviser: 'nils' },
    });
  });

  it('where all are signed in is who came longest ago', () => {
    const all = { 'mikkeli-1': 9, 'mikkeli-2': 8, 'pargas-1': 7, 'pargas-2': 2, ritva: 9, nils: 3, finn: 1, onSite: 1, first: 9, second: 4 };
    expect(castOf({ ...house, ...signedIn(all) })).toMatchObject({ players: { terminal: 'pargas-2', expert: 'second', adviser: 'nils' } });
  });

  it('is found where the service is open', () => {
    expect(castOf({ ...house, isOpen: (agencyId, _, pointId) => agencyId === 'fpa' && pointId === 'pargas' })).toMatchObject({
      players: { terminal: 'pargas-1', expert: 'second' },
      serviceId: 'fpa.aid',
    });
    expect(castOf({ ...house, isOpen: () => false })).toBeNull();
    expect(castOf({ ...house, language: 'en' })).toBeNull();
  });
});
