/** The steps in their order, as the W3C's pre-call checks take them: from the browser outward. */
export const selfTestSteps = ['browser', 'camera', 'microphone', 'speaker', 'signalling', 'roundTrip', 'udp', 'tcp', 'turn', 'bandwidth'] as const;
export type SelfTestStepName = (typeof selfTestSteps)[number];

/** `poor` works, but badly; `skipped` could not be tried, such as a relay where there is none. */
export const selfTestOutcomes = ['passed', 'poor', 'failed', 'skipped'] as const;
export type SelfTestOutcome = (typeof selfTestOutcomes)[number];

export type SelfTestStep = {
  readonly name: SelfTestStepName;
  readonly outcome: SelfTestOutcome;
  /** What was measured: milliseconds and bits a second, or the code of what went wrong. */
  readonly detail: Readonly<Record<string, number | string>>;
};

/** `good`: ready for customers; `usable`: a call works, with something to see to; `broken`: no call is possible. */
export const selfTestVerdicts = ['good', 'usable', 'broken'] as const;
export type SelfTestVerdict = (typeof selfTestVerdicts)[number];

/** Without these nobody can be heard. */
const indispensable: readonly SelfTestStepName[] = ['browser', 'microphone', 'signalling'];
const ways: readonly SelfTestStepName[] = ['udp', 'tcp', 'turn'];

/** What the steps mean together: one way for media is enough, and a camera can be done without. */
export function verdictOf(steps: readonly SelfTestStep[]): SelfTestVerdict {
  const outcomeOf = (name: SelfTestStepName): SelfTestOutcome => steps.find((step) => step.name === name)?.outcome ?? 'skipped';
  const isBroken = indispensable.some((name) => outcomeOf(name) === 'failed') || !ways.some((name) => outcomeOf(name) === 'passed');
  if (isBroken) return 'broken';
  return steps.some(({ outcome }) => outcome === 'failed' || outcome === 'poor') ? 'usable' : 'good';
}

/** Milliseconds and bits a second at which a call is still pleasant. */
const pleasantRoundTripMs = 200;
const pleasantBitrate = 1_000_000;
const leastBitrate = 150_000;

export const judgeRoundTrip = (ms: number): SelfTestOutcome => (ms <= pleasantRoundTripMs ? 'passed' : 'poor');
export const judgeBandwidth = (up: number, down: number): SelfTestOutcome => {
  const least = Math.min(up, down);
  if (least < leastBitrate) return 'failed';
  return least < pleasantBitrate ? 'poor' : 'passed';
};
