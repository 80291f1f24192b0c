import type { Catalogue } from '#shared/contract/catalogue.ts';
import type { RequestNameOf } from '#shared/contract/index.ts';
import type { ExpertView } from '#shared/contract/views/index.ts';
import type { ActOf } from '#client/app/shell/useRequest.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';

export type Act = ActOf<RequestNameOf<'expert'>>;

/** What the expert's page gives its parts. */
export type DeskProps = { readonly roleClient: RoleClient<'expert'>; readonly view: ExpertView; readonly catalogue: Catalogue; readonly act: Act };

export type ExpertCall = NonNullable<ExpertView['call']>;

/** What the parts of a call get besides. */
export type CallProps = DeskProps & { readonly call: ExpertCall };
