import type { Agency } from '#shared/contract/catalogue.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import type { Feature } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';

/** What staff look up about a service (F59); the catalogue of the pages is without it. */
export const knowledgeFeature = ({ catalogue }: { readonly catalogue: CatalogueReader }) => {
  const cardsOf = (agencies: readonly Agency[]) => ({
    services: agencies
      .flatMap(({ services }) => services.map(({ id }) => ({ serviceId: id, cards: [...catalogue.knowledgeOf(id)] })))
      .filter(({ cards }) => cards.length > 0),
  });
  return {
    handlers: {
      'knowledge:list': async (session) => {
        if (session.role === 'expert') {
          const agencyId = catalogue.member(session.id)?.agencyId;
          if (agencyId == null) throw new AppError('notFound');
          return cardsOf(catalogue.all.agencies.filter(({ id }) => id === agencyId));
        }
        const points = catalogue.pointsAdvisedFrom(session.pointId);
        return cardsOf(catalogue.all.agencies.filter(({ id }) => points.some((point) => catalogue.servesAt(id, point.id))));
      },
    } satisfies Partial<Handlers>,
  } satisfies Feature;
};
