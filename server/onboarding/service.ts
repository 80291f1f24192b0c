import { type OnboardingStep, onboardingSteps } from '#shared/onboarding/contract.ts';
import { type Scope, covers } from '#shared/permissions/scope.ts';
import { hasAccountAmong } from '#server/accounts/index.ts';
import { hasCallStarted } from '#server/calls/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import { readEnrolled } from '#server/identity/index.ts';
import type { Database } from '#server/platform/database/index.ts';
import { withContext } from '#server/useCases.ts';

export type OnboardingContext = {
  readonly database: Database;
  readonly catalogue: Pick<CatalogueReader, 'all' | 'staff'>;
  readonly isDemo: boolean;
};

/** The steps that are done, in their order. Errors: notFound, for who does not look after the whole country. */
async function read({ database, catalogue, isDemo }: OnboardingContext, { scope }: { readonly scope: Scope }): Promise<OnboardingStep[]> {
  if (!covers(scope, { kind: 'nation' })) throw new AppError('notFound');
  return database.transaction(async (tx) => {
    const { agencies, points } = catalogue.all;
    const terminalIds = points.flatMap(({ terminals }) => terminals.map(({ id }) => id));
    const expertIds = catalogue.staff.filter(({ role }) => role === 'expert').map(({ id }) => id);
    const isDone: Readonly<Record<OnboardingStep, boolean>> = {
      agency: agencies.length > 0,
      service: agencies.some(({ services }) => services.some(({ channels, isPractice }) => channels.includes('remote') && !isPractice)),
      point: points.length > 0,
      terminal: (await readEnrolled(tx, terminalIds)).length > 0,
      expert: await hasAccountAmong(tx, expertIds),
      call: await hasCallStarted(tx),
    };
    // In the demo everything is there, and nobody needs a machine or an account.
    return onboardingSteps.filter((step) => isDemo || isDone[step]);
  });
}

export type Onboarding = ReturnType<typeof createOnboarding>;

/** How far an installation has come on its way to the first call. */
export const createOnboarding = (context: OnboardingContext) => withContext(context, { read });
