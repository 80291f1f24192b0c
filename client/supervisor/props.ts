import type { Catalogue } from '#shared/contract/catalogue.ts';
import type { RequestNameOf } from '#shared/contract/index.ts';
import type { SupervisorView } from '#shared/contract/supervisor.ts';
import type { ActOf } from '#client/components/useAct.ts';
import type { Face } from '#client/state/face.ts';

export type Act = ActOf<RequestNameOf<'supervisor'>>;

/** What the supervisor's page gives its parts. */
export type DeskProps = { readonly face: Face<'supervisor'>; readonly view: SupervisorView; readonly catalogue: Catalogue; readonly act: Act };
