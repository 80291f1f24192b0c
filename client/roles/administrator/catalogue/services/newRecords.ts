import type { LooseContent } from '#shared/administration/records.ts';
import { textsOf, withText } from '#client/roles/administrator/catalogue/editing/content.ts';

/** An id that nobody has had; people never need to know it. */
const freshId = (prefix: string): string => `${prefix}${crypto.randomUUID().slice(0, 8)}`;

/** A service that is served by video, still without its texts. */
export const newService = (agencyId: string): LooseContent => ({
  id: freshId(`${agencyId}.`),
  agencyId,
  names: {},
  description: {},
  prepare: {},
  channels: ['remote'],
});

/** An agency, still without its texts. */
export const newAgency = (): LooseContent => ({ id: freshId('agency-'), names: {}, shortNames: {}, description: {}, icon: 'Landmark' });

/** While a new agency is written, its short name is its name, in each language in which nobody has written another. */
export function withShortNames(before: LooseContent, after: LooseContent): LooseContent {
  const [was, is, short] = [textsOf(before, 'names'), textsOf(after, 'names'), textsOf(after, 'shortNames')];
  return Object.keys({ ...was, ...is }).reduce(
    (content, language) => ((short[language] ?? '') === (was[language] ?? '') ? withText(content, 'shortNames', language, is[language] ?? '') : content),
    after,
  );
}
