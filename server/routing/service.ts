import { withContext } from '#server/useCases.ts';
import type { RoutingContext } from './context.ts';
import { agenciesToRoute, offerManually, route } from './offering.ts';
import { Rounds } from './rounds.ts';
import { rebuildWhereChanged, reactToCall, start } from './targets.ts';
import { forgetRounds, tryOut } from './whatIf.ts';

export type Routing = ReturnType<typeof createRouting>;

/** Offers waiting calls to free experts. Who gets whom is in assign.rules.ts, where a call may look is in routingTargets.rules.ts; here is the shell. */
export function createRouting(context: RoutingContext) {
  const rounds = new Rounds({ route: (agencyId) => route(context, agencyId), logger: context.logger });
  return {
    ...withContext(context, { reactToCall, offerManually, start, tryOut, forgetRounds }),

    /** The catalogue is another one: where a waiting call may look is worked out again if that has changed. */
    settingsChanged: (): Promise<void> => rebuildWhereChanged(context, (agencyId) => rounds.request(agencyId)),

    /** Routes the agency soon; many requests for it become one round. */
    request: (agencyId: string): void => rounds.request(agencyId),

    /** Asks for every agency where somebody could be offered: the safety net under the requests. */
    async tick(): Promise<void> {
      for (const agencyId of await context.database.transaction(agenciesToRoute)) rounds.request(agencyId);
    },

    /** Resolves when nothing is being routed. */
    settled: (): Promise<void> => rounds.settled(),
  };
}
