import type { LooseContent } from '#shared/administration/records.ts';

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
