import type { RoutingSettings } from '#shared/contract/catalogue.ts';
import type { AgencyId } from '#shared/ids.ts';
import type { RoutingContext } from './context.ts';
import { deleteRoundsBefore, readRounds } from './roundStore.ts';
import { type WhatIfOffer, whatIf } from './whatIf.rules.ts';

/** The last offers that other settings are tried on. */
export const triedOffers = 50;
const keptMs = 90 * 24 * 3_600_000;

/** Who would have got the agency's last offers by these settings, newest first. */
export const tryOut = ({ database, catalogue }: RoutingContext, agencyId: AgencyId, settings: RoutingSettings): Promise<WhatIfOffer[]> =>
  database.transaction(async (tx) => {
    const { units } = catalogue.routingOf(agencyId);
    const rounds = await readRounds(tx, agencyId, triedOffers);
    return rounds.flatMap((round) => whatIf(round, { settings, units })).slice(0, triedOffers);
  });

/** Erases what has been kept long enough. */
export const forgetRounds = ({ database }: RoutingContext): Promise<number> => database.transaction((tx) => deleteRoundsBefore(tx, tx.now - keptMs));
