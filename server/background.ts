import type { Logger } from 'pino';
import type { createCalls } from '#server/calls/index.ts';
import type { Config } from '#server/config.ts';
import { type createConnections, keepConnectionsEveryMs } from '#server/connection/index.ts';
import type { createExperts } from '#server/experts/index.ts';
import type { createViewPusher } from '#server/gateway/index.ts';
import type { createHours } from '#server/hours/index.ts';
import type { createIdentity } from '#server/identity/index.ts';
import { every } from '#server/jobs.ts';
import type { createPresence } from '#server/presence/index.ts';
import type { createRouting } from '#server/routing/index.ts';
import type { Tickets } from '#server/tickets/index.ts';
import type { createVisiting } from '#server/visiting/index.ts';
import type { createSharedNotes, createVisits } from '#server/visits/index.ts';

const dueEveryMs = 250;
const routeEveryMs = 1_000;
const lookEveryMs = 250;
const measureEveryMs = 3_000;
/** Sessions that end without a word to this process, as by another program on the database, end here within two of these. */
const dismissEveryMs = 1_000;
const refreshEveryMs = 10_000;
const cleanUpEveryMs = 60_000;

type Parts = {
  readonly config: Config;
  readonly presence: ReturnType<typeof createPresence>;
  readonly calls: ReturnType<typeof createCalls>;
  readonly experts: ReturnType<typeof createExperts>;
  readonly routing: ReturnType<typeof createRouting>;
  readonly hours: ReturnType<typeof createHours>;
  readonly visits: ReturnType<typeof createVisits>;
  readonly views: ReturnType<typeof createViewPusher>;
  readonly connections: ReturnType<typeof createConnections>;
  readonly sharedNotes: ReturnType<typeof createSharedNotes>;
  readonly visiting: ReturnType<typeof createVisiting>;
  readonly tickets: Tickets;
  readonly identity: ReturnType<typeof createIdentity>;
  readonly dismissEnded: () => Promise<void>;
  readonly logger: Logger;
};

/** All that a server does by itself as time passes. Returns how to stop; it waits for the rounds that run. */
export function startBackground(parts: Parts): () => Promise<void> {
  const { config, presence, calls, experts, routing, hours, visits, views, connections, sharedNotes, visiting, tickets, identity, dismissEnded, logger } =
    parts;
  const loops = [
    every(config.PRESENCE_LEASE_MS / 4, 'presence', presence.tick, logger),
    every(
      dueEveryMs,
      'due',
      async () => {
        await calls.runDue();
        await experts.runDue();
      },
      logger,
    ),
    every(routeEveryMs, 'routing', () => routing.tick(), logger),
    every(
      routeEveryMs,
      'closing',
      async () => {
        await hours.refresh();
        await visits.closeQueues();
      },
      logger,
    ),
    every(dismissEveryMs, 'sessions', dismissEnded, logger),
    every(refreshEveryMs, 'views', views.refreshAll, logger),
    every(lookEveryMs, 'connections', connections.tick, logger),
    every(measureEveryMs, 'repairs', connections.repairs.measure, logger),
    every(keepConnectionsEveryMs, 'connectionHistory', connections.keep, logger),
    every(
      cleanUpEveryMs,
      'cleanUp',
      async () => {
        await visits.runDue();
        await sharedNotes.eraseDue();
        await visiting.eraseDue();
        await tickets.eraseDue();
        await identity.cleanUp();
        await connections.thin();
      },
      logger,
    ),
  ];
  return async () => {
    await Promise.all(loops.map((stop) => stop()));
  };
}
