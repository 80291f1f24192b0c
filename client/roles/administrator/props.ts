import type { Catalogue } from '#shared/contract/catalogue.ts';
import type { RequestNameOf } from '#shared/contract/index.ts';
import type { AdministratorView } from '#shared/contract/views/index.ts';
import type { OnboardingStep } from '#shared/onboarding/contract.ts';
import type { ActOf } from '#client/app/shell/useRequest.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';

export type Act = ActOf<RequestNameOf<'administrator'>>;

/** What the administrator's page gives its sections. */
export type DeskProps = {
  readonly roleClient: RoleClient<'administrator'>;
  readonly view: AdministratorView;
  readonly catalogue: Catalogue;
  readonly act: Act;
  /** Steps of setting the installation up that are done. */
  readonly done: readonly OnboardingStep[];
};
