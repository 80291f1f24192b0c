import { type MinimumOffer, minimumOfferSchema } from '#shared/offer/offer.ts';
import type { Transaction } from '#server/platform/database/index.ts';

export const readOffers = (tx: Transaction): Promise<MinimumOffer[]> =>
  tx.rows(minimumOfferSchema, 'select area, offers as lines, version from minimum_offers order by area');

/** Whether it was kept: nobody has changed it since that version. */
export async function putOffer(tx: Transaction, { area, lines, version }: MinimumOffer): Promise<boolean> {
  const values = [area, JSON.stringify(lines)];
  if (version === 0) return (await tx.run('insert into minimum_offers (area, offers, version) values ($1, $2, 1) on conflict (area) do nothing', values)) > 0;
  return (await tx.run('update minimum_offers set offers = $2, version = version + 1 where area = $1 and version = $3', [...values, version])) > 0;
}
