import type { SignInStep } from '#shared/accounts/http.ts';

/** What each box of the way is given. */
export type StepProps = {
  /** Asks the server for the next step, and shows it. */
  readonly onStep: (step: Promise<SignInStep>) => Promise<void>;
};
