import { describe, expect, it } from 'vitest';
import { inFixedOrder, isSimple, languageSchema, localisedSchema, simpleOf, spokenOf, textIn, textLanguageSchema } from '#shared/language.ts';

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown): boolean => schema.safeParse(value).success;

describe('languages', () => {
  it('[F18] a call is in any language that is spoken, never in a way of writing', () => {
    expect(['fi', 'se', 'smn', 'so'].map((one) => accepts(languageSchema, one))).toEqual([true, true, true, true]);
    expect(['fi-simple', 'FI', 'finnish', '', 'f', 'fi\n'].map((one) => accepts(languageSchema, one))).toEqual(Array(6).fill(false));
    expect(['fi-simple', 'se'].map((one) => accepts(textLanguageSchema, one))).toEqual([true, true]);
  });

  it('a simple variant is spoken as the language that it is of', () => {
    expect(simpleOf('fi')).toBe('fi-simple');
    expect([spokenOf('fi-simple'), spokenOf('ru')]).toEqual(['fi', 'ru']);
    expect([isSimple('fi-simple'), isSimple('fi')]).toEqual([true, false]);
  });

  it('a list has one order, whoever wrote it', () => {
    expect(inFixedOrder(['so', 'ru', 'en', 'sv', 'en', 'am'])).toEqual(['sv', 'en', 'ru', 'am', 'so']);
  });
});

describe('a text of the catalogue', () => {
  const name = { fi: 'Kela', sv: 'FPA', se: 'Álbmotealáhatlágádus' };

  it('has at least one language, and nothing that is none', () => {
    expect(accepts(localisedSchema, { fi: 'Kela' })).toBe(true);
    expect([{}, { fi: '' }, { finnish: 'Kela' }].map((one) => accepts(localisedSchema, one))).toEqual([false, false, false]);
  });

  it('falls back on what it has, and says which language that is', () => {
    expect(textIn(name, ['se', 'fi'])).toEqual({ text: 'Álbmotealáhatlágádus', language: 'se' });
    expect(textIn(name, ['ru', 'fi', 'sv'])).toEqual({ text: 'Kela', language: 'fi' });
    expect(textIn({ et: 'Amet' }, ['ru'])).toEqual({ text: 'Amet', language: 'et' });
  });
});
