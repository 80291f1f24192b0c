import type { Feature } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import type { Onboarding } from './index.ts';

export const onboardingFeature = ({ onboarding }: { readonly onboarding: Onboarding }) =>
  ({
    handlers: { 'onboarding:read': async (administrator) => ({ done: await onboarding.read(administrator) }) } satisfies Partial<Handlers>,
  }) satisfies Feature;
