import type { Instant } from '#shared/instant.ts';
import type { ViewChange } from '#shared/views/change.ts';

type AnyView = { readonly version: number; readonly now: Instant };

/** What a page holds once all that was sent to it has arrived: the version, and the JSON of each part. */
export type Sent = { readonly version: number; readonly parts: Readonly<Record<string, string>> };

const sentAs = ({ version, now: _now, ...parts }: AnyView): Sent => ({
  version,
  parts: Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, JSON.stringify(part)])),
});

/** What a page holds that has asked for the whole view, unless it holds a newer one. */
export const sentWhole = (sent: Sent | null, view: AnyView): Sent => (sent !== null && sent.version >= view.version ? sent : sentAs(view));

/** The parts of a view that differ from what the page holds; null if none does, or the page holds a newer view. */
export function changeSince<V extends AnyView>(sent: Sent | null, view: V): { readonly change: ViewChange<V>; readonly sent: Sent } | null {
  if (sent !== null && sent.version >= view.version) return null;
  const next = sentAs(view);
  const differs = ([name]: [string, unknown]): boolean => name in next.parts && sent?.parts[name] !== next.parts[name];
  const changed = Object.entries(view).filter(differs);
  if (changed.length === 0) return null;
  const parts = Object.fromEntries(changed) as ViewChange<V>['parts'];
  return { change: { version: view.version, now: view.now, follows: sent?.version ?? null, parts }, sent: next };
}
