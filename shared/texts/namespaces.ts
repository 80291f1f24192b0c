/** A namespace is a file of texts in each language. It stands beside what it belongs to; this folder holds what every page says. */
export const namespaces = [
  'builtIn',
  'common',
  'errors',
  'signIn',
  'accounts',
  'stage',
  'statement',
  'terminal',
  'expert',
  'adviser',
  'supervisor',
  'administrator',
  'catalogue',
  'audit',
  'privacy',
  'signInMethods',
  'connection',
  'messages',
  'fleet',
  'exchange',
  'people',
  'offer',
  'onboarding',
  'encryption',
  'forms',
] as const;
export type Namespace = (typeof namespaces)[number];

/** What a file of texts holds: `client/roles/terminal/texts/sv.json` is `terminal` in `sv`, `shared/texts/common/fi.json` is `common` in `fi`. */
export function textFileOf(path: string): { readonly namespace: Namespace; readonly language: string } | null {
  const [, name, language] = /([^/]+)(?:\/texts)?\/([^/]+)\.json$/.exec(path) ?? [];
  const namespace = namespaces.find((one) => one === name);
  return namespace === undefined || language === undefined ? null : { namespace, language };
}
