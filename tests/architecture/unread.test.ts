import { globSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '#shared/errors.ts';

const sourceOf = (...patterns: string[]): string =>
  globSync(patterns)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

type Texts = { readonly [key: string]: string | Texts };
const keysOf = (texts: Texts, prefix = ''): string[] =>
  Object.entries(texts).flatMap(([key, value]) => (typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`)));

/** What code asks for by whole keys, and by keys whose end it puts in: `cause.${code}.title` covers whatever has one or two more parts after `cause.`. */
function askedIn(source: string): (key: string) => boolean {
  const whole = new Set([...source.matchAll(/['"`](?:\w+:)?([\w.]+)['"`]/g)].map((match) => match[1]));
  const begun = [...source.matchAll(/`(?:\w+:)?([a-z]\w*\.[\w.]*)\$\{/g)].map((match) => match[1] ?? '');
  return (key) => whole.has(key) || begun.some((prefix) => key.startsWith(prefix) && key.slice(prefix.length).split('.').length <= 2);
}

describe('nothing is declared that nobody reads', () => {
  const asked = askedIn(sourceOf('client/**/*.{ts,tsx}'));
  const files = readdirSync('client/app/i18n/sv').filter((file) => file !== 'errors.json');

  it.each(files)('every text of %s is asked for', (file) => {
    const keys = keysOf(JSON.parse(readFileSync(path.join('client/app/i18n/sv', file), 'utf8')) as Texts).map((key) => key.replace(/_(one|other)$/, ''));
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
