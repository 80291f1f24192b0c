import { type OnboardingStep, onboardingSteps } from '#shared/onboarding/contract.ts';
import type { SectionId } from '#client/roles/administrator/sectionIds.ts';

export type StepState = 'done' | 'next' | 'later';

/** Where each step is made, that place first to which one is sent. */
export const sectionsOf: Readonly<Record<OnboardingStep, readonly [SectionId, ...SectionId[]]>> = {
  agency: ['services'],
  service: ['services'],
  point: ['points'],
  terminal: ['terminals', 'points'],
  expert: ['people'],
  call: ['start'],
};

/** All steps in their order: what is done, the first that is not, and the rest. */
export function stepsOf(done: readonly OnboardingStep[]): readonly { readonly id: OnboardingStep; readonly state: StepState }[] {
  const next = nextStep(done);
  return onboardingSteps.map((id) => ({ id, state: done.includes(id) ? 'done' : id === next ? 'next' : 'later' }));
}

/** What to do next; null when everything is done, which a first call shows whatever has been taken away since. */
export const nextStep = (done: readonly OnboardingStep[]): OnboardingStep | null =>
  done.includes('call') ? null : (onboardingSteps.find((step) => !done.includes(step)) ?? null);
