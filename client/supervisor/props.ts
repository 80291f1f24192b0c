import type { Catalogue } from '#shared/contract/catalogue.ts';
import type { SupervisorView } from '#shared/contract/supervisor.ts';
import type { ActOf } from '#client/components/useAct.ts';
import type { Face } from '#client/state/face.ts';

/** What the supervisor can do by a press. */
export type SupervisorRequest = `queue:${'close' | 'reopen' | 'assign' | 'move' | 'setPriority'}` | 'call:listen' | 'call:stopListening';
export type Act = ActOf<SupervisorRequest>;

/** What the supervisor's page gives its parts. */
export type DeskProps = { readonly face: Face<'supervisor'>; readonly view: SupervisorView; readonly catalogue: Catalogue; readonly act: Act };
