import { catalogueSchema } from '#shared/contract/catalogue.ts';
import { made } from './made.ts';

const service = (id: string, sv: string, fi: string, en: string) => ({
  id,
  names: { sv, fi, en },
  description: { sv: `${sv}: ansök eller fråga.`, fi: `${fi}: hae tai kysy.`, en: `${en}: apply or ask.` },
  prepare: { sv: 'Ha dina papper till hands.', fi: 'Ota paperit esille.', en: 'Have your papers ready.' },
});

export const catalogue = made(catalogueSchema, {
  agencies: [
    {
      id: 'fpa',
      names: { sv: 'Folkpensionsanstalten FPA', fi: 'Kansaneläkelaitos Kela', en: 'Social Insurance Institution Kela' },
      shortNames: { sv: 'FPA', fi: 'Kela', en: 'Kela' },
      description: { sv: 'Stöd när livet förändras.', fi: 'Tukea elämän muuttuessa.', en: 'Support when life changes.' },
      icon: 'HeartHandshake',
      otherWays: { phone: '020 692 207', web: 'https://www.example.org' },
      services: [
        service('fpa.housingAllowance', 'Bostadsbidrag', 'Asumistuki', 'Housing allowance'),
        service('fpa.studentAid', 'Studiestöd', 'Opintotuki', 'Student financial aid'),
        service('fpa.pension', 'Folkpension', 'Kansaneläke', 'National pension'),
      ],
    },
    {
      id: 'municipality',
      names: { sv: 'S:t Michels stad', fi: 'Mikkelin kaupunki', en: 'City of Mikkeli' },
      shortNames: { sv: 'Staden', fi: 'Kaupunki', en: 'City' },
      description: { sv: 'Dagvård, skola och bygglov.', fi: 'Päivähoito, koulu ja rakennusluvat.', en: 'Day care, school and building permits.' },
      icon: 'Building2',
      services: [
        service('municipality.dayCare', 'Dagvård', 'Päivähoito', 'Day care'),
        {
          ...service('municipality.buildingPermit', 'Bygglov', 'Rakennuslupa', 'Building permit'),
          channels: ['remote', 'visitingExpert'],
          visitingDays: [{ pointId: 'mikkeli', date: '2026-12-10', from: '12:00', to: '15:00' }],
        },
        service('municipality.school', 'Skolstart', 'Koulun aloitus', 'Starting school'),
      ],
    },
  ],
  points: [
    {
      id: 'mikkeli',
      kind: 'fixed',
      names: { sv: 'Servicepunkten i S:t Michel', fi: 'Mikkelin asiointipiste', en: 'Mikkeli service point' },
      municipality: { sv: 'S:t Michel', fi: 'Mikkeli', en: 'Mikkeli' },
      defaultLanguage: 'fi',
      phone: '015 1941',
      terminals: [
        { id: 'mikkeli-1', names: { sv: 'Rum 1', fi: 'Huone 1', en: 'Room 1' } },
        { id: 'mikkeli-2', names: { sv: 'Rum 2', fi: 'Huone 2', en: 'Room 2' } },
      ],
    },
  ],
});

export const place = {
  pointId: 'mikkeli',
  pointNames: { sv: 'Servicepunkten i S:t Michel', fi: 'Mikkelin asiointipiste', en: 'Mikkeli service point' },
};
