import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '#shared/errors.ts';
import { namespaces } from '#shared/texts/namespaces.ts';
import { askedKey, flatTexts, readTexts } from '#tests/support/texts.ts';

const sourceOf = (...patterns: string[]): string =>
  globSync(patterns)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

/** What code asks for by whole keys, and by keys whose end it puts in: `cause.${code}.title` covers whatever has one or two more parts after `cause.`. */
function askedIn(source: string): (key: string) => boolean {
  const whole = new Set([...source.matchAll(/['"`](?:\w+:)?([\w.]+)['"`]/g)].map((match) => match[1]));
  const begun = [...source.matchAll(/`(?:\w+:)?([a-z]\w*\.[\w.]*)\$\{/g)].map((match) => match[1] ?? '');
  return (key) => whole.has(key) || begun.some((prefix) => key.startsWith(prefix) && key.slice(prefix.length).split('.').length <= 2);
}

describe('nothing is declared that nobody reads', () => {
  const asked = askedIn(sourceOf('client/**/*.{ts,tsx}'));
  it.each(namespaces.filter((namespace) => namespace !== 'errors'))('every text of %s is asked for', (namespace) => {
    const keys = flatTexts(readTexts('sv', namespace)).map(([key]) => askedKey(key));
    expect(keys.filter((key) => !asked(key))).toEqual([]);
  });

  it('a text that nobody asks for is found', () => {
    expect(askedIn("t('a.b'); t(`c.${x}`)")('a.c')).toBe(false);
    expect(askedIn("t('a.b'); t(`c.${x}`)")('c.d')).toBe(true);
  });

  it('every error code is given by some code', () => {
    // The contract only says who may give it, and causes of connection trouble share some names.
    const given = sourceOf('server/**/*.ts', 'client/**/*.{ts,tsx}', 'shared/call/**/*.ts', 'shared/expert/**/*.ts', 'shared/queue/**/*.ts');
    expect(Object.keys(errorCodes).filter((code) => !given.includes(`'${code}'`))).toEqual([]);
  });
});
