import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const tokens = 'client/ui/styles/tokens.css';
const sheets = globSync('client/**/*.css').filter((file) => file !== tokens);

const withoutComments = (css: string): string => css.replaceAll(/\/\*[^]*?\*\//g, '');
const declarations = (file: string): [property: string, value: string][] =>
  [...withoutComments(readFileSync(file, 'utf8')).matchAll(/(?:^|[{;])\s*([\w-]+):\s*([^;{}]+)(?=[;}])/g)].map(([, property = '', value = '']) => [
    property,
    value.trim(),
  ]);

/** Raw values that are the same in every theme, and so have no role. */
const sameEverywhere = /^var\(--(whiteBase|blackBase|brandBase|accentBase|warningBase)\)$/;
const rawColour = /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\(|var\(--(?:depth|highlight|accent|success|warning|alert|info|brand|black|white)\w*\)/i;
const systemColour = /^(?:CanvasText|Canvas|Highlight|currentColor|inherit|transparent|none)$/;

const faultIn = (property: string, value: string): boolean => {
  if (property === 'font-size') return !/^var\(--fs-\w+\)$|^inherit$|^[\d.]+em$/.test(value);
  if (/^border(?:-\w+)*-radius$/.test(property)) return !/^(?:(?:var\(--r-[\w]+\)|0|50%|inherit|[12]px|calc\(var\(--r-\d\) [+-] \dpx\))\s*)+$/.test(value);
  if (property === 'box-shadow' || property === 'filter') return rawColour.test(value);
  if (/color$|^background|^border|^fill$|^stroke$|^outline/.test(property))
    return !sameEverywhere.test(value) && !systemColour.test(value) && rawColour.test(value.replaceAll(/var\(--(?:whiteBase|brandBase)\)/g, ''));
  return (
    /^(?:margin|padding|inset)-(?:left|right|top|bottom)|^(?:left|right|top|bottom|float|text-align)$/.test(property) &&
    !/^(?:start|end|center|justify|inherit)$/.test(value)
  );
};

describe('styles', () => {
  it('name roles and tokens, and directions that turn with the text', () => {
    const faults = sheets.flatMap((file) =>
      declarations(file).flatMap(([property, value]) => (faultIn(property, value) ? [`${file}: ${property}: ${value}`] : [])),
    );
    expect(faults).toEqual([]);
  });

  it.each([
    ['color', '#fff'],
    ['background', 'var(--highlightBase)'],
    ['font-size', '1.2rem'],
    ['border-radius', '8px'],
    ['box-shadow', '0 1px 2px rgb(0 0 0 / 20%)'],
    ['margin-left', '1rem'],
  ])('would be refused with %s: %s', (property, value) => {
    expect(faultIn(property, value)).toBe(true);
  });
});
