import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';

type Counts = { passed: number; failed: number; skipped: number };
type Step = { readonly name: string; readonly run: () => Counts };

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() })) }),
  ),
});
const playwrightReport = z.object({ stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }) });

/** What failed, said once more at the end, where whoever reads only the last lines sees it. */
const failures: string[] = [];

const none: Counts = { passed: 0, failed: 0, skipped: 0 };
const failure: Counts = { ...none, failed: 1 };

function exec(command: string, args: readonly string[], env: Record<string, string> = {}): boolean {
  return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
}

const tool =
  (name: string, ...args: string[]): Step['run'] =>
  () =>
    exec('npx', [name, ...args]) ? { ...none, passed: 1 } : failure;

/** Reads a runner's own report. A run that ended badly without a failed test in it, or ran no test, is a failure too. */
function counted<S extends z.ZodType>(file: string, schema: S, isGood: boolean, count: (report: z.output<S>) => Counts): Counts {
  let counts: Counts;
  try {
    counts = count(schema.parse(JSON.parse(readFileSync(file, 'utf8'))));
  } catch (error) {
    console.error(`${file} could not be read: ${String(error)}`);
    return failure;
  }
  const ranNothing = counts.passed + counts.failed === 0;
  return ranNothing || (!isGood && counts.failed === 0) ? { ...counts, failed: counts.failed + 1 } : counts;
}

const vitest =
  (project: string): Step['run'] =>
  () => {
    const file = `reports/${project}.json`;
    const isGood = exec('npx', ['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
    return counted(file, vitestReport, isGood, ({ numPassedTests, numFailedTests, numPendingTests, testResults }) => {
      for (const { fullName, status, failureMessages } of testResults.flatMap(({ assertionResults }) => assertionResults))
        if (status === 'failed')
          failures.push([fullName, ...(failureMessages ?? []).map((message) => message.split('\n', 1)[0]?.slice(0, 500))].join('\n    '));
      return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
    });
  };

const browser: Step['run'] = () => {
  const file = 'reports/browser.json';
  const isGood = exec('npx', ['playwright', 'test'], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  return counted(file, playwrightReport, isGood, ({ stats }) => {
    if (stats.flaky > 0) console.log(`${stats.flaky} browser tests passed only when they were played once more`);
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
  });
};

const steps: readonly Step[] = [
  { name: 'typecheck', run: tool('tsc', '-p', 'tsconfig.json') },
  { name: 'typecheck', run: tool('tsc', '-p', 'client/tsconfig.json') },
  { name: 'typecheck', run: tool('tsc', '-p', 'tests/browser/tsconfig.json') },
  { name: 'lint', run: tool('oxlint', '--type-aware', '--deny-warnings') },
  { name: 'lint', run: tool('prettier', '--check', '.') },
  { name: 'lint', run: tool('knip') },
  ...['architecture', 'unit', 'simulation', 'store', 'integration'].map((name) => ({ name, run: vitest(name) })),
  { name: 'browser', run: browser },
];

const wanted = process.argv.slice(2);
rmSync('reports', { recursive: true, force: true });
mkdirSync('reports', { recursive: true });
const total = { ...none };
for (const { name, run } of steps.filter((step) => wanted.length === 0 || wanted.includes(step.name))) {
  console.log(`\n=== ${name}`);
  const { passed, failed, skipped } = run();
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}
for (const failed of failures) console.log(`\nfailed: ${failed}`);
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
