import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { alertCodes } from '#shared/connection/findings.ts';
import { errorCodes } from '#shared/errors.ts';
import { shippedLanguages, shippedVariants, spokenOf, staffLanguages } from '#shared/language.ts';
import { namespaces } from '#shared/texts/namespaces.ts';
import { isForCustomers } from '#tests/support/customerTexts.ts';
import { askedKey, flatTexts as flat, readTexts as read, textFiles } from '#tests/support/texts.ts';

/** Without `count`: “one” and “two” may be said in words. */
const placeholders = (text: string): string[] =>
  [...text.matchAll(/{{(\w+)}}/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => name !== 'count')
    .sort();
const pluralForms = (language: string): string[] => new Intl.PluralRules(spokenOf(language)).resolvedOptions().pluralCategories.toSorted();

const shipped = [...shippedLanguages, ...shippedVariants];
const customerLanguages = shippedLanguages.filter((language) => !staffLanguages.some((one) => one === language));
/**
 * How many texts a customer's language may lack or have left over, so that somebody who speaks Swedish, Finnish and English can change texts: what is
 * missing falls back openly until it is translated.
 */
const mayDiffer = 30;

/** Texts of the language by key, plural forms together, with those placeholders that the reference has. */
function keysOf(language: string, namespace: (typeof namespaces)[number]): Map<string, readonly string[]> {
  const keys = new Map<string, string[]>();
  for (const [key, text] of flat(read(language, namespace))) keys.set(askedKey(key), [...(keys.get(askedKey(key)) ?? []), text]);
  return keys;
}

describe('texts', () => {
  it('there is a file for each language that the product names, and for no other', () => {
    expect([...new Set(textFiles.map(({ language }) => language))].toSorted()).toEqual(shipped.toSorted());
  });

  it.each(staffLanguages.flatMap((language) => namespaces.map((namespace) => [language, namespace] as const)))('%s/%s has every key', (language, namespace) => {
    expect([...keysOf(language, namespace).keys()].sort()).toEqual([...keysOf('sv', namespace).keys()].sort());
  });

  it.each(textFiles.map(({ language, namespace }) => [language, namespace] as const))(
    '%s/%s is filled in, and has the same placeholders',
    (language, namespace) => {
      const reference = keysOf('sv', namespace);
      for (const [key, texts] of keysOf(language, namespace)) {
        const wanted = reference.get(key)?.[0];
        if (wanted === undefined) continue;
        for (const text of texts) {
          expect(text.trim(), key).not.toBe('');
          expect(placeholders(text), key).toEqual(placeholders(wanted));
        }
      }
    },
  );

  it.each(textFiles.map(({ language, namespace }) => [language, namespace] as const))('%s/%s has each plural form of its language', (language, namespace) => {
    const forms = Map.groupBy(
      flat(read(language, namespace)).filter(([key]) => askedKey(key) !== key),
      ([key]) => askedKey(key),
    );
    for (const [key, texts] of forms) expect(texts.map(([one]) => one.slice(key.length + 1)).toSorted(), key).toEqual(pluralForms(language));
  });

  it.each(customerLanguages)('%s has the texts that customers see, and no others; or it differs in few', (language) => {
    const missing: string[] = [];
    const needless: string[] = [];
    for (const namespace of namespaces) {
      const [own, wanted] = [keysOf(language, namespace), [...keysOf('sv', namespace).keys()].filter((key) => isForCustomers(namespace, key))];
      missing.push(...wanted.filter((key) => !own.has(key)).map((key) => `${namespace}:${key}`));
      needless.push(...[...own.keys()].filter((key) => !wanted.includes(key) && !key.startsWith('calendar.')).map((key) => `${namespace}:${key}`));
    }
    if (missing.length > 0) console.info(`${missing.length} texts are not yet in ${language}: ${missing.join(', ')}`);
    if (needless.length > 0) console.info(`${needless.length} texts in ${language} are no longer used: ${needless.join(', ')}`);
    expect(missing.length, missing.join(', ')).toBeLessThanOrEqual(mayDiffer);
    expect(needless.length, needless.join(', ')).toBeLessThanOrEqual(mayDiffer);
  });

  it.each(staffLanguages)('every error code has a text in %s', (language) => {
    expect(Object.keys(read(language, 'errors')).sort()).toEqual(Object.keys(errorCodes).sort());
  });

  it.each(staffLanguages)('every cause of connection trouble has a name and an action in %s', (language) => {
    expect(Object.keys(read(language, 'connection')['cause'] ?? {}).sort()).toEqual([...alertCodes].sort());
  });

  it('every key that a role or feature asks for exists', () => {
    const missing: string[] = [];
    const folders = [
      ...['terminal', 'expert', 'adviser', 'supervisor', 'signIn', 'stage', 'statement'].map((role) => `roles/${role}`),
      'features/connection',
      'features/messages',
      'features/encryption',
      'roles/administrator/signInMethods',
    ];
    for (const folder of folders) {
      const namespace = namespaces.find((one) => one === path.basename(folder)) ?? 'common';
      const known = new Set((['connection', 'common', namespace] as const).flatMap((one) => [...keysOf('sv', one).keys()]));
      for (const file of globSync(`client/${folder}/*.{ts,tsx}`)) {
        for (const [, key = ''] of readFileSync(file, 'utf8').matchAll(/\bt\('([\w.]+)'/g)) if (!known.has(key)) missing.push(`${file}: ${key}`);
      }
    }
    expect(missing).toEqual([]);
  });
});
