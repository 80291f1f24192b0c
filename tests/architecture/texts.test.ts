import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { alertCodes } from '#shared/connection/findings.ts';
import { errorCodes } from '#shared/errors.ts';
import { languages } from '#shared/language.ts';
import { namespaces } from '#shared/texts/namespaces.ts';
import { askedKey, flatTexts as flat, readTexts as read } from '#tests/support/texts.ts';

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
    const folders = [
      ...['terminal', 'expert', 'adviser', 'supervisor', 'signIn', 'stage'].map((role) => `roles/${role}`),
      'features/connection',
      'features/messages',
    ];
    for (const folder of folders) {
      const namespace = namespaces.find((one) => one === path.basename(folder)) ?? 'common';
      const known = new Set([...flat(read('sv', namespace)), ...flat(read('sv', 'connection')), ...flat(read('sv', 'common'))].map(([key]) => askedKey(key)));
      for (const file of readdirSync(`client/${folder}`).filter((name) => /\.tsx?$/.test(name))) {
        const source = readFileSync(`client/${folder}/${file}`, 'utf8');
        for (const [, key = ''] of source.matchAll(/\bt\('([\w.]+)'/g)) if (!known.has(key)) missing.push(`${folder}/${file}: ${key}`);
      }
    }
    expect(missing).toEqual([]);
  });
});
