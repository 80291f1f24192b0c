import { z } from 'zod';
import { channels } from '#shared/contract/catalogue.ts';
import { agencyIdSchema, pointIdSchema, serviceIdSchema } from '#shared/ids.ts';

/** One thing that was agreed: a service of an agency, or any of them, in a channel. */
export const offerLineSchema = z.strictObject({ agencyId: agencyIdSchema, serviceId: serviceIdSchema.nullable(), channel: z.enum(channels) });
export type OfferLine = z.output<typeof offerLineSchema>;

/** `nation`, or a municipality by its Finnish name: `municipality:Mikkeli`. */
export const areaSchema = z.string().regex(/^(nation|municipality:.{1,80})$/u);

/** What every point of an area is to offer at least (F99). Version 0: nothing was agreed yet. */
export const minimumOfferSchema = z.strictObject({ area: areaSchema, lines: z.array(offerLineSchema).max(200), version: z.number().int().min(0) });
export type MinimumOffer = z.output<typeof minimumOfferSchema>;

/** `noAgency`, `noService`: it is not in force. `notHere`: the actor does not serve at this point. `noVisit`: no day on which an expert comes. */
export const gapReasons = ['noAgency', 'notHere', 'noService', 'otherChannel', 'noVisit'] as const;
export const offerGapSchema = offerLineSchema.extend({ pointId: pointIdSchema, reason: z.enum(gapReasons) });
export type OfferGap = z.output<typeof offerGapSchema>;
