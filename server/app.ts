import { randomInt, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { type ParticipantKey, adviserKey, expertKey, terminalKey } from '#shared/call/flows.ts';
import type { ConnectedCall } from '#shared/call/lifecycle.ts';
import type { EventPayload } from '#shared/contract/index.ts';
import type { CallId } from '#shared/ids.ts';
import { startBackground } from '#server/background.ts';
import { createCalls, createMediaSync } from '#server/calls/index.ts';
import { createCallbacks } from '#server/callbacks/index.ts';
import { CatalogueReader, importDemo } from '#server/catalogue/index.ts';
import { createChanges } from '#server/changes.ts';
import { clientAddress, limitedNetwork, trustOf } from '#server/clientAddress.ts';
import { type Config, listOf } from '#server/config.ts';
import { createConnections, iceServers } from '#server/connection/index.ts';
import { createConsultations } from '#server/consultations/index.ts';
import { openDatabase, watchDatabase } from '#server/db/index.ts';
import { AppError } from '#server/errors.ts';
import { createExperts } from '#server/experts/index.ts';
import { attachGateway, createViewPusher } from '#server/gateway/index.ts';
import {
  connectionHandlers,
  deskHandlers,
  expertHandlers,
  mediaHandlers,
  practiceHandlers,
  supervisorHandlers,
  terminalHandlers,
} from '#server/handlers/index.ts';
import { createHttp, createListener, pagesBuildOf } from '#server/http/index.ts';
import { createIdentity } from '#server/identity/index.ts';
import { createMedia } from '#server/media/index.ts';
import { createMetrics } from '#server/observability/index.ts';
import { createHours } from '#server/hours/index.ts';
import { createPresence } from '#server/presence/index.ts';
import { createRouting } from '#server/routing/index.ts';
import { createTerminals } from '#server/terminals/index.ts';
import { createTickets, scryptHashing } from '#server/tickets/index.ts';
import { createVisiting } from '#server/visiting/index.ts';
import { createFeelings, createSharedNotes, createVisits } from '#server/visits/index.ts';

const demoContent = fileURLToPath(new URL('catalogue/demo', import.meta.url));
const clientDirectory = fileURLToPath(new URL('../dist/client', import.meta.url));

/** scrypt's N for PINs: some ten milliseconds a try. */
const pinCost = 8_192;

export type App = Awaited<ReturnType<typeof createApp>>;

/** Wires the whole server, in the order in which a call travels. Errors: whatever keeps it from starting. */
export async function createApp(config: Config, logger: Logger) {
  const changes = createChanges();
  const database = await openDatabase({
    url: config.DATABASE_URL,
    poolSize: config.DATABASE_POOL,
    dataDir: config.DATA_DIR,
    dumpIntervalMs: config.DUMP_INTERVAL_MS,
    logger,
  });
  if (config.isDemo) await importDemo(database, demoContent);
  const catalogue = await CatalogueReader.create(database);
  const turn = { urls: listOf(config.TURN_URLS), secret: config.TURN_SECRET, lifetimeSeconds: config.TURN_LIFETIME_SECONDS };
  const media = await createMedia({
    workerCount: config.MEDIA_WORKERS,
    // Listening on all addresses while announcing the loopback's would answer from another address than was asked, which ICE does not take for UDP.
    listenIp: config.MEDIA_LISTEN_IP ?? (config.MEDIA_ANNOUNCED_ADDRESS === undefined ? '127.0.0.1' : '0.0.0.0'),
    announcedAddress: config.MEDIA_ANNOUNCED_ADDRESS ?? null,
    basePort: config.MEDIA_PORT,
    iceServers: (participant) => iceServers(turn, Date.now(), participant),
    logger,
  });
  const mediaSync = createMediaSync({ database, media, logger });
  const connections = createConnections({
    database,
    changes,
    catalogue,
    media,
    sendLever: (terminalId, payload) => gateway.send(terminalKey(terminalId), 'lever:pulled', payload),
    isBrowserAnswering: (participant) => gateway.answersPing(participant),
    now: () => performance.now(),
    logger,
  });

  const experts = createExperts({ database, changes, catalogue, offlineAfterMs: config.OFFLINE_AFTER_MS });
  const calls = createCalls({
    database,
    changes,
    timings: timingsOf(config),
    noteRetentionMs: config.NOTE_RETENTION_HOURS * 3_600_000,
    // In this order: who is free, who may be offered to whom, what the colleague's call does, what comes next in the visit.
    reactions: [
      experts.reactToCall,
      (...change) => routing.reactToCall(...change),
      (...change) => consultations.reactToCall(...change),
      (...change) => visits.reactToCall(...change),
    ],
    onCommitted: ({ callId }) => void mediaSync.sync(callId),
    logger,
  });
  const hours = createHours({ database, catalogue, changes });
  const visits = createVisits({
    database,
    calls,
    catalogue,
    changes,
    hours,
    randomId: randomUUID,
    randomInt,
    idleMs: config.VISIT_IDLE_MS,
    entriesAnHour: config.ENTRIES_AN_HOUR,
  });
  const tickets = createTickets({ database, randomId: randomUUID, randomInt, hashing: scryptHashing(pinCost) });
  const sharedNotes = createSharedNotes({ database, changes, retentionMs: config.NOTE_RETENTION_HOURS * 3_600_000 });
  const callbacks = createCallbacks({ database, calls, visits, catalogue, hours, changes, tickets, randomId: randomUUID, randomInt });
  const visiting = createVisiting({ database, visits, catalogue, changes, tickets, randomInt });
  const consultations = createConsultations({ database, calls, changes, catalogue, hours, onLeftBehind: (key) => void media.closeSession(key) });
  const routing = createRouting({ database, calls, catalogue, hours, logger });
  const terminals = createTerminals({ database, catalogue, changes, pagesBuild: pagesBuildOf(clientDirectory), onSelfTest: connections.selfTestIn });
  const nodeId = randomUUID();
  const presence = createPresence({
    database,
    nodeId,
    leaseMs: config.PRESENCE_LEASE_MS,
    react: async (tx, { role, id }, coming) => {
      await calls.presenceChangedIn(tx, role, id, coming);
      if (role === 'expert') await experts.presenceChangedIn(tx, id, coming);
      tx.afterCommit(() => connections.monitor.signalling(`${role}:${id}` as ParticipantKey, coming === 'connected'));
      const pointId = role === 'terminal' ? catalogue.terminal(id)?.point.id : undefined;
      if (pointId !== undefined) tx.afterCommit(() => changes.announce([`point:${pointId}`]));
    },
    logger,
  });
  const identity = createIdentity({
    database,
    catalogue,
    sessionHours: config.SESSION_HOURS,
    onEnded: () => changes.announce(['sessions:ended']),
  });
  /** Nothing is heard or seen any more of whose session has ended, and nobody waits for them. */
  const dismissEnded = async (): Promise<void> => {
    for (const { subject, hash, connectionId } of await identity.readEnded(nodeId)) {
      gateway.dismiss(connectionId);
      await media.closeSession(`${subject.role}:${subject.id}` as ParticipantKey);
      await presence.dismissed(subject, hash);
      logger.info({ role: subject.role, subjectId: subject.id }, 'page sent away: its session has ended');
    }
  };
  const views = createViewPusher({ database, catalogue, hours, logger });
  changes.onChange((topics, isLocal) => {
    for (const topic of topics) {
      const [kind, id = ''] = topic.split(/:(.*)/s);
      if (kind === 'agency') routing.request(id);
      if (kind === 'call' && !isLocal) void mediaSync.sync(id as CallId);
      // Where it fails, the next round looks again.
      if (topic === 'sessions:ended') dismissEnded().catch((error: unknown) => logger.warn({ err: error }, 'ended sessions could not be looked for'));
    }
  });

  const onSaid = (call: ConnectedCall, by: ParticipantKey, line: EventPayload<'connection:said'>): void => {
    const advisers = call.advisers.filter(({ role }) => role === 'adviser').map(({ adviserId }) => adviserKey(adviserId));
    const staff = [expertKey(call.expertId), ...advisers].filter((one) => one !== by);
    for (const reader of [...(line.to === 'everybody' ? [terminalKey(call.terminalId)] : []), ...staff]) gateway.send(reader, 'connection:said', line);
  };
  const publicOrigins = listOf(config.PUBLIC_ORIGINS);
  const isTrusted = trustOf(listOf(config.TRUSTED_PROXIES));
  const checkReady = async (): Promise<void> => {
    await database.ping().catch((cause: unknown) => {
      throw new AppError('unavailable', undefined, { cause });
    });
    if (!gateway.isOpen()) throw new AppError('unavailable');
    if (config.MEDIA_WORKERS > 0 && media.workers().length === 0) throw new AppError('mediaUnavailable');
  };
  const http = createListener(
    createHttp({
      catalogue,
      identity,
      metrics: createMetrics(database, media, connections.monitor),
      isDemo: config.isDemo,
      publicOrigins,
      isTrusted,
      clientDirectory,
      checkReady,
      logger,
    }),
    logger,
  );
  const gateway = await attachGateway({
    http,
    isStrict: config.NODE_ENV === 'test',
    handlers: {
      ...terminalHandlers({
        calls,
        visits,
        callbacks,
        visiting,
        consultations,
        sharedNotes,
        feelings: createFeelings({ database, changes }),
        terminals,
        views,
      }),
      ...expertHandlers({ database, calls, experts, routing, visits, sharedNotes, terminals, consultations, views, catalogue }),
      ...deskHandlers({
        database,
        calls,
        visits,
        callbacks,
        visiting,
        terminals,
        views,
        catalogue,
        hours,
        logger,
        onAdviserLeft: (key) => media.closeSession(key as ParticipantKey),
        onSaid,
      }),
      ...supervisorHandlers({ calls, visits, routing, hours, views, catalogue, onListenerLeft: (key) => media.closeSession(key as ParticipantKey) }),
      ...mediaHandlers({ database, calls, catalogue, changes, media, syncCall: (callId) => void mediaSync.sync(callId) }),
      ...connectionHandlers({ connections, terminals, catalogue, logger }),
      ...practiceHandlers({
        database,
        catalogue,
        logger,
        media,
        tell: (terminalId, payload) => gateway.send(terminalKey(terminalId), 'practice:deviceFault', payload),
      }),
    },
    identity,
    catalogue,
    presence,
    views,
    changes,
    databaseUrl: database.url,
    publicOrigins,
    addressOf: (request) => limitedNetwork(clientAddress(request, isTrusted)),
    logger,
  });
  media.onNotice(({ to, name, payload }) => gateway.sendLocally(to, name, payload));

  const stopWatching = watchDatabase({
    database,
    lostAfterMs: config.DATABASE_LOST_AFTER_MS,
    onLost: gateway.shut,
    onBack: () => {
      gateway.reopen();
      void views.refreshAll();
      void routing.tick().catch((error: unknown) => logger.warn({ err: error }, 'routing did not start again; the next tick tries'));
    },
    logger,
  });
  const stopBackground = startBackground({
    config,
    presence,
    calls,
    experts,
    routing,
    hours,
    visits,
    views,
    connections,
    sharedNotes,
    visiting,
    tickets,
    identity,
    dismissEnded,
    logger,
  });

  return {
    database,
    identity,
    media,
    routing,
    /** Listens and resolves with the port. */
    async listen(): Promise<number> {
      await presence.start();
      await hours.refresh();
      await routing.start();
      await new Promise<void>((resolve, reject) => {
        http.once('error', reject);
        http.listen(config.PORT, config.HOST, resolve);
      });
      const address = http.address();
      return typeof address === 'object' && address !== null ? address.port : config.PORT;
    },
    /** Stops taking requests, lets pages go, and closes what was opened, newest first. */
    async close(): Promise<void> {
      stopWatching();
      await stopBackground();
      await gateway.close();
      http.closeAllConnections();
      await routing.settled();
      await media.close();
      await database.close();
    },
  };
}

function timingsOf(config: Config) {
  return {
    ringMs: config.RING_MS,
    refusalMs: config.REFUSAL_MS,
    connectMs: config.CONNECT_MS,
    expertGraceMs: config.EXPERT_GRACE_MS,
    connectingGraceMs: config.CONNECTING_GRACE_MS,
    terminalGraceMs: config.TERMINAL_GRACE_MS,
    adviserGraceMs: config.ADVISER_GRACE_MS,
    wrapUpMs: config.WRAP_UP_MS,
    parkMs: config.PARK_MS,
    summonMs: config.SUMMON_MS,
    summonPauseMs: config.SUMMON_PAUSE_MS,
    summonTries: config.SUMMON_TRIES,
  };
}
