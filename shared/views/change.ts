import { z } from 'zod';
import { type Instant, instantSchema } from '#shared/instant.ts';

/** Every view has these beside its parts. `version` grows with every view that is read from the database. */
export const viewMeta = { version: z.number().int(), now: instantSchema };

/** The part that every view has: it grows with every change of the catalogue, which the page then reads anew. */
export const catalogueVersion = { catalogueVersion: z.number().int() };

type ViewMeta = { readonly version: number; readonly now: Instant };

/** For `omit`: what is no part. */
export const notParts = { version: true, now: true } as const;

/** The event that carries the parts of a view that have changed, each of them whole. */
export const viewChangeSchema = <P extends z.ZodType>(parts: P) =>
  z.strictObject({
    ...viewMeta,
    /** The version that these parts are laid over; null: here are all parts. */
    follows: z.number().int().nullable(),
    parts,
  });

export type ViewChange<V extends ViewMeta> = ViewMeta & {
  readonly follows: number | null;
  readonly parts: { readonly [K in Exclude<keyof V, keyof ViewMeta>]?: V[K] | undefined };
};

/** The newer of two whole views: one that arrives late never overwrites. */
export const newerView = <V extends ViewMeta>(known: V | null, arrived: V): V => (known !== null && known.version >= arrived.version ? known : arrived);

/** What a page knows after a change; null where what it follows is missing, and the whole must be asked for. */
export function viewAfter<V extends ViewMeta>(known: V | null, { version, now, follows, parts }: ViewChange<V>): V | null {
  if (known !== null && known.version >= version) return known;
  if (follows !== null && follows !== known?.version) return null;
  return Object.assign({}, known, parts, { version, now }) as V;
}
