import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { fieldKinds } from '#shared/forms/fields.ts';
import { UnwritableError, fillForm } from '#server/forms/fill.ts';
import { demoForms, openLibrary } from '#server/forms/library.ts';
import { FormFileError, loadForm } from '#server/forms/pdfFields.ts';
import { textOfPdf } from '#tests/support/pdfText.ts';

const library = await openLibrary(demoForms, pino({ level: 'silent' }));
const ids = ['te.jobSeeker', 'tax.taxCard', 'fpa.housingAllowance', 'fpa.studentAid', 'dvv.movingNotice', 'municipality.dayCare'];

const opened = (formId: string, language: 'sv' | 'fi' | 'en' = 'sv') => {
  const form = library.form(formId);
  if (form === undefined) throw new Error(`there is no form ${formId}`);
  return library.file(form, language);
};

/** A form that may have something wrong with it. */
async function made(spoil: (pdf: PDFDocument) => void): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.getForm().createTextField('one').addToPage(pdf.addPage());
  spoil(pdf);
  return pdf.save({ updateFieldAppearances: false });
}
const faultIn = (bytes: Uint8Array): Promise<string> =>
  loadForm(bytes).then(
    () => 'none',
    (error: unknown) => (error instanceof FormFileError ? error.fault : String(error)),
  );

describe('[F77] the demo’s forms', () => {
  it.each(ids)('%s is there in three languages, with the same fields', async (formId) => {
    const [sv, fi, en] = await Promise.all((['sv', 'fi', 'en'] as const).map((language) => opened(formId, language)));
    const shape = (file: typeof sv) => file?.fields.map(({ fieldId, kind, filledBy, options }) => [fieldId, kind, filledBy, options.length]);
    expect(shape(fi)).toEqual(shape(sv));
    expect(shape(en)).toEqual(shape(sv));
    expect(sv?.fields.every(({ label, fieldId }) => label !== fieldId)).toBe(true);
  });

  it('have fields of every kind, and some that only one side fills', async () => {
    const fields = (await Promise.all(ids.map((id) => opened(id)))).flatMap((file) => file.fields);
    expect(new Set(fields.map(({ kind }) => kind))).toEqual(new Set(fieldKinds));
    expect(new Set(fields.map(({ filledBy }) => filledBy))).toEqual(new Set(['both', 'customer', 'expert']));
  });

  it('are listed for their agency, service and time alone', () => {
    expect(library.formsFor('fpa', 'fpa.studentAid', '2026-12-01').map(({ formId }) => formId)).toEqual(['fpa.studentAid']);
    expect(library.formsFor('tax', 'fpa.studentAid', '2026-12-01')).toEqual([]);
    expect(library.formsFor('fpa', 'fpa.studentAid', '2025-12-31')).toEqual([]);
  });
});

describe('[F77] FORMS_DIR', () => {
  it('leaves out what cannot be filled, says why in the log, and keeps the rest', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'forms-'));
    const errors: unknown[] = [];
    const logger = { error: (facts: unknown) => void errors.push(facts) };
    expect((await openLibrary(directory, logger)).all).toEqual([]);
    const form = { agencyId: 'fpa', services: ['fpa.pension'], version: '1', validFrom: '2026-01-01', validUntil: '2026-12-31', titles: { fi: 'Lomake' } };
    const forms = [
      { ...form, formId: 'good', files: { fi: 'good.pdf' }, fields: { one: { filledBy: 'expert' } } },
      { ...form, formId: 'gone', files: { fi: 'gone.pdf' } },
      { ...form, formId: 'spoilt', files: { fi: 'spoilt.pdf' } },
    ];
    await writeFile(path.join(directory, 'forms.json'), JSON.stringify({ forms }));
    await writeFile(path.join(directory, 'good.pdf'), await made(() => undefined));
    await writeFile(path.join(directory, 'spoilt.pdf'), 'no PDF');
    const own = await openLibrary(directory, logger);
    expect(own.all.map(({ formId, fault }) => [formId, fault])).toEqual([
      ['good', null],
      ['gone', 'unreadable'],
      ['spoilt', 'unreadable'],
    ]);
    expect(own.formsFor('fpa', 'fpa.pension', '2026-12-31').map(({ formId }) => formId)).toEqual(['good']);
    expect(own.formsFor('fpa', 'fpa.pension', '2027-01-01')).toEqual([]);
    expect(own.form('spoilt')).toBeUndefined();
    expect(errors).toHaveLength(3);
    const good = own.form('good');
    expect(good === undefined ? null : (await own.file(good, 'fi')).fields).toMatchObject([
      { fieldId: 'one', kind: 'text', filledBy: 'expert', maxLength: 200 },
    ]);
    await rm(directory, { recursive: true });
  });
});

