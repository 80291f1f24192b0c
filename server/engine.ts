import type { Logger } from 'pino';
import type { CallTimings } from '#shared/call/commands.ts';
import { createCalls, type MediaSync } from '#server/calls/index.ts';
import { createCallbacks } from '#server/callbacks/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { createChanges } from '#server/changes.ts';
import { createConnections } from '#server/connection/index.ts';
import { createConsultations } from '#server/consultations/index.ts';
import type { Database } from '#server/db/index.ts';
import { createExperts } from '#server/experts/index.ts';
import { createViewPusher } from '#server/gateway/index.ts';
import type { PagesPort } from '#server/gateway/port.ts';
import { createHours } from '#server/hours/index.ts';
import { createDismissal, createIdentity } from '#server/identity/index.ts';
import type { MediaPort } from '#server/media/port.ts';
import { createPresence } from '#server/presence/index.ts';
import { createReactions } from '#server/reactions.ts';
import { createRouting } from '#server/routing/index.ts';
import { createTerminals } from '#server/terminals/index.ts';
import { type PinHashing, createTickets } from '#server/tickets/index.ts';
import { createVisiting } from '#server/visiting/index.ts';
import { createFeelings, createSharedNotes, createVisits } from '#server/visits/index.ts';

/** All that comes from outside. */
export type EnginePorts = {
  readonly database: Database;
  readonly catalogue: CatalogueReader;
  readonly media: MediaPort;
  readonly mediaSync: MediaSync;
  readonly pages: PagesPort;
  readonly randomId: () => string;
  /** From 0 up to, and without, the bound. */
  readonly randomInt: (below: number) => number;
  readonly hashing: PinHashing;
  /** Milliseconds of a clock that nobody sets; instants that are kept come from the database. */
  readonly now: () => number;
  readonly logger: Logger;
};

export type EngineSettings = {
  readonly timings: CallTimings;
  readonly leaseMs: number;
  readonly offlineAfterMs: number;
  readonly noteRetentionMs: number;
  readonly idleMs: number;
  readonly entriesAnHour: number;
  readonly sessionHours: number;
  /** Which build of the pages this server serves; null if it serves none. */
  readonly pagesBuild: string | null;
};

export type Engine = ReturnType<typeof createEngine>;

/** Builds every feature, without sockets, HTTP and mediasoup. The server, the simulation, tests and benches all run this one. */
export function createEngine(ports: EnginePorts, settings: EngineSettings) {
  const changes = createChanges();
  const reactions = createReactions();
  const nodeId = ports.randomId();
  const core = { ...ports, ...settings, changes, nodeId };
  const { media, mediaSync } = ports;

  const presence = createPresence({ ...core, react: reactions.toPresence });
  const identity = createIdentity({ ...core, onEnded: () => changes.announce(['sessions:ended']) });
  const hours = createHours(core);
  const connections = createConnections(core);
  const terminals = createTerminals({ ...core, onSelfTest: connections.selfTestIn });
  const experts = createExperts(core);
  const calls = createCalls({ ...core, react: reactions.toCall, onCommitted: ({ callId }) => void mediaSync.sync(callId) });
  const routing = createRouting({ ...core, calls, hours });
  const visits = createVisits({ ...core, calls, hours });
  const consultations = createConsultations({ ...core, calls, hours });
  const tickets = createTickets(core);
  const callbacks = createCallbacks({ ...core, calls, visits, hours, tickets });
  const visiting = createVisiting({ ...core, visits, tickets });
  const sharedNotes = createSharedNotes({ ...core, retentionMs: settings.noteRetentionMs });
  const feelings = createFeelings(core);
  const views = createViewPusher({ ...core, hours });
  const dismissEnded = createDismissal({ ...core, identity, presence, media });

  // In this order: who is free, who may be offered to whom, what the colleague's call does, what comes next in the visit.
  reactions.register([
    { onPresence: calls.reactToPresence },
    { onCallEvent: experts.reactToCall, onPresence: experts.reactToPresence },
    { onCallEvent: routing.reactToCall },
    { onCallEvent: consultations.reactToCall },
    { onCallEvent: visits.reactToCall },
    { onPresence: connections.reactToPresence },
    { onPresence: terminals.reactToPresence },
  ]);

  return {
    catalogue: ports.catalogue,
    changes,
    presence,
    identity,
    dismissEnded,
    hours,
    connections,
    terminals,
    experts,
    calls,
    routing,
    visits,
    consultations,
    tickets,
    callbacks,
    visiting,
    sharedNotes,
    feelings,
    views,
    /** Takes up where the processes before have left off; to be called before the first page is let in. */
    async start(): Promise<void> {
      await presence.start();
      await hours.refresh();
      await routing.start();
    },
  };
}
