import { servesAt } from '#shared/contract/actor.ts';
import type { Catalogue } from '#shared/contract/catalogue.ts';

/** What customers of the point can choose from (F101). The others keep their names, for what a page may still show of them. */
export function catalogueAt(catalogue: Catalogue, pointId: string): Catalogue {
  const elsewhere = catalogue.agencies.filter((agency) => !servesAt(agency, pointId));
  if (elsewhere.length === 0) return catalogue;
  const named = elsewhere.flatMap(({ id, shortNames, services }) => [
    { kind: 'agency' as const, id, names: shortNames },
    ...services.map((service) => ({ kind: 'service' as const, id: service.id, names: service.names })),
  ]);
  return { ...catalogue, agencies: catalogue.agencies.filter((agency) => servesAt(agency, pointId)), former: [...(catalogue.former ?? []), ...named] };
}