describe('[F72] a PDF that cannot be filled here', () => {
  it('is refused with the reason', async () => {
    expect(await faultIn(await made(() => undefined))).toBe('none');
    expect(await faultIn(new TextEncoder().encode('no PDF at all'))).toBe('unreadable');
    expect(await faultIn(await PDFDocument.create().then((pdf) => (pdf.addPage(), pdf.save())))).toBe('noFields');
    const long = (pdf: PDFDocument): void => void Array.from({ length: 100 }, () => pdf.addPage());
    expect(await faultIn(await made(long))).toBe('tooLarge');
    expect(await faultIn(await made((pdf) => pdf.getForm().acroForm.dict.set(PDFName.of('XFA'), pdf.context.obj([]))))).toBe('xfa');
    const signed = (pdf: PDFDocument): void => {
      const field = pdf.context.register(pdf.context.obj({ FT: 'Sig', T: 'signed', V: pdf.context.obj({ Type: 'Sig' }), Kids: [] }));
      pdf.getForm().acroForm.addField(field);
    };
    expect(await faultIn(await made(signed))).toBe('signed');
    const encrypted = await made((pdf) => pdf.encrypt({ userPassword: 'secret', ownerPassword: 'owner', permissions: {} }));
    expect(await faultIn(encrypted)).toBe('encrypted');
  });
});

describe('[C20] the filled form', () => {
  it('has every letter, no fields, and can be opened again', async () => {
    const { pdf } = await opened('te.jobSeeker');
    const answers = new Map([
      ['lastName', 'åäö ÅÄÖ šž ŠŽ čđŋŧ ČĐŊŦ'],
      ['firstNames', 'Áŋŋel Ǥuhtur Ǩâʹddǩaž'],
      ['identityCode', '131052-308T'],
      ['lastJob', 'Журналіст їєґ Щербина ёъы'],
      ['seeks', 'Kokki\nträdgårdsmästare'],
      ['phone', 'سارة'],
      ['situation', 'laidOff'],
      ['wholeCountry', 'on'],
      ['signedOn', '1.12.2026'],
      ['signature', 'name:Áŋŋel Åström'],
    ]);
    const filled = await fillForm(pdf, answers);
    const { text, fieldCount } = await textOfPdf(filled);
    expect(fieldCount).toBe(0);
    for (const fieldId of ['lastName', 'firstNames', 'lastJob', 'phone', 'signedOn']) expect(text).toContain(answers.get(fieldId));
    for (const part of ['Kokki', 'trädgårdsmästare', 'Áŋŋel Åström']) expect(text).toContain(part);
    expect(text.replaceAll(/\s/g, '')).toContain('131052-308T');
    expect((await PDFDocument.load(filled)).getPageCount()).toBe(2);
  });

  it('is not made with letters that would be boxes', async () => {
    const { pdf } = await opened('te.jobSeeker');
    await expect(fillForm(pdf, new Map([['lastName', 'Ström 漢字']]))).rejects.toThrow(UnwritableError);
  });
});
