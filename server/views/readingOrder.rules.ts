import type { Role } from '#shared/contract/define.ts';

/** `key` is also the name by which a change says that it concerns this page. */
type Page = { readonly session: { readonly role: Role; readonly key: string } };

/**
 * In which order pages' views are read. First those whom the change names and who are beside a call: their media begins only when their view says that
 * they are in it, where the two sides of a call have been told by media already. Then the others whom it names, then everybody else.
 */
export function readingOrder<P extends Page>(pages: readonly P[], topics: ReadonlySet<string>): P[] {
  const turn = ({ session: { role, key } }: P): number => {
    if (!topics.has(key)) return 2;
    return role === 'adviser' || role === 'supervisor' ? 0 : 1;
  };
  return pages.toSorted((a, b) => turn(a) - turn(b));
}
