import { expect, it } from 'vitest';
import { type OnboardingStep, onboardingSteps } from '#shared/onboarding/contract.ts';
import { nextStep, stepsOf } from '#client/roles/administrator/onboarding/steps.ts';

const states = (done: readonly OnboardingStep[]) => stepsOf(done).map(({ state }) => state);

it('[F98] the first step that is not done is the next one, whatever was done after it', () => {
  expect(nextStep([])).toBe('agency');
  expect(states([])).toEqual(['next', 'later', 'later', 'later', 'later', 'later']);
  expect(nextStep(['agency', 'service', 'terminal'])).toBe('point');
  expect(states(['agency', 'service', 'terminal'])).toEqual(['done', 'done', 'next', 'done', 'later', 'later']);
});

it('[F98] after the first call nothing is next, even when something was taken away since', () => {
  expect(nextStep(onboardingSteps)).toBeNull();
  expect(nextStep(['agency', 'service', 'call'])).toBeNull();
  expect(states(['call'])).toEqual(['later', 'later', 'later', 'later', 'later', 'done']);
});
