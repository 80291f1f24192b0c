import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };
export type Named = { readonly name: string; readonly cause: string };
export type Timed = { readonly name: string; readonly ms: number };

/** What a test runner's own report says. */
export type Outcome = Counts & { readonly failures: readonly Named[]; readonly secondTries: readonly Named[]; readonly files: readonly Timed[] };

export const nothing: Outcome = { passed: 0, failed: 0, skipped: 0, failures: [], secondTries: [], files: [] };

/** A busy machine may be late now and then; a run with more tests than this that passed only at a second try has failed. */
const mayBeLate = 2;
const wholeRunMinutes = 40;

const vitestReport = z.object({
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() })) }),
  ),
});

const playwrightTest = z.object({
  status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']),
  results: z.array(z.object({ duration: z.number(), error: z.object({ message: z.string().optional() }).optional() })),
});
type Suite = {
  readonly title: string;
  readonly file: string;
  readonly specs: readonly z.infer<typeof playwrightSpec>[];
  readonly suites?: readonly Suite[] | undefined;
};
const playwrightSpec = z.object({ title: z.string(), tests: z.array(playwrightTest) });
const playwrightSuite: z.ZodType<Suite> = z.lazy(() =>
  z.object({ title: z.string(), file: z.string(), specs: z.array(playwrightSpec), suites: z.array(playwrightSuite).optional() }),
);
const playwrightReport = z.object({ suites: z.array(playwrightSuite) });

const firstLine = (message: string | undefined): string => {
  const lines = stripVTControlCharacters(message ?? '').split('\n');
  return (lines.find((line) => line.trim() !== '') ?? 'no error was told').trim().slice(0, 500);
};

/** Reads Vitest's JSON report. A test that was tried again keeps the error of its first try. Errors: not such a report. */
export function readVitest(json: unknown): Outcome {
  const tests = vitestReport.parse(json).testResults.flatMap(({ assertionResults }) => assertionResults);
  const named = (wanted: typeof tests): Named[] => wanted.map(({ fullName, failureMessages }) => ({ name: fullName, cause: firstLine(failureMessages?.[0]) }));
  const passed = tests.filter(({ status }) => status === 'passed');
  const failed = tests.filter(({ status }) => status === 'failed');
  return {
    passed: passed.length,
    failed: failed.length,
    skipped: tests.length - passed.length - failed.length,
    failures: named(failed),
    secondTries: named(passed.filter(({ failureMessages }) => (failureMessages ?? []).length > 0)),
    files: [],
  };
}

/** Reads Playwright's JSON report, with how long each file took. Errors: not such a report. */
export function readPlaywright(json: unknown): Outcome {
  const { suites } = playwrightReport.parse(json);
  const tests = suites.flatMap((suite) => testsOf(suite, []));
  const of = (...wanted: readonly string[]) => tests.filter(({ status }) => wanted.includes(status));
  const named = (status: string): Named[] => of(status).map(({ name, causes }) => ({ name, cause: firstLine(causes[0]) }));
  return {
    passed: of('expected', 'flaky').length,
    failed: of('unexpected').length,
    skipped: of('skipped').length,
    failures: named('unexpected'),
    secondTries: named('flaky'),
    files: suites.map(({ file }) => ({ name: file, ms: tests.filter((test) => test.file === file).reduce((sum, { ms }) => sum + ms, 0) })),
  };
}

type PlaywrightTest = {
  readonly file: string;
  readonly name: string;
  readonly status: string;
  readonly causes: readonly (string | undefined)[];
  readonly ms: number;
};

function testsOf({ file, specs, suites = [] }: Suite, titles: readonly string[]): PlaywrightTest[] {
  const own = specs.flatMap(({ title, tests }) =>
    tests.map(({ status, results }) => ({
      file,
      name: [file, ...titles, title].join(' › '),
      status,
      causes: results.flatMap(({ error }) => (error === undefined ? [] : [error.message])),
      ms: results.reduce((sum, { duration }) => sum + duration, 0),
    })),
  );
  return [...own, ...suites.flatMap((suite) => testsOf(suite, [...titles, suite.title]))];
}

/** A run that ended badly without a failed test in it, or that ran no test, is a failure too. */
export function judged(outcome: Outcome, hasEndedWell: boolean): Outcome {
  const ranNothing = outcome.passed + outcome.failed === 0;
  return ranNothing || (!hasEndedWell && outcome.failed === 0) ? { ...outcome, failed: outcome.failed + 1 } : outcome;
}

export type Summary = { readonly lines: readonly string[]; readonly isGood: boolean };

/**
 * What is said at the end of a run, its closing line last: what failed, what passed only at a second try, and how long the steps and the
 * whole took; some steps run beside others.
 */
export function summaryOf(steps: readonly (Timed & { readonly outcome: Outcome })[], wholeMs: number): Summary {
  const outcomes = steps.map(({ outcome }) => outcome);
  const sum = (of: keyof Counts): number => outcomes.reduce((total, outcome) => total + outcome[of], 0);
  const secondTries = outcomes.flatMap((outcome) => outcome.secondTries);
  const areTooMany = secondTries.length > mayBeLate;
  const [passed, failed, skipped] = [sum('passed'), sum('failed') + (areTooMany ? 1 : 0), sum('skipped')];
  const said = (verdict: string, tests: readonly Named[]): string[] => tests.map(({ name, cause }) => `${verdict}: ${name}\n    ${cause}`);
  return {
    lines: [
      ...said(
        'failed',
        outcomes.flatMap(({ failures }) => failures),
      ),
      ...said('passed only at a second try', secondTries),
      ...(areTooMany ? [`failed: ${secondTries.length} tests passed only at a second try; more than ${mayBeLate} are a failure`] : []),
      ...timesOf([...steps, { name: 'the whole run', ms: wholeMs }]),
      ...(wholeMs > wholeRunMinutes * 60_000 ? [`the run took longer than ${wholeRunMinutes} minutes`] : []),
      `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
    ],
    isGood: failed === 0 && passed > 0,
  };
}

/** One line for each, in minutes and seconds. */
export function timesOf(timed: readonly Timed[]): string[] {
  const width = Math.max(...timed.map(({ name }) => name.length));
  return timed.map(({ name, ms }) => {
    const seconds = Math.round(ms / 1000);
    return `${name.padEnd(width)}  ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  });
}
