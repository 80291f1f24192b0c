import type { Catalogue } from '#shared/contract/catalogue.ts';
import type { RequestNameOf } from '#shared/contract/index.ts';
import type { SupervisorView } from '#shared/contract/views/index.ts';
import type { ActOf } from '#client/app/shell/useRequest.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';

export type Act = ActOf<RequestNameOf<'supervisor'>>;

/** What the supervisor's page gives its parts. */
export type DeskProps = { readonly roleClient: RoleClient<'supervisor'>; readonly view: SupervisorView; readonly catalogue: Catalogue; readonly act: Act };
