import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { type Outcome, judged, nothing, readPlaywright, readVitest, summaryOf, timesOf } from './testReport.ts';

type Step = { readonly name: string; readonly run: () => Outcome; readonly isOnlyByName?: boolean };

function exec(command: string, args: readonly string[], env: Record<string, string> = {}): boolean {
  return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
}

const tool =
  (name: string, ...args: string[]): Step['run'] =>
  () =>
    exec('npx', [name, ...args]) ? { ...nothing, passed: 1 } : { ...nothing, failed: 1, failures: [{ name: [name, ...args].join(' '), cause: 'see above' }] };

function reported(file: string, read: (json: unknown) => Outcome, hasEndedWell: boolean): Outcome {
  try {
    return judged(read(JSON.parse(readFileSync(file, 'utf8'))), hasEndedWell);
  } catch (error) {
    return { ...nothing, failed: 1, failures: [{ name: file, cause: `it could not be read: ${String(error)}` }] };
  }
}

const vitest =
  (project: string): Step['run'] =>
  () => {
    const file = `reports/${project}.json`;
    const hasEndedWell = exec('npx', ['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
    return reported(file, readVitest, hasEndedWell);
  };

const browser =
  (name: string, ...args: readonly string[]): Step['run'] =>
  () => {
    const file = `reports/${name}.json`;
    const hasEndedWell = exec('npx', ['playwright', 'test', ...args], { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
    const outcome = reported(file, readPlaywright, hasEndedWell);
    console.log(['', ...timesOf(outcome.files)].join('\n'));
    return outcome;
  };

const steps: readonly Step[] = [
  { name: 'typecheck', run: tool('tsc', '-p', 'tsconfig.json') },
  { name: 'typecheck', run: tool('tsc', '-p', 'client/tsconfig.json') },
  { name: 'typecheck', run: tool('tsc', '-p', 'tests/browser/tsconfig.json') },
  { name: 'lint', run: tool('oxlint', '--type-aware', '--deny-warnings') },
  { name: 'lint', run: tool('prettier', '--check', '.') },
  { name: 'lint', run: tool('knip') },
  ...['architecture', 'unit', 'simulation', 'store', 'integration'].map((name) => ({ name, run: vitest(name) })),
  // Most of a call's time is waiting, so that two tests at once keep two processors busy.
  { name: 'browser', run: browser('together', '--project=together', '--workers=2') },
  { name: 'browser', run: browser('alone', '--project=alone') },
  // Their short form is played with the others.
  { name: 'matrix', run: browser('matrix', '--project=together', '.matrix.spec.ts'), isOnlyByName: true },
];

const wanted = process.argv.slice(2);
rmSync('reports', { recursive: true, force: true });
mkdirSync('reports', { recursive: true });
const taken = steps
  .filter(({ name, isOnlyByName = false }) => (wanted.length === 0 ? !isOnlyByName : wanted.includes(name)))
  .map(({ name, run }) => {
    console.log(`\n=== ${name}`);
    const from = performance.now();
    const outcome = run();
    return { name, outcome, ms: performance.now() - from };
  });
const { lines, isGood } = summaryOf(taken);
console.log(`\n${lines.join('\n')}`);
process.exit(isGood ? 0 : 1);
