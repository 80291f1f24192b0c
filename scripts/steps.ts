import { spawn } from 'node:child_process';

export type CommandStep = { readonly name: string; readonly command: readonly [program: string, ...args: string[]] };
export type StepResult = { readonly name: string; readonly command: string; readonly isGood: boolean; readonly output: string; readonly seconds: number };

/** Runs one command and keeps what it says. A program that cannot be started has failed. */
function run({ name, command: [program, ...args] }: CommandStep): Promise<StepResult> {
  const from = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => {
    const end = (isGood: boolean): void =>
      resolve({ name, command: [program, ...args].join(' '), isGood, output, seconds: (performance.now() - from) / 1_000 });
    child.once('error', ({ message }) => {
      output += message;
      end(false);
    });
    child.once('close', (code) => end(code === 0));
  });
}

/** Runs the steps in their order, `width` at a time, and calls `onEnd` for each as it ends. Resolves with all results in the order of the steps. */
export async function runSteps(steps: readonly CommandStep[], width: number, onEnd: (result: StepResult) => void): Promise<StepResult[]> {
  const results: StepResult[] = [];
  const waiting = [...steps.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [position, step] = next;
      const result = await run(step);
      results[position] = result;
      onEnd(result);
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return results;
}

/** What failed with all that it said, then one line that counts. */
export function reportOf(results: readonly StepResult[], seconds: number): string {
  const failed = results.filter(({ isGood }) => !isGood);
  const parts = failed.map(({ name, command, output }) => `\n=== ${name} failed: ${command}\n${output.trimEnd()}`);
  const verdict =
    failed.length === 0 ? `all ${results.length} are good` : `${failed.length} of ${results.length} failed: ${failed.map(({ name }) => name).join(', ')}`;
  return [...parts, `\n${verdict} (${seconds.toFixed(0)} s)`].join('\n');
}
