import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { PDFDocument, type PDFFont, PDFHexString, PDFName, type PDFPage, PDFString, rgb } from '@cantoo/pdf-lib';
import fontkit from '@cantoo/fontkit';
import { familyAndStudies } from './forms/familyAndStudies.ts';
import type { FieldSpec, FormSpec, Texts } from './forms/spec.ts';
import { workAndHome } from './forms/workAndHome.ts';

/**
 * Makes the demo's forms: PDFs with fields, in the manner of the agencies, and the list of them with who fills what
 * (`node scripts/makeForms.ts`). Run it again after a change of scripts/forms.
 */
const folder = new URL('../server/forms/demo/', import.meta.url);
const fonts = new URL('../server/forms/fonts/', import.meta.url);
const languages = ['sv', 'fi', 'en'] as const;
const version = '1/2026';
const validFrom = '2026-01-01';

const [width, height, margin] = [595, 842, 48];
const full = width - 2 * margin;
const gap = 14;
const blue = rgb(0, 0.19, 0.5);
const ink = rgb(0.13, 0.13, 0.13);
const edge = rgb(0.45, 0.45, 0.45);

type Pen = { readonly pdf: PDFDocument; readonly page: PDFPage; readonly regular: PDFFont; readonly bold: PDFFont; readonly language: number; y: number };

const say = (texts: Texts, { language }: Pick<Pen, 'language'>): string => texts[language] ?? texts[0];
const heightOf = ({ kind }: FieldSpec): number => ({ multiline: 62, signature: 46, check: 16 })[kind as string] ?? 22;

/** Screen readers and the pages name the field by it. */
function describe(pen: Pen, spec: FieldSpec, field: { readonly acroField: { readonly dict: { set(key: PDFName, value: unknown): void } } }): void {
  field.acroField.dict.set(PDFName.of('TU'), fromText(say(spec.label, pen)));
}
const fromText = (text: string): PDFHexString => PDFHexString.fromText(text);

function drawField(pen: Pen, spec: FieldSpec, x: number, wide: number): void {
  const { pdf, page, regular } = pen;
  const form = pdf.getForm();
  const tall = heightOf(spec);
  const label = say(spec.label, pen);
  const box = { x, y: pen.y - 14 - tall, width: wide, height: tall, borderColor: edge, borderWidth: 0.75, font: regular };
  if (spec.kind !== 'check') page.drawText(label, { x, y: pen.y - 9, size: 9, font: regular, color: ink });
  switch (spec.kind) {
    case 'text':
    case 'multiline':
    case 'comb':
    case 'date': {
      const field = form.createTextField(spec.id);
      if (spec.kind === 'multiline') field.enableMultiline();
      if ('maxLength' in spec) field.setMaxLength(spec.maxLength);
      if (spec.kind === 'comb') field.enableCombing();
      field.addToPage(page, spec.kind === 'comb' && 'maxLength' in spec ? { ...box, width: Math.min(wide, spec.maxLength * 20) } : box);
      field.setFontSize(spec.kind === 'multiline' ? 10 : 11);
      finish(pen, spec, field);
      break;
    }
    case 'list': {
      const field = form.createDropdown(spec.id);
      // What is chosen is what is read.
      field.setOptions(spec.options.map(([, optionLabel]) => say(optionLabel, pen)));
      field.addToPage(page, box);
      finish(pen, spec, field);
      break;
    }
    case 'check': {
      const field = form.createCheckBox(spec.id);
      field.addToPage(page, { ...box, y: pen.y - 16, width: 14, height: 14 });
      page.drawText(label, { x: x + 21, y: pen.y - 13, size: 9.5, font: regular, color: ink });
      finish(pen, spec, field);
      break;
    }
    case 'radio': {
      const field = form.createRadioGroup(spec.id);
      let at = x;
      for (const [value, optionLabel] of spec.options) {
        const words = say(optionLabel, pen);
        field.addOptionToPage(value, page, { ...box, x: at, y: pen.y - 32, width: 14, height: 14 });
        page.drawText(words, { x: at + 19, y: pen.y - 29, size: 9.5, font: regular, color: ink });
        at += 33 + regular.widthOfTextAtSize(words, 9.5);
      }
      finish(pen, spec, field);
      break;
    }
    case 'signature':
      signatureField(pen, spec, box);
      break;
  }
}

function finish(pen: Pen, spec: FieldSpec, field: Parameters<typeof describe>[2] & { enableRequired(): void }): void {
  if (spec.isRequired) field.enableRequired();
  describe(pen, spec, field);
}

