import { readFile } from 'node:fs/promises';
import fontkit from '@cantoo/fontkit';
import {
  type PDFDocument,
  PDFCheckBox,
  PDFDropdown,
  type PDFField,
  type PDFFont,
  type PDFForm,
  type PDFPage,
  PDFOptionList,
  PDFRadioGroup,
  PDFSignature,
  PDFTextField,
  rgb,
} from '@cantoo/pdf-lib';
import type { Answers } from '#shared/forms/answers.rules.ts';
import { loadForm } from './pdfFields.ts';

const ink = rgb(0, 0.1, 0.35);
const fontFiles = ['NotoSans-Regular.ttf', 'NotoSansArabic-Regular.ttf'] as const;

/** Letters that none of the product's fonts has, so that the PDF would show boxes. */
export class UnwritableError extends Error {
  readonly letters: string;
  constructor(letters: string) {
    super(`no font has ${letters}`);
    this.name = 'UnwritableError';
    this.letters = letters;
  }
}

/** Embeds the font that has all letters of a text, the first time that it is needed. */
function fontsOf(pdf: PDFDocument) {
  const embedded = new Map<string, Promise<PDFFont>>();
  const embed = (name: string): Promise<PDFFont> => {
    const font = embedded.get(name) ?? readFile(new URL(`fonts/${name}`, import.meta.url)).then((bytes) => pdf.embedFont(bytes, { subset: true }));
    embedded.set(name, font);
    return font;
  };
  return async (text: string): Promise<PDFFont> => {
    const letters = [...new Set(Array.from(text).filter((letter) => !/\s/.test(letter)))];
    const missing: string[] = [];
    for (const name of fontFiles) {
      const font = await embed(name);
      const has = new Set(font.getCharacterSet());
      const lacking = letters.filter((letter) => !has.has(letter.codePointAt(0) ?? 0));
      if (lacking.length === 0) return font;
      missing.push(lacking.join(''));
    }
    throw new UnwritableError(missing[0] ?? text);
  };
}

/** Writes the answers into the form and makes it a PDF without fields. Errors: FormFileError, UnwritableError. */
export async function fillForm(bytes: Uint8Array, answers: Answers): Promise<Uint8Array> {
  const pdf = await loadForm(bytes);
  pdf.registerFontkit(fontkit);
  const fontFor = fontsOf(pdf);
  const form = pdf.getForm();
  for (const field of form.getFields()) {
    const value = answers.get(field.getName()) ?? '';
    if (field instanceof PDFSignature) await sign(pdf, form, field, value, fontFor);
    else if (value !== '') await answer(field, value, fontFor);
  }
  form.flatten({ updateFieldAppearances: false });
  return pdf.save();
}

async function answer(field: PDFField, value: string, fontFor: (text: string) => Promise<PDFFont>): Promise<void> {
  if (field instanceof PDFCheckBox) field.check();
  else if (field instanceof PDFRadioGroup) field.select(value);
  else if (field instanceof PDFDropdown || field instanceof PDFOptionList) {
    field.select(value);
    field.updateAppearances(await fontFor(value));
  } else if (field instanceof PDFTextField) {
    const text = value.normalize('NFC');
    field.setText(text);
    field.updateAppearances(await fontFor(text));
  }
}

/** A name that was typed, or the lines that were drawn, in the place of the signature field. */
async function sign(pdf: PDFDocument, form: PDFForm, field: PDFSignature, value: string, fontFor: (text: string) => Promise<PDFFont>): Promise<void> {
  const widget = field.acroField.getWidgets()[0];
  const page = pdf.getPages().find((one) => one.ref === widget?.P()) ?? pdf.getPages().at(-1);
  const box = widget?.getRectangle();
  if (page !== undefined && box !== undefined && value !== '') {
    if (value.startsWith('name:')) {
      const name = value.slice('name:'.length).normalize('NFC');
      const font = await fontFor(name);
      const size = Math.min(box.height * 0.5, (box.width - 12) / Math.max(1, font.widthOfTextAtSize(name, 1)));
      page.drawText(name, { x: box.x + 6, y: box.y + (box.height - size) / 2 + size * 0.2, size, font, color: ink });
    } else draw(page, box, value.slice('path:'.length));
  }
  form.removeField(field);
}

function draw(page: PDFPage, box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }, path: string): void {
  for (const line of path.split(';')) {
    const points = line.split(' ').map((pair) => {
      const [x = 0, y = 0] = pair.split(',').map(Number);
      return { x: box.x + (x / 1_000) * box.width, y: box.y + box.height - (y / 1_000) * box.height };
    });
    for (const [index, end] of points.entries()) page.drawLine({ start: points[index - 1] ?? end, end, thickness: 1.2, color: ink });
  }
}
