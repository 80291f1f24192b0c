import type { Catalogue } from '#shared/contract/catalogue.ts';
import type { ExpertView } from '#shared/contract/views/index.ts';
import type { ActOf } from '#client/components/useAct.ts';
import type { Face } from '#client/state/face.ts';

/** What the expert can do by a press. */
export type ExpertRequest =
  | 'status:choose'
  | 'status:reportMicrophoneFailure'
  | 'offer:accept'
  | 'offer:decline'
  | 'call:hold'
  | 'connection:say'
  | 'call:resume'
  | 'call:end'
  | 'call:sendToAdviser'
  | 'call:transfer'
  | 'call:park'
  | 'offer:pick'
  | 'note:share'
  | `consultation:${'start' | 'bringIn' | 'takeOut' | 'handOver' | 'end'}`
  | 'wrapUp:extend'
  | 'wrapUp:complete';
export type Act = ActOf<ExpertRequest>;

/** What the expert's page gives its parts. */
export type DeskProps = { readonly face: Face<'expert'>; readonly view: ExpertView; readonly catalogue: Catalogue; readonly act: Act };
