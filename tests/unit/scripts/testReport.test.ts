import { describe, expect, it } from 'vitest';
import { type Outcome, judged, nothing, readPlaywright, readVitest, summaryOf, timesOf } from '../../../scripts/testReport.ts';

const ran = (outcome: Partial<Outcome>, ms = 1_000) => ({ name: 'unit', ms, outcome: { ...nothing, ...outcome } });
const late = (count: number): Outcome['secondTries'] => Array.from({ length: count }, (_, index) => ({ name: `test ${index}`, cause: 'Error: late' }));
const closingOf = (...steps: ReturnType<typeof ran>[]): string | undefined => summaryOf(steps, 0).lines.at(-1);

describe('what Vitest reports', () => {
  const report = {
    testResults: [
      {
        assertionResults: [
          { fullName: 'a good one', status: 'passed', failureMessages: [] },
          { fullName: 'late once', status: 'passed', failureMessages: ['AssertionError: expected 1 to be 2\n    at file:1:1'] },
        ],
      },
      {
        assertionResults: [
          { fullName: 'a bad one', status: 'failed', failureMessages: ['\u001b[31mError: first\u001b[39m\n  at file:1:1', 'Error: second'] },
          { fullName: 'not played', status: 'skipped', failureMessages: null },
          { fullName: 'to do', status: 'todo' },
        ],
      },
    ],
  };

  it('is counted; a test that passed at its second try is named with the first one’s error', () => {
    expect(readVitest(report)).toEqual({
      passed: 2,
      failed: 1,
      skipped: 2,
      failures: [{ name: 'a bad one', cause: 'Error: first' }],
      secondTries: [{ name: 'late once', cause: 'AssertionError: expected 1 to be 2' }],
      files: [],
    });
  });

  it('is refused when it is something else', () => {
    expect(() => readVitest({ tests: 3 })).toThrow();
  });
});

describe('what Playwright reports', () => {
  const passed = { duration: 1_000 };
  const failed = (message?: string) => ({ duration: 2_000, error: message === undefined ? {} : { message } });
  const spec = (title: string, status: string, ...results: object[]) => ({ title, tests: [{ status, results }] });
  const report = {
    suites: [
      {
        title: 'call.spec.ts',
        file: 'call.spec.ts',
        specs: [spec('a good one', 'expected', passed), spec('not played', 'skipped')],
        suites: [
          { title: 'on a bad line', file: 'call.spec.ts', specs: [spec('late once', 'flaky', failed('\u001b[31m\nError: no media\u001b[39m\n at x'), passed)] },
        ],
      },
      { title: 'desks.spec.ts', file: 'desks.spec.ts', specs: [spec('a bad one', 'unexpected', failed(), failed('Error: again'))] },
    ],
  };

  it('is counted, with the same names, and with the time of each file', () => {
    expect(readPlaywright(report)).toEqual({
      passed: 2,
      failed: 1,
      skipped: 1,
      failures: [{ name: 'desks.spec.ts › a bad one', cause: 'no error was told' }],
      secondTries: [{ name: 'call.spec.ts › on a bad line › late once', cause: 'Error: no media' }],
      files: [
        { name: 'call.spec.ts', ms: 4_000 },
        { name: 'desks.spec.ts', ms: 4_000 },
      ],
    });
  });
});

describe('a run', () => {
  it('that ended badly without a failed test, or that ran none, has failed', () => {
    expect(judged({ ...nothing, passed: 3 }, true).failed).toBe(0);
    expect(judged({ ...nothing, passed: 3 }, false).failed).toBe(1);
    expect(judged({ ...nothing, passed: 3, failed: 2 }, false).failed).toBe(2);
    expect(judged({ ...nothing, skipped: 3 }, true).failed).toBe(1);
  });

  it('ends with its count', () => {
    expect(closingOf(ran({ passed: 3 }), ran({ passed: 4 }))).toBe('7 passed, 0 failed');
    expect(closingOf(ran({ passed: 3, failed: 1, skipped: 2 }))).toBe('3 passed, 1 failed, 2 skipped');
    expect(summaryOf([ran({ passed: 3 })], 0).isGood).toBe(true);
    expect(summaryOf([ran({ passed: 3, failed: 1 })], 0).isGood).toBe(false);
    expect(summaryOf([], 0).isGood).toBe(false);
  });

  it('names what passed only at a second try, and fails with more than two of those in all', () => {
    const two = summaryOf([ran({ passed: 5, secondTries: late(1) }), ran({ passed: 5, secondTries: late(1) })], 0);
    expect(two).toMatchObject({ isGood: true });
    expect(two.lines).toContain('passed only at a second try: test 0\n    Error: late');
    expect(two.lines.at(-1)).toBe('10 passed, 0 failed');
    const three = summaryOf([ran({ passed: 5, secondTries: late(2) }), ran({ passed: 5, secondTries: late(1) })], 0);
    expect(three).toMatchObject({ isGood: false });
    expect(three.lines).toContain('failed: 3 tests passed only at a second try; more than 2 are a failure');
    expect(three.lines.at(-1)).toBe('10 passed, 1 failed');
  });

  it('says how long its steps took, and that it took longer than it should, which is no failure', () => {
    expect(timesOf([ran({}, 61_400), { name: 'browser', ms: 1_325_000 }])).toEqual(['unit     1:01', 'browser  22:05']);
    const words = 'the run took longer than 40 minutes';
    const both = [ran({ passed: 1 }, 39 * 60_000), ran({ passed: 1 }, 2 * 60_000)];
    expect(summaryOf(both, 39 * 60_000).lines).not.toContain(words);
    const long = summaryOf(both, 41 * 60_000);
    expect(long.lines).toContain(words);
    expect(long.lines).toContain('the whole run  41:00');
    expect(long.isGood).toBe(true);
  });
});
