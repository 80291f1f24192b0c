import type { FindingEvidence } from '#shared/connection/findings.ts';
import { selfTestSteps } from '#shared/connection/selfTest.ts';
import type { useTexts } from '#client/app/i18n/index.ts';
import { localeOf } from '#client/app/i18n/locale.ts';

type Texts = ReturnType<typeof useTexts>['t'];
type Shown = { readonly factor: number; readonly decimals: number };

const percent: Shown = { factor: 100, decimals: 0 };
const milliseconds: Shown = { factor: 1_000, decimals: 0 };

/** What was measured and says something to people, in the unit that they read; the rest is for the log. */
const numbers = {
  lossRatio: percent,
  availableOutgoingBitrate: { factor: 0.001, decimals: 0 },
  queueDelay: milliseconds,
  roundTripTime: milliseconds,
  jitter: milliseconds,
  timerLatenessMs: { factor: 1, decimals: 0 },
  workerLoad: percent,
  silentSeconds: { factor: 1, decimals: 0 },
  microphonePeak: percent,
  cameraBrightness: percent,
  cameraChange: percent,
  acousticFeedbackRatio: percent,
  echoRatio: percent,
  echoDelay: milliseconds,
  volume: percent,
} as const satisfies Record<string, Shown>;
const words = ['mutedBy.device', 'blockedBy.browser', 'qualityLimitationReason.cpu', 'mediaWorker.silent', 'direction.up', 'direction.down'] as const;

/** The steps of a self-test that did not go well. */
const stepsText = (t: Texts, names: string): string =>
  selfTestSteps
    .filter((step) => names.split(' ').includes(step))
    .map((step) => t(`selfTest.step.${step}`))
    .join(', ');

const isNumber = (name: string): name is keyof typeof numbers => Object.hasOwn(numbers, name);

/** What a finding was concluded from, one part for each thing that was measured; none where there is nothing but the absence of everything. */
export function evidenceTexts(t: Texts, language: string, evidence: FindingEvidence): string[] {
  return Object.entries(evidence).flatMap(([name, value]) => {
    if (typeof value === 'string') {
      if (name === 'steps') return [t('evidence.steps', { steps: stepsText(t, value) })];
      const word = words.find((known) => known === `${name}.${value}`);
      return word === undefined ? [] : [t(`evidence.${word}`)];
    }
    if (!isNumber(name)) return [];
    const { factor, decimals } = numbers[name];
    return [t(`evidence.${name}`, { value: new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: decimals }).format(value * factor) })];
  });
}
