const accented: Readonly<Record<string, string>> = { a: 'ä', e: 'ë', i: 'ï', o: 'ö', u: 'ü', y: 'ÿ', A: 'Ä', E: 'Ë', I: 'Ï', O: 'Ö', U: 'Ü', Y: 'Ÿ' };
const filler = 'öch så vïdäre ';

/** As much longer as translations into other languages are at most. */
const growth = 0.4;

/** The text as a longer one that can still be read; what code puts in stays as it is. */
export function pseudoText(text: string): string {
  const parts = text.split(/(\{\{\w+\}\})/);
  const strange = parts.map((part, index) => (index % 2 === 1 ? part : part.replaceAll(/[aeiouyAEIOUY]/g, (letter) => accented[letter] ?? letter))).join('');
  const more = Math.ceil(text.replaceAll(/\{\{\w+\}\}/g, '').length * growth);
  return `${strange} ${filler
    .repeat(Math.ceil(more / filler.length))
    .slice(0, more)
    .trim()}`.trimEnd();
}

/** Every text of a file in the pseudo-language. */
export const pseudoTexts = (texts: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [key, typeof value === 'string' ? pseudoText(value) : pseudoTexts(value as Readonly<Record<string, unknown>>)]),
  );
