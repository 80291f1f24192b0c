import type { Agency, Catalogue, Point, Validity } from '#shared/contract/catalogue.ts';

/** Whether what has this validity is in force on the day, such as 2026-12-01, and at the moment. */
export function isInForce(validity: Validity | null | undefined, today: string, now: number): boolean {
  if (validity == null) return true;
  const { from, to, endedAt } = validity;
  return (from === undefined || from <= today) && (to === undefined || today <= to) && (endedAt === undefined || now < endedAt);
}

/** What customers and routing see: the parts that are in force, and the names of the others. */
export function catalogueInForce(all: Catalogue, today: string, now: number): Catalogue {
  const holds = ({ validity }: { readonly validity?: Validity | undefined }): boolean => isInForce(validity, today, now);
  const agencies = all.agencies.filter(holds).flatMap((agency): Agency[] => {
    // Knowledge cards are staff's.
    const services = agency.services.filter(holds).map(({ knowledge: _cards, ...service }) => service);
    return services.length === 0 ? [] : [{ ...agency, units: agency.units.filter(holds), services }];
  });
  const points = all.points.filter(holds).flatMap((point): Point[] => {
    const terminals = point.terminals.filter(holds);
    return terminals.length === 0 ? [] : [{ ...point, terminals }];
  });
  const former = formerOf(all, { agencies, points });
  return former.length === 0 ? { agencies, points } : { agencies, points, former };
}

function formerOf(all: Catalogue, shown: Catalogue): NonNullable<Catalogue['former']> {
  const services = new Set(shown.agencies.flatMap((agency) => agency.services.map(({ id }) => id)));
  const isShown = (list: readonly { readonly id: string }[], id: string): boolean => list.some((one) => one.id === id);
  return [
    ...all.agencies.filter(({ id }) => !isShown(shown.agencies, id)).map(({ id, shortNames }) => ({ kind: 'agency' as const, id, names: shortNames })),
    ...all.agencies
      .flatMap((agency) => agency.services)
      .filter(({ id }) => !services.has(id))
      .map(({ id, names }) => ({ kind: 'service' as const, id, names })),
    ...all.points.filter(({ id }) => !isShown(shown.points, id)).map(({ id, names }) => ({ kind: 'point' as const, id, names })),
  ];
}
