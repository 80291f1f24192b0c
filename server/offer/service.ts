import { areaOf, gapsOf, nationArea } from '#shared/offer/gaps.ts';
import type { MinimumOffer, OfferGap } from '#shared/offer/offer.ts';
import type { AdministratorId, PointId } from '#shared/ids.ts';
import { type Place, type Scope, covers } from '#shared/permissions/scope.ts';
import type { Point } from '#shared/contract/catalogue.ts';
import { appendAudit } from '#server/audit/index.ts';
import { type CatalogueReader, raiseVersion } from '#server/catalogue/index.ts';
import { AppError } from '#server/errors.ts';
import type { Changes } from '#server/platform/changes.ts';
import type { Database, Transaction } from '#server/platform/database/index.ts';
import { serviceDate } from '#server/serviceDay.ts';
import { withContext } from '#server/useCases.ts';
import * as store from './store.ts';

export type OfferContext = {
  readonly database: Database;
  readonly catalogue: Pick<CatalogueReader, 'all' | 'pointsAdvisedFrom'>;
  readonly changes: Pick<Changes, 'announce'>;
};
export type Author = { readonly id: AdministratorId; readonly scope: Scope };

const placeOf = ({ id, municipality }: Point): Place => ({ kind: 'point', pointId: id, municipality: municipality['fi'] ?? '' });
/** An area belongs to the nation, or to whoever looks after all points of the municipality. */
const placeOfArea = (area: string): Place =>
  area === nationArea ? { kind: 'nation' } : { kind: 'point', pointId: '', municipality: area.slice(areaOf('').length) };

const gapsAt = async (tx: Transaction, { catalogue }: OfferContext, points: readonly Point[]): Promise<OfferGap[]> =>
  gapsOf({ agencies: catalogue.all.agencies, points }, await store.readOffers(tx), serviceDate(tx.now).toString());

/** What was agreed for the scope's points, and what they lack. */
const read = (context: OfferContext, { scope }: Author): Promise<{ offers: MinimumOffer[]; gaps: OfferGap[] }> =>
  context.database.transaction(async (tx) => {
    const points = context.catalogue.all.points.filter((point) => covers(scope, placeOf(point)));
    const areas = new Set([nationArea, ...points.map(({ municipality }) => areaOf(municipality['fi'] ?? ''))]);
    const offers = (await store.readOffers(tx)).filter(({ area }) => points.length > 0 && (areas.has(area) || scope.kind === 'nation'));
    return { offers, gaps: await gapsAt(tx, context, points) };
  });

/** Errors: notFound, wrongState where somebody else has changed it meanwhile. */
const change = ({ database, changes }: OfferContext, { id, scope }: Author, offer: MinimumOffer): Promise<{ version: number }> =>
  database.transaction(async (tx) => {
    if (!covers(scope, placeOfArea(offer.area))) throw new AppError('notFound');
    if (!(await store.putOffer(tx, offer))) throw new AppError('wrongState');
    await appendAudit(tx, {
      actor: { kind: 'subject', role: 'administrator', id },
      act: 'minimumOffer.changed',
      object: { kind: 'area', id: offer.area },
      details: { lines: offer.lines.length },
    });
    // Pages read what is missing anew with the catalogue.
    await raiseVersion(tx);
    tx.afterCommit(() => changes.announce(['catalogue']));
    return { version: offer.version + 1 };
  });

/** What the points that advisers of this one look after lack. */
const gapsForAdviser = (context: OfferContext, pointId: PointId): Promise<{ gaps: OfferGap[] }> =>
  context.database.transaction(async (tx) => ({ gaps: await gapsAt(tx, context, context.catalogue.pointsAdvisedFrom(pointId)) }));

export type Offers = ReturnType<typeof createOffers>;

/** What points are to offer at least, and whether they do (F99). */
export const createOffers = (context: OfferContext) => withContext(context, { read, change, gapsForAdviser });
