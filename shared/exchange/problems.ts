import { z } from 'zod';
import { type Problem as RecordProblem, problemReasons } from '#shared/administration/problems.ts';
import { keyOf } from '#shared/administration/records.ts';

/** Why a place of the document cannot be taken. The texts are in the page's `exchange` namespace. */
export const problemCodes = [
  'missing',
  'wrongType',
  'unknownField',
  'wrongValue',
  'wrongForm',
  'tooShort',
  'tooLong',
  'tooSmall',
  'tooLarge',
  'noText',
  'endsBeforeItBegins',
  'usedTwice',
  'notYours',
  ...problemReasons,
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export const problemSchema = z.strictObject({
  /** Such as `agencies.0.services.2.names`; empty for the document itself. */
  path: z.string(),
  code: z.enum(problemCodes),
  /** What the text is filled in with. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Problem = z.output<typeof problemSchema>;

type Issue = z.core.$ZodIssue;

/** What the catalogue's own rules say, by their words (shared/language.ts, shared/contract/catalogue.ts). */
const customCodes: Readonly<Record<string, ProblemCode>> = {
  'needs a text in at least one language': 'noText',
  'from must be before to': 'endsBeforeItBegins',
  'the last day must not be before the first': 'endsBeforeItBegins',
};

const at = (path: readonly PropertyKey[]): string => path.map(String).join('.');

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key) ? (inner as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  );

const problem = (issue: Issue, code: ProblemCode, params: Problem['params'] = {}): Problem => ({ path: at(issue.path), code, params });

function problemsOfIssue(issue: Issue, whole: unknown): Problem[] {
  switch (issue.code) {
    case 'invalid_type':
      return [valueAt(whole, issue.path) === undefined ? problem(issue, 'missing') : problem(issue, 'wrongType', { expected: issue.expected })];
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: at([...issue.path, key]), code: 'unknownField' as const, params: {} }));
    case 'too_small':
      return [problem(issue, issue.origin === 'number' || issue.origin === 'int' ? 'tooSmall' : 'tooShort', { least: Number(issue.minimum) })];
    case 'too_big':
      return [problem(issue, issue.origin === 'number' || issue.origin === 'int' ? 'tooLarge' : 'tooLong', { most: Number(issue.maximum) })];
    case 'invalid_value':
      return [problem(issue, 'wrongValue', { allowed: issue.values.map(String).join(', ') })];
    case 'invalid_format':
      return [problem(issue, 'wrongForm', { expected: issue.pattern === undefined ? issue.format : issue.message })];
    case 'custom':
      return [problem(issue, customCodes[issue.message] ?? 'wrongForm', { expected: issue.message })];
    case 'invalid_union':
      return problemsOfUnion(issue, whole);
    case 'invalid_element':
    case 'invalid_key':
    case 'not_multiple_of':
      return [problem(issue, 'wrongForm', { expected: issue.message })];
  }
}

/** Of the forms that would do, the one that the value comes nearest to: it fails furthest in, or in the fewest places. */
function problemsOfUnion(issue: Extract<Issue, { code: 'invalid_union' }>, whole: unknown): Problem[] {
  const value = valueAt(whole, issue.path);
  if (value === undefined) return [problem(issue, 'missing')];
  const forms = issue.errors
    .map((form) => form.map((inner): Issue => ({ ...inner, path: [...issue.path, ...inner.path] })))
    .toSorted((one, other) => depthOf(other) - depthOf(one) || one.length - other.length);
  const nearest = forms[0];
  return nearest === undefined ? [problem(issue, 'wrongValue', { allowed: '' })] : nearest.flatMap((inner) => problemsOfIssue(inner, whole));
}

const depthOf = (issues: readonly Issue[]): number => Math.max(0, ...issues.map(({ path }) => path.length));

/** Every fault that the schema finds, each in its place. */
export const problemsOf = (error: z.ZodError, whole: unknown): Problem[] => error.issues.flatMap((issue) => problemsOfIssue(issue, whole));

/** What is wrong between the document's parts and with the rest of the catalogue, in its place; what is in no document is named by its id. */
export const problemOfRecord = ({ kind, id, path, reason, detail }: RecordProblem, paths: ReadonlyMap<string, string>): Problem => ({
  path: [paths.get(keyOf({ kind, id })) ?? `${kind}:${id}`, path].filter((part) => part !== '').join('.'),
  code: reason,
  params: detail === undefined ? {} : { expected: detail },
});
