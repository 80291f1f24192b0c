import { expect, it } from 'vitest';
import { pseudoText, pseudoTexts } from '#client/app/i18n/pseudo.ts';

it('is longer by two fifths, can be read, and leaves alone what code puts in', () => {
  const text = pseudoText('Numret är {{number}}, klockan {{time}}');
  expect(text).toMatch(/^Nümrët är \{\{number\}\}, klöckän \{\{time\}\} /);
  expect(pseudoText('a'.repeat(100)).length).toBeGreaterThanOrEqual(138);
  expect(pseudoTexts({ a: { b: 'Ja' } })).toEqual({ a: { b: expect.stringMatching(/^Jä /) } });
});
