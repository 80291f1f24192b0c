import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { alertCodes } from '#shared/connection/findings.ts';
import { errorCodes } from '#shared/errors.ts';
import { languages } from '#shared/language.ts';

const namespaces = readdirSync('client/app/i18n/sv').map((file) => file.replace('.json', ''));
type Texts = { [key: string]: string | Texts };

const read = (language: string, namespace: string): Texts => JSON.parse(readFileSync(`client/app/i18n/${language}/${namespace}.json`, 'utf8')) as Texts;
const flat = (texts: Texts, prefix = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) => (typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`)));
const placeholders = (text: string): string[] => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1] ?? '').sort();

describe('texts', () => {
  it.each(languages.flatMap((language) => namespaces.map((namespace) => [language, namespace] as const)))(
    '%s/%s has every key, filled in',
    (language, namespace) => {
      const reference = flat(read('sv', namespace));
      const texts = new Map(flat(read(language, namespace)));
      expect([...texts.keys()].sort()).toEqual(reference.map(([key]) => key).sort());
      for (const [key, text] of reference) {
        expect(texts.get(key)?.trim(), key).not.toBe('');
        expect(placeholders(texts.get(key) ?? ''), key).toEqual(placeholders(text));
      }
    },
  );

  it.each(languages)('every error code has a text in %s', (language) => {
    expect(Object.keys(read(language, 'errors')).sort()).toEqual(Object.keys(errorCodes).sort());
  });

  it.each(languages)('every cause of connection trouble has a name and an action in %s', (language) => {
    expect(Object.keys(read(language, 'connection')['cause'] ?? {}).sort()).toEqual([...alertCodes].sort());
  });

  it('every key that a role or feature asks for exists', () => {
    const missing: string[] = [];
    const folders = [...['terminal', 'expert', 'adviser', 'supervisor', 'signIn'].map((role) => `roles/${role}`), 'features/connection', 'features/messages'];
    for (const folder of folders) {
      const namespace = path.basename(folder);
      const known = new Set(
        [...flat(read('sv', namespace)), ...flat(read('sv', 'connection')), ...flat(read('sv', 'common'))].map(([key]) => key.replace(/_(one|other)$/, '')),
      );
      for (const file of readdirSync(`client/${folder}`).filter((name) => /\.tsx?$/.test(name))) {
        const source = readFileSync(`client/${folder}/${file}`, 'utf8');
        for (const [, key = ''] of source.matchAll(/\bt\('([\w.]+)'/g)) if (!known.has(key)) missing.push(`${folder}/${file}: ${key}`);
      }
    }
    expect(missing).toEqual([]);
  });
});
