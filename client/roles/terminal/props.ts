import type { Catalogue } from '#shared/contract/catalogue.ts';
import type { TerminalView } from '#shared/contract/views/index.ts';
import type { RoleClient } from '#client/app/state/roleClient.ts';

/** What the terminal's page gives its parts. */
export type TerminalProps = { readonly roleClient: RoleClient<'terminal'>; readonly view: TerminalView; readonly catalogue: Catalogue };
