import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';
import type { CallId } from '#shared/ids.ts';

/** What can be half written while a call changes under it. */
export const draftKinds = ['share', 'transfer', 'chat'] as const;
export type DraftKind = (typeof draftKinds)[number];

type Drafts = { readonly [callId: CallId]: Partial<Record<DraftKind, string>> };

const store = createStore<Drafts>(() => ({}));

/** A text about a call: it is kept on the page while its form comes and goes, until it is sent or the call is over for this person. */
export function useDraft(callId: CallId, kind: DraftKind): readonly [text: string, setText: (text: string) => void] {
  const text = useStore(store, (drafts) => drafts[callId]?.[kind] ?? '');
  const setText = (next: string): void => store.setState((drafts) => ({ [callId]: { ...drafts[callId], [kind]: next } }));
  return [text, setText];
}

/** Forgets what was written about all other calls than these. */
export function keepDraftsOf(callIds: readonly CallId[]): void {
  const gone = (Object.keys(store.getState()) as CallId[]).filter((callId) => !callIds.includes(callId));
  if (gone.length > 0) store.setState((drafts) => Object.fromEntries(Object.entries(drafts).filter(([callId]) => callIds.includes(callId as CallId))), true);
}
