import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SelfTestStep, judgeBandwidth, selfTestOutcomes, selfTestSteps, verdictOf } from '#shared/connection/selfTest.ts';

const allGood: SelfTestStep[] = selfTestSteps.map((name) => ({ name, outcome: 'passed', detail: {} }));
const withOutcome = (changes: Partial<Record<(typeof selfTestSteps)[number], SelfTestStep['outcome']>>): SelfTestStep[] =>
  allGood.map((step) => ({ ...step, outcome: changes[step.name] ?? step.outcome }));

describe('the self-test’s verdict', () => {
  it('all passed is good, and a relay that is not there is no fault', () => {
    expect(verdictOf(allGood)).toBe('good');
    expect(verdictOf(withOutcome({ turn: 'skipped' }))).toBe('good');
  });

  it('one way for media is enough; none is not', () => {
    expect(verdictOf(withOutcome({ udp: 'failed' }))).toBe('usable');
    expect(verdictOf(withOutcome({ udp: 'failed', tcp: 'failed' }))).toBe('usable');
    expect(verdictOf(withOutcome({ udp: 'failed', tcp: 'failed', turn: 'skipped' }))).toBe('broken');
  });

  it('a call works without a camera, not without a microphone', () => {
    expect(verdictOf(withOutcome({ camera: 'failed' }))).toBe('usable');
    expect(verdictOf(withOutcome({ microphone: 'failed' }))).toBe('broken');
  });

  it('a step that gets worse never makes the verdict better', () => {
    const badness = { passed: 0, skipped: 0, poor: 1, failed: 2 };
    const rank = { good: 0, usable: 1, broken: 2 };
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...selfTestOutcomes), { minLength: selfTestSteps.length, maxLength: selfTestSteps.length }),
        fc.nat(),
        (outcomes, at) => {
          const steps = allGood.map((step, index) => ({ ...step, outcome: outcomes[index] ?? step.outcome }));
          const worse = steps.map((step, index) => (index === at % steps.length ? { ...step, outcome: 'failed' as const } : step));
          expect(badness[worse[at % steps.length]?.outcome ?? 'passed']).toBe(2);
          expect(rank[verdictOf(worse)]).toBeGreaterThanOrEqual(rank[verdictOf(steps)]);
        },
      ),
    );
  });

  it('the narrower direction decides', () => {
    expect(judgeBandwidth(5_000_000, 100_000)).toBe('failed');
    expect(judgeBandwidth(500_000, 5_000_000)).toBe('poor');
    expect(judgeBandwidth(2_000_000, 2_000_000)).toBe('passed');
  });
});
