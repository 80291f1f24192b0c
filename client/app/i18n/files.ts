import type { TextLanguage } from '#shared/language.ts';
import { type Namespace, textFileOf } from '#shared/texts/namespaces.ts';
import { pseudoTexts } from './pseudo.ts';

type Texts = { readonly default: Record<string, unknown> };
type Load = () => Promise<Texts>;

/** Each file of texts by its language and namespace, `sv/common`. */
function byLanguage<T>(found: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(
    Object.entries(found).flatMap(([path, file]) => {
      const of = textFileOf(path);
      return of === null ? [] : [[`${of.language}/${of.namespace}`, file] as const];
    }),
  );
}

const files = byLanguage<Load>({
  ...import.meta.glob<Texts>([
    '../../roles/*/texts/*.json',
    '../../roles/administrator/*/texts/*.json',
    '!../../roles/stage/texts/*.json',
    '../../../shared/*/texts/*.json',
    '../../../shared/texts/{common,errors}/*.json',
  ]),
  // As the demo's stage itself, not in a build for production.
  ...(import.meta.env.MODE === 'production' ? {} : import.meta.glob<Texts>('../../roles/stage/texts/*.json')),
});
/** What is said when other texts cannot be loaded; part of the page in every language. */
const builtIn = byLanguage<Texts>(import.meta.glob<Texts>('../../../shared/texts/builtIn/*.json', { eager: true }));

/** Language and texts of what the page says before anything is loaded. */
export const builtInTexts: readonly (readonly [TextLanguage, Record<string, unknown>])[] = [...builtIn].map(([key, file]) => [
  key.replace('/builtIn', ''),
  file.default,
]);

/** For development, the demo and tests of the layout: a build for production leaves it out. */
export const pseudoLanguage = import.meta.env.MODE === 'production' ? null : 'qps';

async function pseudo(namespace: Namespace): Promise<Texts> {
  const source = builtIn.get(`sv/${namespace}`) ?? (await files.get(`sv/${namespace}`)?.());
  return { default: pseudoTexts(source?.default ?? {}) };
}

/** How to load what the product brings of a namespace in a language; undefined where it brings nothing, or has it already. */
export function shippedFile(language: TextLanguage, namespace: Namespace): Load | undefined {
  if (pseudoLanguage !== null && language === pseudoLanguage) return () => pseudo(namespace);
  return files.get(`${language}/${namespace}`);
}

export const isShipped = (language: TextLanguage): boolean => builtIn.has(`${language}/builtIn`) || language === pseudoLanguage;
