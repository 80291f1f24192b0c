import {
  PDFCheckBox,
  PDFDict,
  PDFDocument,
  PDFDropdown,
  type PDFField,
  PDFHexString,
  PDFName,
  PDFOptionList,
  PDFRadioGroup,
  PDFSignature,
  PDFString,
  PDFTextField,
} from '@cantoo/pdf-lib';
import type { FieldKind, FormFault } from '#shared/forms/fields.ts';

/** For the log. */
const meanings = {
  unreadable: 'it is no PDF that can be read',
  encrypted: 'it is encrypted: save it without a password and without restrictions',
  xfa: 'it is an XFA form: save it as a PDF with AcroForm fields',
  signed: 'it is signed, and filling it would break the signature: use the unsigned original',
  noFields: 'it has no fields to be filled',
  tooLarge: 'it has more than 600 kB or 100 pages: save it smaller, or in parts',
} as const satisfies Record<FormFault, string>;

/** A PDF that is no form for us, and why. */
export class FormFileError extends Error {
  readonly fault: FormFault;
  constructor(fault: FormFault, options?: ErrorOptions) {
    super(meanings[fault], options);
    this.name = 'FormFileError';
    this.fault = fault;
  }
}

/** What the PDF itself says of a field. */
export type PdfField = {
  readonly fieldId: string;
  readonly kind: Exclude<FieldKind, 'date'>;
  readonly label: string;
  readonly maxLength: number | null;
  readonly isRequired: boolean;
  readonly options: readonly string[];
};

/** Where a text field of the PDF says nothing itself. */
const usualLength = { text: 200, comb: 50, multiline: 2_000 };

/** It is sent beside the call's own signalling, on lines of 2 Mbit/s, too. */
const largest = { bytes: 600_000, pages: 100 };

/** Errors: FormFileError. */
export async function loadForm(bytes: Uint8Array): Promise<PDFDocument> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true }).catch((cause: unknown) => {
    throw new FormFileError('unreadable', { cause });
  });
  if (pdf.isEncrypted) throw new FormFileError('encrypted');
  if (bytes.length > largest.bytes || pdf.getPageCount() > largest.pages) throw new FormFileError('tooLarge');
  const dictionary = pdf.catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict);
  if (dictionary === undefined) throw new FormFileError('noFields');
  if (dictionary.has(PDFName.of('XFA'))) throw new FormFileError('xfa');
  const fields = pdf.getForm().getFields();
  if (fields.some((field) => field instanceof PDFSignature && field.acroField.dict.has(PDFName.of('V')))) throw new FormFileError('signed');
  if (fields.length === 0) throw new FormFileError('noFields');
  return pdf;
}

/** The fields that somebody can fill, in the order of the PDF. Errors: FormFileError. */
export const fieldsOf = (pdf: PDFDocument): PdfField[] =>
  pdf
    .getForm()
    .getFields()
    .flatMap((field) => {
      const kind = kindOf(field);
      if (kind === null || field.isReadOnly()) return [];
      return [
        {
          fieldId: field.getName(),
          kind,
          label: labelOf(field),
          maxLength: field instanceof PDFTextField ? (field.getMaxLength() ?? usualLength[kind as keyof typeof usualLength]) : null,
          isRequired: field.isRequired(),
          options: field instanceof PDFRadioGroup || field instanceof PDFDropdown || field instanceof PDFOptionList ? field.getOptions() : [],
        },
      ];
    });

function kindOf(field: PDFField): PdfField['kind'] | null {
  if (field instanceof PDFTextField) return field.isCombed() ? 'comb' : field.isMultiline() ? 'multiline' : 'text';
  if (field instanceof PDFCheckBox) return 'check';
  if (field instanceof PDFRadioGroup) return 'radio';
  if (field instanceof PDFDropdown || field instanceof PDFOptionList) return 'list';
  return field instanceof PDFSignature ? 'signature' : null;
}

/** What assistive technology calls it (`TU`); else its name. */
function labelOf(field: PDFField): string {
  const label = field.acroField.dict.lookup(PDFName.of('TU'));
  const text = label instanceof PDFString || label instanceof PDFHexString ? label.decodeText().trim() : '';
  return text === '' ? field.getName() : text;
}
