import type { FieldKind } from '../../shared/forms/fields.ts';

/** In Swedish, Finnish and English. */
export type Texts = readonly [sv: string, fi: string, en: string];

type Common = {
  readonly id: string;
  readonly label: Texts;
  readonly help?: Texts;
  /** Who fills it, if not both. */
  readonly filledBy?: 'customer' | 'expert';
  readonly isRequired?: true;
  /** Beside the next one, where that is `isHalf` too. */
  readonly isHalf?: true;
};
export type FieldSpec =
  | (Common & { readonly kind: Extract<FieldKind, 'text' | 'multiline' | 'comb'>; readonly maxLength: number })
  | (Common & { readonly kind: Extract<FieldKind, 'date' | 'check' | 'signature'> })
  | (Common & { readonly kind: 'radio' | 'list'; readonly options: readonly (readonly [value: string, label: Texts])[] });

export type FormSpec = {
  readonly formId: string;
  readonly agencyId: string;
  readonly agency: Texts;
  readonly services: readonly string[];
  readonly title: Texts;
  readonly pages: readonly (readonly { readonly heading: Texts; readonly fields: readonly FieldSpec[] }[])[];
};

const yesNo = [
  ['yes', ['Ja', 'Kyllä', 'Yes']],
  ['no', ['Nej', 'Ei', 'No']],
] as const;

const person: FieldSpec[] = [
  { id: 'lastName', kind: 'text', maxLength: 60, isRequired: true, isHalf: true, label: ['Efternamn', 'Sukunimi', 'Last name'] },
  { id: 'firstNames', kind: 'text', maxLength: 80, isRequired: true, isHalf: true, label: ['Förnamn', 'Etunimet', 'First names'] },
  {
    id: 'identityCode',
    kind: 'comb',
    maxLength: 11,
    isRequired: true,
    isHalf: true,
    label: ['Personbeteckning', 'Henkilötunnus', 'Personal identity code'],
    help: [
      'Elva tecken, till exempel 131052-308T. Koden finns i passet, identitetskortet och på FPA-kortet.',
      'Yksitoista merkkiä, esimerkiksi 131052-308T. Tunnus on passissa, henkilökortissa ja Kela-kortissa.',
      'Eleven characters, for example 131052-308T. It is in the passport, on the identity card and on the Kela card.',
    ],
  },
  { id: 'phone', kind: 'text', maxLength: 20, isHalf: true, label: ['Telefon', 'Puhelin', 'Telephone'] },
  { id: 'address', kind: 'text', maxLength: 100, label: ['Adress', 'Osoite', 'Address'] },
];

const closing: FieldSpec[] = [
  {
    id: 'more',
    kind: 'multiline',
    maxLength: 600,
    label: ['Annat som är viktigt', 'Muuta tärkeää', 'Anything else that matters'],
  },
  {
    id: 'assurance',
    kind: 'check',
    isRequired: true,
    filledBy: 'customer',
    label: ['Jag försäkrar att uppgifterna är riktiga', 'Vakuutan, että tiedot ovat oikein', 'I assure that the information is correct'],
  },
  { id: 'signedOn', kind: 'date', isHalf: true, isRequired: true, label: ['Datum', 'Päiväys', 'Date'] },
  { id: 'signature', kind: 'signature', isHalf: true, isRequired: true, filledBy: 'customer', label: ['Underskrift', 'Allekirjoitus', 'Signature'] },
  {
    id: 'handledBy',
    kind: 'text',
    maxLength: 60,
    filledBy: 'expert',
    label: ['Mottagen av (tjänstemannen fyller i)', 'Vastaanottaja (virkailija täyttää)', 'Received by (filled in by the official)'],
  },
];

const personHeading: Texts = ['1 Personuppgifter', '1 Henkilötiedot', '1 Personal details'];
const closingHeading: Texts = ['3 Underskrift', '3 Allekirjoitus', '3 Signature'];

export const forms: readonly FormSpec[] = [
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
            { id: 'wholeCountry', kind: 'check', label: ['Jag kan arbeta i hela landet', 'Voin työskennellä koko maassa', 'I can work anywhere in the country'] },
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
            { id: 'loan', kind: 'check', label: ['Jag vill ha statsborgen för studielån', 'Haluan opintolainan valtiontakauksen', 'I want a government guarantee for a student loan'] },
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
            { id: 'others', kind: 'multiline', maxLength: 300, label: ['Andra som flyttar samtidigt', 'Muut samalla muuttavat', 'Others who move at the same time'] },
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
