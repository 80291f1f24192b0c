import type { Logger } from 'pino';
import type { CallTimings } from '#shared/call/commands.ts';
import { accountsFeature } from '#server/accounts/feature.ts';
import { type Passwords, type Providers, createAccounts } from '#server/accounts/index.ts';
import { administrationFeature } from '#server/administration/feature.ts';
import { createAdministration } from '#server/administration/index.ts';
import { auditFeature } from '#server/audit/feature.ts';
import { createAudit, createSignInRefusals } from '#server/audit/index.ts';
import { callMediaFeature, callsFeature, thirdPartiesFeature } from '#server/calls/feature.ts';
import { type MediaSync, createCalls } from '#server/calls/index.ts';
import { callbacksFeature } from '#server/callbacks/feature.ts';
import { createCallbacks } from '#server/callbacks/index.ts';
import { catalogueFeature } from '#server/catalogue/feature.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import { createChanges } from '#server/platform/changes.ts';
import { chatFeature } from '#server/chat/feature.ts';
import { connectionFeature } from '#server/connection/feature.ts';
import { createConnections } from '#server/connection/index.ts';
import { consultationsFeature } from '#server/consultations/feature.ts';
import { createConsultations } from '#server/consultations/index.ts';
import type { Database } from '#server/platform/database/index.ts';
import { fleetFeature } from '#server/fleet/feature.ts';
import { createFleet } from '#server/fleet/index.ts';
import { knowledgeFeature } from '#server/knowledge/feature.ts';
import { offerFeature } from '#server/offer/feature.ts';
import { createOffers } from '#server/offer/index.ts';
import { onboardingFeature } from '#server/onboarding/feature.ts';
import { createOnboarding } from '#server/onboarding/index.ts';
import { peopleFeature } from '#server/people/feature.ts';
import { createPeople } from '#server/people/index.ts';
import { viewsFeature } from '#server/views/feature.ts';
import { ViewPusher } from '#server/views/index.ts';
import { encryptionFeature } from '#server/encryption/feature.ts';
import { expertsFeature } from '#server/experts/feature.ts';
import { createExchange } from '#server/exchange/index.ts';
import { exchangeFeature } from '#server/exchange/feature.ts';
import { createExperts } from '#server/experts/index.ts';
import { type FormLibrary, createForms } from '#server/forms/index.ts';
import { formsFeature } from '#server/forms/feature.ts';
import { type Feature, merge } from '#server/feature.ts';
import type { Handlers, PagesPort } from '#server/platform/gateway/port.ts';
import { helpFeature } from '#server/help/feature.ts';
import { hoursFeature } from '#server/hours/feature.ts';
import { createHours } from '#server/hours/index.ts';
import { identityFeature } from '#server/identity/feature.ts';
import { type AddressOf, createDismissal, createIdentity, createWebSessions } from '#server/identity/index.ts';
import { wallFeature } from '#server/wall/feature.ts';
import { startJobs } from '#server/platform/jobs.ts';
import type { MediaPort } from '#server/media/port.ts';
import { messagesFeature } from '#server/messages/feature.ts';
import { createMessages } from '#server/messages/index.ts';
import { practiceFeature } from '#server/practice/feature.ts';
import { presenceFeature } from '#server/presence/feature.ts';
import { createPresence } from '#server/presence/index.ts';
import { ratingsFeature } from '#server/ratings/feature.ts';
import { createRatings } from '#server/ratings/index.ts';
import { privacyFeature } from '#server/privacy/feature.ts';
import { type ServerLimits, createPrivacy } from '#server/privacy/index.ts';
import { queueFeature } from '#server/queue/feature.ts';
import { createQueues } from '#server/queue/index.ts';
import { type Reactions, createReactions } from '#server/reactions.ts';
import { remoteActionsFeature } from '#server/remoteActions/feature.ts';
import { createRemoteActions } from '#server/remoteActions/index.ts';
import { routingFeature } from '#server/routing/feature.ts';
import { createRouting } from '#server/routing/index.ts';
import { selfTestFeature } from '#server/selfTest/feature.ts';
import { sharedNotesFeature } from '#server/sharedNotes/feature.ts';
import type { Secrets } from '#server/secrets.ts';
import { createSharedNotes } from '#server/sharedNotes/index.ts';
import { terminalsFeature } from '#server/terminals/feature.ts';
import { createTerminals } from '#server/terminals/index.ts';
import { ticketsFeature } from '#server/tickets/feature.ts';
import { type PinHashing, createTickets } from '#server/tickets/index.ts';
import { visitingFeature } from '#server/visiting/feature.ts';
import { createVisiting } from '#server/visiting/index.ts';
import { visitsFeature } from '#server/visits/feature.ts';
import { createVisits } from '#server/visits/index.ts';

/** All that comes from outside. */
export type EnginePorts = {
  readonly database: Database;
  readonly catalogue: CatalogueReader;
  readonly media: MediaPort;
  readonly mediaSync: MediaSync;
  readonly pages: PagesPort;
  readonly addressOf: AddressOf;
  readonly randomId: () => string;
  /** From 0 up to, and without, the bound. */
  readonly randomInt: (below: number) => number;
  /** The forms that there are to be filled. */
  readonly forms: FormLibrary;
  readonly hashing: PinHashing;
  readonly passwords: Passwords;
  readonly secrets: Secrets;
  readonly providers: Providers;
  /** Milliseconds of a clock that nobody sets; instants that are kept come from the database. */
  readonly now: () => number;
  readonly logger: Logger;
};

