import { servesAt } from '#shared/contract/actor.ts';
import type { Catalogue } from '#shared/contract/catalogue.ts';

/** What customers of the point can choose from, and staff for them (F101): agencies that serve there. The others keep their names, for what a page may still show of them. */
export function catalogueAt(catalogue: Catalogue, pointId: string | undefined): Catalogue {
  if (pointId === undefined) return catalogue;
  const elsewhere = catalogue.agencies.filter((agency) => !servesAt(agency, pointId));
  if (elsewhere.length === 0) return catalogue;
  const named = elsewhere.flatMap(({ id, shortNames, services }) => [
    { kind: 'agency' as const, id, names: shortNames },
    ...services.map((service) => ({ kind: 'service' as const, id: service.id, names: service.names })),
  ]);
  return { ...catalogue, agencies: catalogue.agencies.filter((agency) => servesAt(agency, pointId)), former: [...(catalogue.former ?? []), ...named] };
}

/** Where the terminal stands. */
export const pointOfTerminal = ({ points }: Catalogue, terminalId: string): string | undefined =>
  points.find(({ terminals }) => terminals.some(({ id }) => id === terminalId))?.id;
