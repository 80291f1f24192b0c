import { withContext } from '#server/useCases.ts';
import { apply, preview } from './changing.ts';
import type { AdministrationContext } from './context.ts';
import { discardDraft, list, listChanges, saveDraft } from './listing.ts';
import { undo } from './undoing.ts';

export type Administration = ReturnType<typeof createAdministration>;

/** What administrators do to agencies, units, services, points, terminals' names and people: looked at before, undone afterwards, in force at once (F98). */
export const createAdministration = (context: AdministrationContext) =>
  withContext(context, { list, preview, apply, undo, listChanges, saveDraft, discardDraft });
