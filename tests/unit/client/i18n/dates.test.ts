import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { localeOf } from '#client/app/i18n/locale.ts';
import { clockTime, dayName, fullDate } from '#client/app/i18n/openingText.ts';
import { readTexts } from '#tests/support/texts.ts';

beforeAll(async () => {
  await i18next.init({ lng: 'sv', resources: { se: { common: readTexts('se', 'common') } } });
});

/** A Wednesday, half past nine in Finland. */
const at = Date.UTC(2026, 11, 2, 7, 30);

describe('times and dates', () => {
  it('in Northern Sámi have the names that the texts bring along, since browsers have none', () => {
    expect(dayName('2026-12-02', 'se')).toBe('gaskavahkku 2.12.');
    expect(fullDate('2026-12-02', 'se')).toBe('2. juovlamánnu 2026');
    expect(clockTime(at, 'se', true)).toBe('gaskavahkku 2.12. dii. 09.30');
    expect(clockTime(at, 'se', false)).toBe('09.30');
  });

  it('in Arabic are written with Latin digits', () => {
    expect(clockTime(at, 'ar', true)).toMatch(/2.*12.*9:30/u);
    expect(clockTime(at, 'ar', true)).not.toMatch(/[٠-٩]/u);
    expect(new Intl.NumberFormat(localeOf('ar')).format(4711)).toBe('4,711');
  });

  it('in a simple variant are those of its language, and in an unknown one those of Finland', () => {
    expect(clockTime(at, 'fi-simple', true)).toBe(clockTime(at, 'fi', true));
    expect(localeOf('fi-simple')).toBe('fi');
    expect(localeOf('qps')).toBe('fi');
  });
});
