import type { Reaction } from '#server/calls/index.ts';
import type { PresenceReaction } from '#server/presence/index.ts';

/** What a feature does, in the same transaction, when something has happened to a call or a subject comes or goes. */
export type Reacting = { readonly onCallEvent?: Reaction; readonly onPresence?: PresenceReaction };

export type Reactions = ReturnType<typeof createReactions>;

/**
 * Who reacts to whom. Calls and presences hand on what happens, and those that react need calls: so both get this, and the engine says once
 * who reacts, in which order. Errors: whatever happens before that, and saying it twice.
 */
export function createReactions() {
  let registered: readonly Reacting[] | null = null;
  const all = (): readonly Reacting[] => {
    if (registered === null) throw new Error('something happened before it was said who reacts to it');
    return registered;
  };
  const toCall: Reaction = async (tx, event, before, after, by) => {
    for (const { onCallEvent } of all()) await onCallEvent?.(tx, event, before, after, by);
  };
  const toPresence: PresenceReaction = async (tx, subject, coming) => {
    for (const { onPresence } of all()) await onPresence?.(tx, subject, coming);
  };
  return {
    toCall,
    toPresence,
    register(reacting: readonly Reacting[]): void {
      if (registered !== null) throw new Error('it was said twice who reacts');
      registered = reacting;
    },
  };
}
