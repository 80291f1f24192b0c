import { type FormSpec, closing, closingHeading, person, personHeading, yesNo } from './spec.ts';

export const workAndHome: readonly FormSpec[] = [
  {
    formId: 'te.jobSeeker',
    agencyId: 'te',
    agency: ['Sysselsättningsområdet', 'Työllisyysalue', 'Employment services'],
    services: ['te.jobSeeker'],
    title: ['Anmälan som arbetssökande', 'Ilmoittautuminen työnhakijaksi', 'Registration as a jobseeker'],
    pages: [
      [
        { heading: personHeading, fields: person },
        {
          heading: ['2 Din situation', '2 Tilanteesi', '2 Your situation'],
          fields: [
            {
              id: 'situation',
              kind: 'radio',
              isRequired: true,
              label: ['Jag är nu', 'Olen nyt', 'I am now'],
              options: [
                ['unemployed', ['arbetslös', 'työtön', 'unemployed']],
                ['laidOff', ['permitterad', 'lomautettu', 'laid off']],
                ['working', ['i arbete', 'työssä', 'working']],
              ],
            },
            {
              id: 'since',
              kind: 'date',
              isHalf: true,
              isRequired: true,
              label: ['Arbetslös från och med', 'Työttömänä alkaen', 'Unemployed from'],
              help: [
                'Den första dagen utan arbete. Dagen då du anmäler dig avgör från vilken dag stödet kan betalas.',
                'Ensimmäinen päivä ilman työtä. Etuutta voidaan maksaa aikaisintaan siitä päivästä, jona ilmoittaudut.',
                'The first day without work. Benefit can be paid from the day of registration at the earliest.',
              ],
            },
            {
              id: 'education',
              kind: 'list',
              isHalf: true,
              label: ['Utbildning', 'Koulutus', 'Education'],
              options: [
                ['basic', ['Grundskola', 'Peruskoulu', 'Basic education']],
                ['vocational', ['Yrkesexamen', 'Ammatillinen tutkinto', 'Vocational qualification']],
                ['upperSecondary', ['Studentexamen', 'Ylioppilastutkinto', 'Matriculation examination']],
                ['higher', ['Högskoleexamen', 'Korkeakoulututkinto', 'Higher education degree']],
              ],
            },
            { id: 'lastJob', kind: 'text', maxLength: 80, label: ['Senaste arbete', 'Viimeisin työ', 'Last job'] },
            { id: 'seeks', kind: 'multiline', maxLength: 300, label: ['Arbete som jag söker', 'Työ, jota haen', 'Work that I look for'] },
            {
              id: 'wholeCountry',
              kind: 'check',
              label: ['Jag kan arbeta i hela landet', 'Voin työskennellä koko maassa', 'I can work anywhere in the country'],
            },
          ],
        },
      ],
      [{ heading: closingHeading, fields: closing }],
    ],
  },
  {
    formId: 'tax.taxCard',
    agencyId: 'tax',
    agency: ['Skatteförvaltningen', 'Verohallinto', 'Tax Administration'],
    services: ['tax.taxCard'],
    title: ['Ansökan om skattekort', 'Verokorttihakemus', 'Application for a tax card'],
    pages: [
      [
        { heading: personHeading, fields: person },
        {
          heading: ['2 Inkomster', '2 Tulot', '2 Income'],
          fields: [
            {
              id: 'card',
              kind: 'radio',
              isRequired: true,
              label: ['Skattekort för', 'Verokortti', 'Tax card for'],
              options: [
                ['salary', ['lön', 'palkkaa varten', 'wages']],
                ['benefit', ['förmån', 'etuutta varten', 'a benefit']],
                ['pension', ['pension', 'eläkettä varten', 'a pension']],
              ],
            },
            { id: 'employer', kind: 'text', maxLength: 80, label: ['Arbetsgivare eller betalare', 'Työnantaja tai maksaja', 'Employer or payer'] },
            {
              id: 'income',
              kind: 'text',
              maxLength: 12,
              isHalf: true,
              isRequired: true,
              label: ['Inkomst under året, euro', 'Tulot koko vuonna, euroa', 'Income of the whole year, euros'],
              help: [
                'All lön före skatt från januari till december, semesterpenningen inräknad.',
                'Koko palkka ennen veroja tammikuusta joulukuuhun, lomaraha mukaan lukien.',
                'All wages before tax from January to December, holiday bonus included.',
              ],
            },
            { id: 'from', kind: 'date', isHalf: true, isRequired: true, label: ['Gäller från', 'Voimassa alkaen', 'Valid from'] },
            { id: 'commuting', kind: 'text', maxLength: 12, isHalf: true, label: ['Arbetsresor, euro', 'Työmatkat, euroa', 'Commuting, euros'] },
            { id: 'union', kind: 'text', maxLength: 12, isHalf: true, label: ['Fackavgift, euro', 'Ay-jäsenmaksu, euroa', 'Union fee, euros'] },
          ],
        },
      ],
      [{ heading: closingHeading, fields: closing }],
    ],
  },
  {
    formId: 'fpa.housingAllowance',
    agencyId: 'fpa',
    agency: ['FPA', 'Kela', 'Kela'],
    services: ['fpa.housingAllowance'],
    title: ['Ansökan om bostadsbidrag', 'Asumistukihakemus', 'Application for housing benefit'],
    pages: [
      [
        { heading: personHeading, fields: person },
        {
          heading: ['2 Bostaden', '2 Asunto', '2 The home'],
          fields: [
            { id: 'homeAddress', kind: 'text', maxLength: 100, isRequired: true, label: ['Bostadens adress', 'Asunnon osoite', 'Address of the home'] },
            {
              id: 'tenure',
              kind: 'radio',
              isRequired: true,
              label: ['Boendeform', 'Asumismuoto', 'Kind of home'],
              options: [
                ['rented', ['Hyresbostad', 'Vuokra-asunto', 'Rented']],
                ['owned', ['Ägarbostad', 'Oma asunto', 'Owned']],
                ['rightOfOccupancy', ['Bostadsrätt', 'Asumisoikeus', 'Right of occupancy']],
              ],
            },
            {
              id: 'rent',
              kind: 'text',
              maxLength: 10,
              isHalf: true,
              isRequired: true,
              label: ['Hyra per månad, euro', 'Vuokra kuukaudessa, euroa', 'Rent a month, euros'],
              help: [
                'Hyran enligt hyresavtalet, utan el och hemförsäkring.',
                'Vuokra vuokrasopimuksen mukaan, ilman sähköä ja kotivakuutusta.',
                'The rent of the lease, without electricity and home insurance.',
              ],
            },
            { id: 'water', kind: 'radio', isHalf: true, label: ['Ingår vattnet i hyran?', 'Sisältyykö vesi?', 'Does it include water?'], options: yesNo },
            { id: 'leaseFrom', kind: 'date', isHalf: true, label: ['Hyresavtalet gäller från', 'Vuokrasopimus alkaen', 'Lease from'] },
            { id: 'people', kind: 'text', maxLength: 2, isHalf: true, label: ['Personer i bostaden', 'Henkilöitä asunnossa', 'People in the home'] },
          ],
        },
      ],
      [{ heading: closingHeading, fields: closing }],
    ],
  },
];
