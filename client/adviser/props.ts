import type { Catalogue } from '#shared/contract/catalogue.ts';
import type { AdviserView } from '#shared/contract/views/index.ts';
import type { ActOf } from '#client/components/useAct.ts';
import type { Face } from '#client/state/face.ts';

/** What the adviser can do by a press. */
export type AdviserRequest =
  | 'desk:setUpCall'
  | 'practice:setFaults'
  | 'desk:removeFromQueue'
  | 'desk:removeEntries'
  | 'desk:liftEntryLimit'
  | 'desk:cancelVisiting'
  | `desk:${'moveVisiting' | 'answerNumber' | 'moveNumber'}`
  | 'help:answer'
  | 'help:close'
  | 'call:join'
  | 'call:leaveAsAdviser'
  | 'point:close'
  | 'point:reopen'
  | 'alert:done'
  | 'lever:pull'
  | 'connection:say';
export type Act = ActOf<AdviserRequest>;

/** What the adviser's page gives its parts. */
export type DeskProps = { readonly face: Face<'adviser'>; readonly view: AdviserView; readonly catalogue: Catalogue; readonly act: Act };
