import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { type Outcome, judged, nothing, readPlaywright, readVitest, summaryOf, timesOf } from './testReport.ts';

/** How a step is run: in front, with the terminal, or behind, with the processor time that is left over and its output printed at its end. */
type Where = 'front' | 'behind';
type Step = { readonly name: string; readonly run: (where: Where) => Promise<Outcome>; readonly isOnlyByName?: boolean };

/** Linux shares the processors out between sessions first, so a nice process must have a session that is nice too. */
const beNice = '{ echo 19 >/proc/self/autogroup; } 2>/dev/null; exec nice -n 19 "$@"';

function spawnBehind(command: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn('sh', ['-c', beNice, 'sh', command, ...args], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  // A session of its own does not hear Ctrl-C.
  const end = (): void => void (child.pid !== undefined && child.exitCode === null && process.kill(-child.pid));
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  return child;
}

async function exec(where: Where, command: string, args: readonly string[], changes: Record<string, string> = {}): Promise<boolean> {
  const env = { ...process.env, ...changes };
  const child = where === 'front' ? spawn(command, args, { env, stdio: 'inherit' }) : spawnBehind(command, args, env);
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.push(chunk));
  const [code] = z
    .tuple([z.number().nullable()])
    .rest(z.unknown())
    .parse(await once(child, 'close'));
  process.stdout.write(Buffer.concat(output));
  return code === 0;
}

const tool =
  (name: string, ...args: string[]): Step['run'] =>
  async (where) =>
    (await exec(where, 'npx', [name, ...args]))
      ? { ...nothing, passed: 1 }
      : { ...nothing, failed: 1, failures: [{ name: [name, ...args].join(' '), cause: 'see above' }] };

function reported(file: string, read: (json: unknown) => Outcome, hasEndedWell: boolean): Outcome {
  try {
    return judged(read(JSON.parse(readFileSync(file, 'utf8'))), hasEndedWell);
  } catch (error) {
    return { ...nothing, failed: 1, failures: [{ name: file, cause: `it could not be read: ${String(error)}` }] };
  }
}

const vitest =
  (project: string, name: string = project, ...only: readonly string[]): Step['run'] =>
  async (where) => {
    const file = `reports/${name}.json`;
    const args = ['vitest', 'run', '--project', project, ...only, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    return reported(file, readVitest, await exec(where, 'npx', args));
  };

const browser =
  (name: string, ...args: readonly string[]): Step['run'] =>
  async (where) => {
    const file = `reports/${name}.json`;
    const outcome = reported(file, readPlaywright, await exec(where, 'npx', ['playwright', 'test', ...args], { PLAYWRIGHT_JSON_OUTPUT_NAME: file }));
    console.log(['', ...timesOf(outcome.files)].join('\n'));
    return outcome;
  };

/** Two lists that run beside each other, each on a processor. */
const compiled: readonly Step[] = [
  { name: 'typecheck', run: tool('tsc', '-p', 'tsconfig.json') },
  { name: 'typecheck', run: tool('tsc', '-p', 'client/tsconfig.json') },
  { name: 'typecheck', run: tool('tsc', '-p', 'tests/browser/tsconfig.json') },
  { name: 'lint', run: tool('oxlint', '--type-aware', '--deny-warnings') },
  { name: 'lint', run: tool('prettier', '--check', '.') },
  { name: 'lint', run: tool('knip') },
  { name: 'architecture', run: vitest('architecture') },
];
const computed: readonly Step[] = [{ name: 'unit', run: vitest('unit') }];
/** Integration tests that compute, too: kill -9 of engines and races, over and over. */
const races = ['fourProcesses', 'claims'];
/**
 * They compute, and run behind those in which real time passes. The store tests come first, beside the integration tests, which mostly wait: an
 * offer of theirs may ring out where browsers leave them nothing.
 */
const patient: readonly Step[] = [
  { name: 'store', run: vitest('store') },
  { name: 'integration', run: vitest('integration', 'races', ...races) },
  { name: 'simulation', run: vitest('simulation') },
];
const timed: readonly Step[] = [
  { name: 'integration', run: vitest('integration', 'integration', ...races.map((name) => `--exclude=**/${name}.test.ts`)) },
  // Most of a call's time is waiting, so that two tests at once keep two processors busy.
  { name: 'browser', run: browser('together', '--project=together', '--workers=2') },
  { name: 'browser', run: browser('alone', '--project=alone') },
  // Their short form is played with the others.
  { name: 'matrix', run: vitest('store', 'fuzzing', 'fuzz'), isOnlyByName: true },
  { name: 'matrix', run: vitest('integration', 'fuzzingHttp', 'fuzzHttp'), isOnlyByName: true },
  { name: 'matrix', run: browser('matrix', '--project=together', '.matrix.spec.ts'), isOnlyByName: true },
];

type Taken = { readonly name: string; readonly outcome: Outcome; readonly ms: number };

/** Runs those that are wanted, one after the other. */
async function take(steps: readonly Step[], where: Where): Promise<readonly Taken[]> {
  const taken: Taken[] = [];
  for (const { name, run, isOnlyByName = false } of steps) {
    if (wanted.length === 0 ? isOnlyByName : !wanted.includes(name)) continue;
    console.log(`\n=== ${name}${where === 'behind' ? ' (behind)' : ''}`);
    const from = performance.now();
    const outcome = await run(where);
    taken.push({ name, outcome, ms: performance.now() - from });
  }
  return taken;
}

const wanted = process.argv.slice(2);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
rmSync('reports', { recursive: true, force: true });
mkdirSync('reports', { recursive: true });
const from = performance.now();
const first = await Promise.all([take(compiled, 'behind'), take(computed, 'behind')]);
const rest = await Promise.all([take(patient, 'behind'), take(timed, 'front')]);
const { lines, isGood } = summaryOf([...first.flat(), ...rest.flat()], performance.now() - from);
console.log(`\n${lines.join('\n')}`);
process.exit(isGood ? 0 : 1);
