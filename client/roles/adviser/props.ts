import type { Catalogue } from '#shared/contract/catalogue.ts';
import type { RequestNameOf } from '#shared/contract/index.ts';
import type { AdviserTerminal, AdviserView } from '#shared/contract/views/index.ts';
import type { ActOf } from '#client/app/shell/useRequest.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';

export type Act = ActOf<RequestNameOf<'adviser'>>;

/** What the adviser's page gives its parts. */
export type DeskProps = { readonly roleClient: RoleClient<'adviser'>; readonly view: AdviserView; readonly catalogue: Catalogue; readonly act: Act };
/** And one of its terminals. */
export type TerminalProps = DeskProps & { readonly terminal: AdviserTerminal };
