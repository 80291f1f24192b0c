import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { type CommandStep, reportOf, runSteps } from './steps.ts';

/** What the tools remember of the run before, so that only what has changed is checked again. */
const memory = '.cache/check';

const bin = (name: string): string => `node_modules/.bin/${name}`;
const types = (name: string, project: string): CommandStep => ({
  name: `types of ${name}`,
  command: [bin('tsc'), '-p', project, '--incremental', '--tsBuildInfoFile', `${memory}/${name}.tsbuildinfo`],
});

// The longest first, so that no processor is idle at the end.
const steps: readonly CommandStep[] = [
  { name: 'unit and architecture tests', command: [bin('vitest'), 'run', '--project', 'unit', '--project', 'architecture', '--reporter=dot'] },
  types('server', 'tsconfig.json'),
  types('client', 'client/tsconfig.json'),
  { name: 'lint', command: [bin('oxlint'), '--type-aware', '--deny-warnings'] },
  types('browser-tests', 'tests/browser/tsconfig.json'),
  { name: 'format', command: [bin('prettier'), '--check', '.', '--log-level=warn', '--cache', '--cache-location', `${memory}/prettier`] },
  { name: 'unused code', command: [bin('knip'), '--no-progress'] },
];

const wanted = process.argv.slice(2);
const taken = steps.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
if (taken.length === 0) {
  console.error(`No step has such a name. There are: ${steps.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
mkdirSync(memory, { recursive: true });
const from = performance.now();
const results = await runSteps(taken, Math.min(2, availableParallelism()), ({ name, isGood, seconds }) =>
  console.log(`${isGood ? 'good  ' : 'FAILED'}  ${seconds.toFixed(1).padStart(5)} s  ${name}`),
);
console.log(reportOf(results, (performance.now() - from) / 1_000));
process.exit(results.every(({ isGood }) => isGood) ? 0 : 1);
