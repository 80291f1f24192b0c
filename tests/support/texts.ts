import { globSync, readFileSync } from 'node:fs';
import { type Namespace, textFileOf } from '#shared/texts/namespaces.ts';

export type Texts = { readonly [key: string]: string | Texts };
export type TextFile = { readonly path: string; readonly namespace: Namespace; readonly language: string };

const root = new URL('../../', import.meta.url);

/** Every file of texts that the product ships. */
export const textFiles: readonly TextFile[] = [
  'client/roles/*/texts/*.json',
  'client/roles/administrator/*/texts/*.json',
  'shared/*/texts/*.json',
  'shared/texts/*/*.json',
].flatMap((pattern) =>
  globSync(pattern, { cwd: root }).flatMap((path) => {
    const of = textFileOf(path);
    return of === null ? [] : [{ path, ...of }];
  }),
);

export function readTexts(language: string, namespace: Namespace): Texts {
  const file = textFiles.find((one) => one.language === language && one.namespace === namespace);
  return file === undefined ? {} : (JSON.parse(readFileSync(new URL(file.path, root), 'utf8')) as Texts);
}

/** Every text with its whole key, `opening.closed`. */
export const flatTexts = (texts: Texts, prefix = ''): [key: string, text: string][] =>
  Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flatTexts(value, `${prefix}${key}.`),
  );

/** The key that code asks for: Intl chooses among its plural forms. */
export const askedKey = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');
