import { servesAt } from '#shared/contract/actor.ts';
import type { Catalogue, Service } from '#shared/contract/catalogue.ts';
import type { OfferGap, OfferLine, MinimumOffer } from './offer.ts';

/** Why a point does not offer what was agreed. */
function gapOf(
  { agencyId, serviceId, channel }: OfferLine,
  pointId: string,
  { agencies }: Pick<Catalogue, 'agencies'>,
  today: string,
): OfferGap['reason'] | null {
  const agency = agencies.find(({ id }) => id === agencyId);
  if (agency === undefined) return 'noAgency';
  if (!servesAt(agency, pointId)) return 'notHere';
  const services = agency.services.filter(({ id, isPractice }) => !isPractice && (serviceId === null || id === serviceId));
  if (services.length === 0) return 'noService';
  const there = services.filter(({ channels }) => channels.includes(channel));
  if (there.length === 0) return 'otherChannel';
  const isVisited = ({ visitingDays }: Service): boolean => visitingDays.some((day) => day.pointId === pointId && day.date >= today);
  return channel === 'visitingExpert' && !there.some(isVisited) ? 'noVisit' : null;
}

export const nationArea = 'nation';
export const areaOf = (municipality: string): string => `municipality:${municipality}`;

/** Everything that points lack of what was agreed for their areas (F99). `catalogue` is what is in force; the same lack is told once. */
export function gapsOf(
  catalogue: { readonly agencies: Catalogue['agencies']; readonly points: readonly Catalogue['points'][number][] },
  offers: readonly MinimumOffer[],
  today: string,
): OfferGap[] {
  return catalogue.points.flatMap(({ id: pointId, municipality }) => {
    const areas = [nationArea, areaOf(municipality['fi'] ?? '')];
    const lines = offers.filter(({ area }) => areas.includes(area)).flatMap((offer) => offer.lines);
    const distinct = new Map(lines.map((line) => [JSON.stringify([line.agencyId, line.serviceId, line.channel]), line]));
    return [...distinct.values()].flatMap((line): OfferGap[] => {
      const reason = gapOf(line, pointId, catalogue, today);
      return reason === null ? [] : [{ pointId, ...line, reason }];
    });
  });
}
