import { describe, expect, it } from 'vitest';
import { layoutLanguages, layoutOf, signs } from '#client/ui/touchLayouts.ts';

const needed: Readonly<Record<string, string>> = {
  sv: 'abcdefghijklmnopqrstuvwxyzåäö',
  fi: 'abcdefghijklmnopqrstuvwxyzåäö',
  en: 'abcdefghijklmnopqrstuvwxyz',
  se: 'aábcčdđefghijklmnŋoprsštuvzž',
  et: 'abcdefghijklmnopqrsšzžtuvwõäöüxy',
  ru: 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
  uk: 'абвгґдеєжзиіїйклмнопрстуфхцчшщьюяʼ',
  ar: 'ابتثجحخدذرزسشصضطظعغفقكلمنهويءةىئؤ',
};

describe('the terminal’s keys', () => {
  it('write every letter of each language', () => {
    expect(layoutLanguages.toSorted()).toEqual(Object.keys(needed).toSorted());
    for (const language of layoutLanguages) {
      const keys = new Set(layoutOf(language).flat());
      expect([...(needed[language] ?? '')].filter((letter) => !keys.has(letter))).toEqual([]);
    }
  });

  it('stand on each board once, in rows that a kiosk has room for', () => {
    for (const layout of [...layoutLanguages.map(layoutOf), signs]) {
      expect(new Set(layout.flat()).size).toBe(layout.flat().length);
      // With shift and erase, which is twice as wide, 64 px each and the gaps between.
      for (const [index, row] of layout.entries()) expect(row.length + (index === layout.length - 1 ? 3 : 0)).toBeLessThanOrEqual(13);
    }
  });
});
