import { describe, expect, it } from 'vitest';
import { type CommandStep, reportOf, runSteps } from '../../../scripts/steps.ts';

const step = (name: string, script: string): CommandStep => ({ name, command: [process.execPath, '-e', script] });

describe('the steps of npm run check', () => {
  it('are all run although one fails, and the results keep their order', async () => {
    const ended: string[] = [];
    const results = await runSteps([step('a', 'console.error("wrong type"); process.exit(2)'), step('b', ''), step('c', '')], 2, ({ name }) =>
      ended.push(name),
    );
    expect(results.map(({ name, isGood }) => [name, isGood])).toEqual([
      ['a', false],
      ['b', true],
      ['c', true],
    ]);
    expect(ended.toSorted()).toEqual(['a', 'b', 'c']);
    expect(results[0]?.output).toBe('wrong type\n');
  });

  it('fail when the program cannot be started', async () => {
    const [result] = await runSteps([{ name: 'a', command: ['/no/such/program'] }], 1, () => {});
    expect(result).toMatchObject({ isGood: false, output: expect.stringContaining('ENOENT') });
  });

  it('are reported by name with what the failed ones said', () => {
    const good = { name: 'lint', command: 'oxlint', isGood: true, output: 'noise', seconds: 1 };
    const bad = { name: 'types', command: 'tsc', isGood: false, output: 'wrong type\n', seconds: 2 };
    expect(reportOf([good, bad], 3)).toBe('\n=== types failed: tsc\nwrong type\n\n1 of 2 failed: types (3 s)');
    expect(reportOf([good], 1)).toBe('\nall 1 are good (1 s)');
  });
});
