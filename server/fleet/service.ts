import { withContext } from '#server/useCases.ts';
import { add, makeCode, move, rename, revoke } from './changing.ts';
import type { FleetContext } from './context.ts';
import { list, listEmptyPoints } from './listing.ts';

export type Fleet = ReturnType<typeof createFleet>;

/** Terminals as machines: who is one, where each stands, and whether it is well. */
export const createFleet = (context: FleetContext) => withContext(context, { list, listEmptyPoints, makeCode, add, rename, move, revoke });