/** The library makes no signature fields. */
function signatureField(pen: Pen, spec: FieldSpec, { x, y, width: wide, height: tall }: { x: number; y: number; width: number; height: number }): void {
  const { pdf, page } = pen;
  page.drawRectangle({ x, y, width: wide, height: tall, borderColor: edge, borderWidth: 0.75 });
  const field = pdf.context.register(
    pdf.context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      F: 4,
      Ff: spec.isRequired ? 2 : 0,
      Rect: [x, y, x + wide, y + tall],
      P: page.ref,
      T: PDFString.of(spec.id),
      TU: fromText(say(spec.label, pen)),
    }),
  );
  page.node.addAnnot(field);
  pdf.getForm().acroForm.addField(field);
}

function drawPage(pen: Pen, spec: FormSpec, sections: FormSpec['pages'][number], count: number, index: number): void {
  const { page, regular, bold } = pen;
  const of = ['Sida', 'Sivu', 'Page'][pen.language] ?? 'Page';
  const corner = `${of} ${index + 1} (${count})`;
  page.drawText(say(spec.agency, pen), { x: margin, y: height - 46, size: 9, font: regular, color: ink });
  page.drawText(corner, { x: width - margin - regular.widthOfTextAtSize(corner, 9), y: height - 46, size: 9, font: regular, color: ink });
  page.drawText(say(spec.title, pen), { x: margin, y: height - 76, size: 18, font: bold, color: blue });
  pen.y = height - 92;
  for (const { heading, fields } of sections) {
    pen.y -= 22;
    page.drawText(say(heading, pen), { x: margin, y: pen.y, size: 12, font: bold, color: blue });
    page.drawLine({ start: { x: margin, y: pen.y - 6 }, end: { x: width - margin, y: pen.y - 6 }, thickness: 0.75, color: blue });
    pen.y -= 16;
    for (let at = 0; at < fields.length; at += 1) {
      const [one, other] = [fields[at], fields[at + 1]];
      if (one === undefined) break;
      const isPair = one.isHalf === true && other?.isHalf === true;
      const half = (full - gap) / 2;
      drawField(pen, one, margin, one.isHalf ? half : full);
      if (isPair) {
        drawField(pen, other, margin + half + gap, half);
        at += 1;
      }
      pen.y -= (one.kind === 'check' ? 0 : 14) + Math.max(heightOf(one), isPair ? heightOf(other) : 0) + 9;
    }
  }
}

async function make(spec: FormSpec, language: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontkit);
  const embed = (name: string) => pdf.embedFont(readFileSync(new URL(name, fonts)), { subset: true });
  const [regular, bold] = await Promise.all([embed('NotoSans-Regular.ttf'), embed('NotoSans-Bold.ttf')]);
  const pen = { pdf, regular, bold, language };
  // The same bytes each time.
  const made = new Date(Date.UTC(2026, 0, 1));
  pdf.setTitle(say(spec.title, pen), { showInWindowTitleBar: true });
  pdf.setLanguage(languages[language] ?? 'sv');
  pdf.setCreationDate(made);
  pdf.setModificationDate(made);
  for (const [index, sections] of spec.pages.entries()) {
    const page = pdf.addPage([width, height]);
    drawPage({ ...pen, page, y: 0 }, spec, sections, spec.pages.length, index);
  }
  pdf.getForm().updateFieldAppearances(regular);
  return pdf.save();
}

const byLanguage = (texts: Texts) => Object.fromEntries(languages.map((language, index) => [language, texts[index]]));

/** What the PDF does not say of itself. */
function listed(spec: FormSpec) {
  const fields = spec.pages.flat().flatMap((section) => section.fields);
  return {
    formId: spec.formId,
    agencyId: spec.agencyId,
    services: spec.services,
    version,
    validFrom,
    validUntil: null,
    titles: byLanguage(spec.title),
    files: Object.fromEntries(languages.map((language) => [language, `${spec.formId}.${language}.pdf`])),
    fields: Object.fromEntries(
      fields.flatMap((field) => {
        const said = {
          ...(field.kind === 'date' && { isDate: true }),
          ...(field.filledBy !== undefined && { filledBy: field.filledBy }),
          ...(field.help !== undefined && { help: byLanguage(field.help) }),
          ...(field.kind === 'radio' && { options: Object.fromEntries(field.options.map(([value, label]) => [value, byLanguage(label)])) }),
        };
        return Object.keys(said).length === 0 ? [] : [[field.id, said]];
      }),
    ),
  };
}

const forms = [...workAndHome, ...familyAndStudies];
mkdirSync(folder, { recursive: true });
for (const spec of forms)
  for (const [index, language] of languages.entries()) writeFileSync(new URL(`${spec.formId}.${language}.pdf`, folder), await make(spec, index));
writeFileSync(new URL('forms.json', folder), `${JSON.stringify({ forms: forms.map(listed) }, null, 2)}\n`);
