import type { AgencyId, ExpertId } from '#shared/ids.ts';
import { covers } from '#shared/permissions/scope.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import { done } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import type { Routing } from './index.ts';

type Parts = { readonly routing: Routing; readonly catalogue: CatalogueReader };

/** Offers by hand: an expert picks, a supervisor assigns; and an administrator tries other settings out. */
export function routingHandlers({ routing, catalogue }: Parts) {
  const agencyOf = (id: ExpertId): AgencyId => {
    const agencyId = catalogue.member(id)?.agencyId;
    if (agencyId == null) throw new AppError('notFound');
    return agencyId as AgencyId;
  };
  return {
    'offer:pick': async ({ id }, { callId, reason }) => done(routing.offerManually(callId, agencyOf(id), id, { reason: 'picked', note: reason })),
    'queue:assign': async ({ agencyId }, { callId, expertId }) => {
      if (catalogue.member(expertId)?.agencyId !== agencyId) throw new AppError('notFound');
      return done(routing.offerManually(callId, agencyId, expertId, { reason: 'assigned', note: null }));
    },
    'routing:tryOut': async ({ scope }, { agencyId, settings }) => {
      if (catalogue.agency(agencyId) === undefined || !covers(scope, { kind: 'agency', agencyId })) throw new AppError('notFound');
      return { offers: await routing.tryOut(agencyId, settings) };
    },
  } satisfies Partial<Handlers>;
}
