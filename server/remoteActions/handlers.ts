import type { Logger } from 'pino';
import { type CatalogueReader, ownTerminalGuard } from '#server/catalogue/index.ts';
import { done } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';
import type { RemoteActions } from './index.ts';

type Parts = { readonly remoteActions: RemoteActions; readonly catalogue: CatalogueReader; readonly logger: Logger };

/** The point's adviser runs an action at a terminal, whose page reports what came of it. */
export function remoteActionHandlers({ remoteActions, catalogue, logger }: Parts) {
  const demandOwnTerminal = ownTerminalGuard({ catalogue, logger });
  return {
    'remoteAction:run': async (adviser, { remoteActionId, terminalId, remoteAction }) => {
      demandOwnTerminal(adviser, terminalId);
      return done(remoteActions.run({ remoteActionId, terminalId, remoteAction, adviserId: adviser.id }));
    },
    'remoteAction:report': ({ id }, { remoteActionId, outcome }) => done(remoteActions.report(id, remoteActionId, outcome)),
  } satisfies Partial<Handlers>;
}
