import type { Page } from '@playwright/test';
import type { Namespace } from '#shared/texts/namespaces.ts';
import { flatTexts, readTexts } from '#tests/support/texts.ts';

type Values = Readonly<Record<string, string | number>>;

/** The product's own texts in the language that the page shows now, for who finds a button by what stands on it. */
export async function textsOn(page: Page): Promise<(namespace: Namespace, key: string, values?: Values) => string> {
  const language = (await page.locator('html').getAttribute('lang')) ?? '';
  return (namespace, key, values = {}) => {
    const found = new Map(flatTexts(readTexts(language, namespace))).get(key);
    if (found === undefined) throw new Error(`no text ${namespace}:${key} in ${language}`);
    return found.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
  };
}
