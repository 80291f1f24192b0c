import type { Catalogue } from '#shared/contract/catalogue.ts';
import type { RequestNameOf } from '#shared/contract/index.ts';
import type { ExpertView } from '#shared/contract/views/index.ts';
import type { ActOf } from '#client/components/useAct.ts';
import type { Face } from '#client/state/face.ts';

export type Act = ActOf<RequestNameOf<'expert'>>;

/** What the expert's page gives its parts. */
export type DeskProps = { readonly face: Face<'expert'>; readonly view: ExpertView; readonly catalogue: Catalogue; readonly act: Act };
