import type { Agency, Catalogue, Service, TermName } from '#shared/contract/catalogue.ts';
import type { AgencyId, PointId, ServiceId } from '#shared/ids.ts';
import type { Localised } from '#shared/language.ts';
import { useTexts } from '#client/app/i18n/index.ts';

export const agencyOf = ({ agencies }: Catalogue, agencyId: AgencyId): Agency | undefined => agencies.find(({ id }) => id === agencyId);
export const serviceOf = ({ agencies }: Catalogue, serviceId: ServiceId): Service | undefined =>
  agencies.flatMap(({ services }) => services).find(({ id }) => id === serviceId);

/** The names of what is in the catalogue, in one language. What is not in force any more still has its name; what a page of an older catalogue does not know is named by its id. */
export function catalogueTexts(catalogue: Catalogue, inLanguage: (text: Localised) => string) {
  const nameOr = (id: string, names = catalogue.former?.find((one) => one.id === id)?.names): string => (names === undefined ? id : inLanguage(names));
  return {
    agencyName: (id: AgencyId): string => nameOr(id, agencyOf(catalogue, id)?.names),
    agencyShortName: (id: AgencyId): string => nameOr(id, agencyOf(catalogue, id)?.shortNames),
    /** The agency’s own word (F101); null where the usual one does. */
    ownWord: (id: AgencyId, name: TermName): string | null => {
      const word = agencyOf(catalogue, id)?.terms?.[name];
      return word === undefined ? null : inLanguage(word);
    },
    serviceName: (id: ServiceId): string => nameOr(id, serviceOf(catalogue, id)?.names),
    pointName: (id: PointId): string => nameOr(id, catalogue.points.find((point) => point.id === id)?.names),
  };
}

/** The same in the page's language. */
export function useCatalogueTexts(catalogue: Catalogue) {
  const { inLanguage } = useTexts('common');
  return catalogueTexts(catalogue, inLanguage);
}
