import type { Catalogue } from '#shared/contract/catalogue.ts';
import type { TerminalView } from '#shared/contract/views/index.ts';
import type { Face } from '#client/state/face.ts';

/** What the terminal's page gives its parts. */
export type TerminalProps = { readonly face: Face<'terminal'>; readonly view: TerminalView; readonly catalogue: Catalogue };
