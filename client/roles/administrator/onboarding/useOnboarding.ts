import { useEffect, useState } from 'react';
import { type OnboardingStep, onboardingSteps } from '#shared/onboarding/contract.ts';
import { noteRefusal, useRequest } from '#client/app/shell/useRequest.ts';
import type { DeskProps } from '#client/roles/administrator/props.ts';
import { nextStep } from './steps.ts';

const readEveryMs = 5_000;

export type Onboarding = {
  /** The steps that are done; null until it is known. */
  readonly done: readonly OnboardingStep[] | null;
  /** Whether something was still to be done since the page was opened: who has made the last step is told so. */
  readonly isShown: boolean;
};

/** How far the installation has been set up, read again every few seconds until it is. Whoever looks after a part has nothing to set up. */
export function useOnboarding({ roleClient, view }: Pick<DeskProps, 'roleClient' | 'view'>): Onboarding {
  const request = useRequest(roleClient, noteRefusal);
  const isNation = view.administrator.scope.kind === 'nation';
  const [done, setDone] = useState<readonly OnboardingStep[] | null>(isNation ? null : onboardingSteps);
  const [isShown, setShown] = useState(false);
  const isOver = done !== null && nextStep(done) === null;
  const { catalogueVersion } = view;
  useEffect(() => {
    if (isOver) return;
    const read = async (): Promise<void> => {
      const reply = await request('onboarding:read', {});
      if (reply !== null && nextStep(reply.done) !== null) setShown(true);
      // Where it cannot be known, nothing is shown of it: the sections are what people come for.
      setDone((before) => reply?.done ?? before ?? onboardingSteps);
    };
    const first = setTimeout(() => void read(), 0);
    const timer = setInterval(() => void read(), readEveryMs);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [request, isOver, catalogueVersion]);
  return { done, isShown };
}
