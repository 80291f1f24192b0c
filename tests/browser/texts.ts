import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

const namespaces = ['common', 'signIn', 'terminal', 'expert', 'adviser', 'supervisor', 'connection', 'errors'] as const;

type Values = Readonly<Record<string, string | number>>;
type Texts = { readonly [key: string]: string | Texts };

const folder = new URL('../../client/app/i18n/', import.meta.url);

/** The product's own texts in the language that the page shows now, for who finds a button by what stands on it. */
export async function textsOn(page: Page): Promise<(namespace: (typeof namespaces)[number], key: string, values?: Values) => string> {
  const language = (await page.locator('html').getAttribute('lang')) ?? '';
  const files = await Promise.all(namespaces.map((name) => readFile(new URL(`${language}/${name}.json`, folder), 'utf8')));
  const texts = new Map<string, Texts>(files.map((file, index) => [namespaces[index] ?? '', JSON.parse(file) as Texts]));
  return (namespace, key, values = {}) => {
    const found = key.split('.').reduce<string | Texts | undefined>((part, name) => (typeof part === 'object' ? part[name] : undefined), texts.get(namespace));
    if (typeof found !== 'string') throw new Error(`no text ${namespace}:${key} in ${language}`);
    return found.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
  };
}
