/** What has changed, named by whom it concerns. Views are read anew for these; nothing of the change itself is carried. */
export type Topic =
  | `terminal:${string}`
  | `expert:${string}`
  | `adviser:${string}`
  | `supervisor:${string}`
  | `agency:${string}`
  | `point:${string}`
  | `call:${string}`
  | 'sessions:ended'
  | 'catalogue';

export type Changes = ReturnType<typeof createChanges>;

/** In-process announcement of committed changes. Listeners must not throw; what they start runs on its own. */
export function createChanges() {
  const listeners = new Set<(topics: ReadonlySet<Topic>, isLocal: boolean) => void>();
  const tell = (topics: Iterable<Topic>, isLocal: boolean) => {
    const all = new Set(topics);
    for (const listener of listeners) listener(all, isLocal);
  };
  return {
    /** Committed here. */
    announce: (topics: Iterable<Topic>) => tell(topics, true),
    /** Committed by another process on the same database. */
    relay: (topics: Iterable<Topic>) => tell(topics, false),
    onChange(listener: (topics: ReadonlySet<Topic>, isLocal: boolean) => void): void {
      listeners.add(listener);
    },
  };
}
