import { type FormSpec, closing, closingHeading, person, personHeading, yesNo } from './spec.ts';

export const familyAndStudies: readonly FormSpec[] = [
  {
    formId: 'fpa.studentAid',
    agencyId: 'fpa',
    agency: ['FPA', 'Kela', 'Kela'],
    services: ['fpa.studentAid'],
    title: ['Ansökan om studiestöd', 'Opintotukihakemus', 'Application for student aid'],
    pages: [
      [
        { heading: personHeading, fields: person },
        {
          heading: ['2 Studierna', '2 Opinnot', '2 Studies'],
          fields: [
            { id: 'school', kind: 'text', maxLength: 80, isRequired: true, label: ['Läroanstalt', 'Oppilaitos', 'School'] },
            {
              id: 'level',
              kind: 'list',
              isHalf: true,
              label: ['Studienivå', 'Opintojen taso', 'Level'],
              options: [
                ['upperSecondary', ['Gymnasium', 'Lukio', 'General upper secondary']],
                ['vocational', ['Yrkesutbildning', 'Ammatillinen koulutus', 'Vocational']],
                ['polytechnic', ['Yrkeshögskola', 'Ammattikorkeakoulu', 'University of applied sciences']],
                ['university', ['Universitet', 'Yliopisto', 'University']],
              ],
            },
            { id: 'studiesFrom', kind: 'date', isHalf: true, isRequired: true, label: ['Studierna börjar', 'Opinnot alkavat', 'Studies begin'] },
            {
              id: 'home',
              kind: 'radio',
              label: ['Jag bor', 'Asun', 'I live'],
              options: [
                ['alone', ['självständigt', 'itsenäisesti', 'on my own']],
                ['parents', ['hos en förälder', 'vanhemman luona', 'with a parent']],
              ],
            },
            {
              id: 'loan',
              kind: 'check',
              label: ['Jag vill ha statsborgen för studielån', 'Haluan opintolainan valtiontakauksen', 'I want a government guarantee for a student loan'],
            },
            { id: 'account', kind: 'text', maxLength: 34, label: ['Kontonummer (IBAN)', 'Tilinumero (IBAN)', 'Account number (IBAN)'] },
          ],
        },
      ],
      [{ heading: closingHeading, fields: closing }],
    ],
  },
  {
    formId: 'dvv.movingNotice',
    agencyId: 'dvv',
    agency: ['MDB', 'DVV', 'DVV'],
    services: ['dvv.movingNotice'],
    title: ['Flyttanmälan', 'Muuttoilmoitus', 'Notice of a move'],
    pages: [
      [
        { heading: personHeading, fields: person },
        {
          heading: ['2 Flytten', '2 Muutto', '2 The move'],
          fields: [
            { id: 'newAddress', kind: 'text', maxLength: 100, isRequired: true, label: ['Ny adress', 'Uusi osoite', 'New address'] },
            { id: 'postcode', kind: 'comb', maxLength: 5, isHalf: true, isRequired: true, label: ['Postnummer', 'Postinumero', 'Postcode'] },
            { id: 'town', kind: 'text', maxLength: 40, isHalf: true, isRequired: true, label: ['Ort', 'Postitoimipaikka', 'Town'] },
            { id: 'movesOn', kind: 'date', isHalf: true, isRequired: true, label: ['Flyttningsdag', 'Muuttopäivä', 'Day of the move'] },
            {
              id: 'stay',
              kind: 'radio',
              isHalf: true,
              label: ['Flytten är', 'Muutto on', 'The move is'],
              options: [
                ['permanent', ['stadigvarande', 'vakituinen', 'permanent']],
                ['temporary', ['tillfällig', 'tilapäinen', 'temporary']],
              ],
            },
            {
              id: 'others',
              kind: 'multiline',
              maxLength: 300,
              label: ['Andra som flyttar samtidigt', 'Muut samalla muuttavat', 'Others who move at the same time'],
            },
          ],
        },
      ],
      [{ heading: closingHeading, fields: closing }],
    ],
  },
  {
    formId: 'municipality.dayCare',
    agencyId: 'municipality',
    agency: ['Kommunen', 'Kunta', 'Municipality'],
    services: ['municipality.dayCare'],
    title: ['Ansökan om småbarnspedagogik', 'Varhaiskasvatushakemus', 'Application for day care'],
    pages: [
      [
        { heading: personHeading, fields: person },
        {
          heading: ['2 Barnet', '2 Lapsi', '2 The child'],
          fields: [
            { id: 'childName', kind: 'text', maxLength: 100, isRequired: true, label: ['Barnets namn', 'Lapsen nimi', 'Name of the child'] },
            { id: 'childBorn', kind: 'date', isHalf: true, isRequired: true, label: ['Födelsedag', 'Syntymäaika', 'Date of birth'] },
            { id: 'careFrom', kind: 'date', isHalf: true, isRequired: true, label: ['Plats från och med', 'Paikka alkaen', 'Place from'] },
            { id: 'place', kind: 'text', maxLength: 80, label: ['Önskat daghem', 'Toivottu päiväkoti', 'Wanted day care centre'] },
            {
              id: 'hours',
              kind: 'list',
              isHalf: true,
              label: ['Timmar i veckan', 'Tunteja viikossa', 'Hours a week'],
              options: [
                ['20', ['högst 20', 'enintään 20', 'at most 20']],
                ['35', ['20–35', '20–35', '20–35']],
                ['more', ['över 35', 'yli 35', 'over 35']],
              ],
            },
            { id: 'evenings', kind: 'radio', isHalf: true, label: ['Kvällar eller nätter?', 'Iltoja tai öitä?', 'Evenings or nights?'], options: yesNo },
            { id: 'needs', kind: 'multiline', maxLength: 400, label: ['Dieter, allergier, stöd', 'Ruokavaliot, allergiat, tuki', 'Diets, allergies, support'] },
          ],
        },
      ],
      [{ heading: closingHeading, fields: closing }],
    ],
  },
];
