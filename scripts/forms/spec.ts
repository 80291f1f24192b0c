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

export const yesNo = [
  ['yes', ['Ja', 'Kyllä', 'Yes']],
  ['no', ['Nej', 'Ei', 'No']],
] as const;

export const person: FieldSpec[] = [
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

export const closing: FieldSpec[] = [
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

export const personHeading: Texts = ['1 Personuppgifter', '1 Henkilötiedot', '1 Personal details'];
export const closingHeading: Texts = ['3 Underskrift', '3 Allekirjoitus', '3 Signature'];