export type EngineSettings = {
  readonly timings: CallTimings;
  readonly leaseMs: number;
  readonly offlineAfterMs: number;
  readonly noteRetentionMs: number;
  readonly privacyLimits: ServerLimits;
  readonly idleMs: number;
  readonly entriesAnHour: number;
  readonly sessionHours: number;
  readonly sessionIdleMinutes: number;
  readonly terminalSessionDays: number;
  /** Addresses that pages come from; empty for the one that is asked. */
  readonly publicOrigins: readonly string[];
  /** Sign-in by choosing who to be. */
  readonly isDemo: boolean;
  /** Where people tell what is hard to use; empty where nowhere is named. */
  readonly accessibilityContact: string;
  /** Which build of the pages this server serves; null if it serves none. */
  readonly pagesBuild: string | null;
};

export type Engine = ReturnType<typeof createEngine>;

/** Builds every feature, without sockets, HTTP and mediasoup. The server, the simulation, tests and benches all run this one. */
export function createEngine(ports: EnginePorts, settings: EngineSettings) {
  const reactions = createReactions();
  const parts = createParts(ports, settings, reactions);
  const listed = featuresOf(parts);
  const handlers: Handlers = merge(listed);
  const features: readonly Feature[] = listed;
  reactions.register(features);
  let stopJobs = async (): Promise<void> => {};
  return {
    ...parts,
    handlers,
    routes: features.flatMap(({ routes }) => routes ?? []),
    /** Takes up where the processes before have left off, and does from now on what a server does by itself. To be called before the first page is let in. */
    async start(): Promise<void> {
      for (const { start } of features) await start?.();
      parts.changes.onChange((topics, isLocal) => {
        for (const topic of topics) for (const { onChange } of features) onChange?.(topic, isLocal);
      });
      stopJobs = startJobs(
        features.flatMap(({ jobs }) => jobs ?? []),
        ports.logger,
      );
    },
    /** Waits for the rounds that run. */
    stop: (): Promise<void> => stopJobs(),
  };
}

/** Another catalogue: who has no place in it is signed out, waiting calls may look elsewhere, and every page shows it. */
function onCatalogue({ identity, routing, views, logger }: ReturnType<typeof createParts>): void {
  // Where it fails, the next round finds it.
  identity.followRegister().catch((error: unknown) => logger.warn({ err: error }, 'the sessions could not be compared with the register'));
  routing.settingsChanged().catch((error: unknown) => logger.error({ err: error }, 'routing targets could not be made anew'));
  void views.refreshAll();
}

/**
 * Every feature. In this order they are told of what happens to a call: who is free, who may be offered to whom, what the colleague's call does,
 * what comes next in the visit; and in this order they start.
 */
const featuresOf = (parts: ReturnType<typeof createParts>) =>
  [
    presenceFeature(parts),
    identityFeature(parts),
    accountsFeature(parts),
    catalogueFeature({ ...parts, onCatalogue: () => onCatalogue(parts) }),
    hoursFeature(parts),
    callsFeature(parts),
    expertsFeature(parts),
    routingFeature(parts),
    consultationsFeature(parts),
    visitsFeature(parts),
    queueFeature(parts),
    ticketsFeature(parts),
    callbacksFeature(parts),
    visitingFeature(parts),
    formsFeature(parts),
    sharedNotesFeature(parts),
    ratingsFeature(parts),
    thirdPartiesFeature(parts),
    callMediaFeature(parts),
    chatFeature(parts),
    encryptionFeature(parts),
    messagesFeature(parts),
    connectionFeature(parts),
    remoteActionsFeature(parts),
    practiceFeature(parts),
    terminalsFeature(parts),
    selfTestFeature(parts),
    helpFeature(parts),
    knowledgeFeature(parts),
    viewsFeature(parts),
    wallFeature(parts),
    fleetFeature(parts),
    administrationFeature(parts),
    exchangeFeature(parts),
    peopleFeature(parts),
    offerFeature(parts),
    onboardingFeature(parts),
    auditFeature(parts),
    privacyFeature(parts),
  ] as const;

function createParts(ports: EnginePorts, settings: EngineSettings, reactions: Reactions) {
  const changes = createChanges();
  const nodeId = ports.randomId();
  const core = { ...ports, ...settings, changes, nodeId, auditRefusal: createSignInRefusals() };
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
  const tickets = createTickets(core);
  const queues = createQueues({ ...core, calls, hours });
  const administration = createAdministration({ ...core, queues });
  return {
    ...core,
    presence,
    identity,
    accounts: createAccounts({ ...core, identity }),
    webSessions: createWebSessions({ ...core, identity }),
    dismissEnded: createDismissal({ ...core, identity, presence, media }),
    hours,
    connections,
    remoteActions: createRemoteActions({ ...core, meanOf: connections.monitor.meanOf }),
    terminals,
    experts,
    calls,
    routing,
    visits,
    queues,
    administration,
    exchange: createExchange({ ...core, administration }),
    people: createPeople({ ...core, identity }),
    offers: createOffers(core),
    onboarding: createOnboarding(core),
    tickets,
    consultations: createConsultations({ ...core, calls, hours }),
    callbacks: createCallbacks({ ...core, calls, visits, hours, tickets }),
    visiting: createVisiting({ ...core, visits, tickets }),
    sharedNotes: createSharedNotes({ ...core, retentionMs: settings.noteRetentionMs }),
    callForms: createForms(core),
    ratings: createRatings(core),
    messages: createMessages(core),
    fleet: createFleet({ ...core, identity }),
    audit: createAudit({ ...core, keptMs: settings.privacyLimits.auditHours * 3_600_000 }),
    privacy: createPrivacy(core),
    views: new ViewPusher({ ...core, hours }),
  };
}
