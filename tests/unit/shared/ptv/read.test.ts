import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogueDocumentSchema } from '#shared/exchange/document.ts';
import { createNotes } from '#shared/ptv/notes.ts';
import { openingOf } from '#shared/ptv/hours.ts';
import { serviceHourSchema } from '#shared/ptv/schema.ts';
import { readPtv } from '#shared/ptv/read.ts';
import { agencySchema, pointSchema } from '#shared/contract/catalogue.ts';
import { z } from 'zod';

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const agencies = z.array(agencySchema).parse(json('server/catalogue/demo/agencies.json'));
const points = z.array(pointSchema).parse(json('server/catalogue/demo/points.json'));
const fpa = agencies.find(({ id }) => id === 'fpa');
if (fpa === undefined) throw new Error('the demo has no such agency');
const files = ['services', 'channels'].map((name) => ({ name: `${name}.json`, content: json(`tests/support/ptv/${name}.json`) }));

describe('Suomi.fi’s service catalogue', () => {
  const result = readPtv(files, { agency: { ...fpa, otherWays: {} }, points, hoursOf: 'Phone' });
  const [agency] = result.document.agencies;
  const notes = result.notes.map(({ code, about, value }) => `${code} ${about} ${value}`.trim());

  it('[F98] gives a document that adds to ours', () => {
    expect(catalogueDocumentSchema.parse(JSON.parse(JSON.stringify(result.document)))).toEqual(result.document);
    expect({ services: result.services, channels: result.channels, ids: agency?.services.map(({ id }) => id) }).toEqual({
      services: 2,
      channels: 3,
      ids: ['ptv.0a5f1c9e-1111-4222-8333-000000000001', 'fpa.housingAllowance'],
    });
  });

  it('[F98] names, descriptions, what to have ready and keywords come in their languages', () => {
    expect(agency?.services[0]).toMatchObject({
      names: { fi: 'Muuttoilmoituksen neuvonta', sv: 'Råd om flyttanmälan' },
      description: { fi: 'Neuvomme, miten muuttoilmoitus tehdään.', sv: 'Vi berättar hur man anmäler en flytt.' },
      prepare: { fi: 'Varaa mukaan henkilöllisyystodistus.' },
      keywords: { fi: ['muutto'], sv: ['flytt'] },
    });
  });

  it('[F12] electronic services become links in their languages; what is no address is listed', () => {
    expect(agency?.services[0]?.eService).toEqual({ fi: 'https://palvelu.example/muutto', sv: 'https://palvelu.example/flytt' });
    expect(notes).toContain('badAddress Muuttoilmoituksen neuvonta ei osoite');
  });

  it('[F24] the chosen channel gives the hours', () => {
    expect(agency?.services[0]?.opening).toEqual({
      weekly: {
        mon: [
          { from: '09:00', to: '12:00' },
          { from: '13:00', to: '16:00' },
        ],
        fri: [{ from: '22:00', to: '24:00' }],
        sat: [{ from: '00:00', to: '02:00' }],
      },
      exceptions: ['2026-12-24', '2026-12-25', '2026-12-26'].map((date) => ({ date, spans: [] })),
    });
    expect(notes).toContain('hoursUnclear Muuttoilmoituksen neuvonta Tuesday-Thursday 09:00-15:00');
    expect(notes).toContain('hoursLimited Muuttoilmoituksen neuvonta 2027-06-01 – 2027-08-31');
  });

  it('[F98] the telephone is the agency’s where there is one number, and a known point gets its own with its hours', () => {
    expect(agency?.otherWays).toEqual({ phone: '+358 295 000 111' });
    expect(result.document.points).toMatchObject([{ id: 'mikkeli', phone: '0800 123 456', opening: { weekly: { sun: [{ from: '00:00', to: '24:00' }] } } }]);
    const kept = readPtv(files, { agency: { ...fpa, otherWays: { phone: '020 1' } }, points: [], hoursOf: 'none' });
    expect(kept.document.agencies[0]?.otherWays).toEqual({ phone: '020 1' });
    expect(kept.notes).toContainEqual({ code: 'phone', about: 'Neuvontapuhelin', value: '+358 295 000 111', count: 1 });
    expect(kept.document.agencies[0]?.services[0]?.opening).toBeUndefined();
  });

  it('[F98] a service that is called the same keeps what PTV does not say', () => {
    const known = fpa.services.find(({ id }) => id === 'fpa.housingAllowance');
    expect(agency?.services[1]).toEqual({ ...known, names: { ...known?.names, fi: 'Asumistuki' } });
    expect(notes).toContain('matchedByName Asumistuki fpa.housingAllowance');
  });

  it('[F98] nothing is lost in silence', () => {
    expect(notes).toEqual(
      expect.arrayContaining([
        'unknownField service.colourOfTheWeek',
        'notKept service.legislation',
        'notKept channel.requiresAuthentication',
        'notPublished 0a5f1c9e-1111-4222-8333-000000000003 Draft',
        'channelMissing Muuttoilmoituksen neuvonta 0a5f1c9e-1111-4222-8333-0000000000ff',
        'generalDescription Asumistuki 0a5f1c9e-1111-4222-8333-0000000000b0',
        'spokenLanguages Muuttoilmoituksen neuvonta fi, sv',
        'unknownItem channels.json hello',
      ]),
    );
    expect(notes.some((note) => note.startsWith('unreadable channels.json'))).toBe(true);
  });

  it('[F98] the same again changes nothing more', () => {
    if (agency === undefined) throw new Error('nothing was read');
    const services = [...fpa.services.filter(({ id }) => id !== 'fpa.housingAllowance'), ...agency.services];
    expect(readPtv(files, { agency: { ...agency, services }, points, hoursOf: 'Phone' }).document.agencies[0]?.services).toEqual(agency.services);
  });
});

it('[F24] hours that contradict themselves are noted, and none are taken', () => {
  const notes = createNotes();
  const hour = serviceHourSchema.parse({ serviceHourType: 'DaysOfTheWeek', openingHour: [{ dayFrom: 'Monday', from: '15:00', to: '09:00' }] });
  expect(openingOf([hour], 'x', notes)).toBeUndefined();
  expect(notes.all().map(({ code }) => code)).toEqual(['hoursUnclear']);
});
