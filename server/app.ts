import { randomInt, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { dumpHours } from '#shared/privacy/classes.ts';
import { argonPasswords, createProviders, offerFirstAdministrator } from '#server/accounts/index.ts';
import { demoForms, noForms, openLibrary } from '#server/forms/index.ts';
import { createMediaSync } from '#server/calls/index.ts';
import { CatalogueReader, importDemo } from '#server/catalogue/index.ts';
import { clientAddress, limitedNetwork, trustOf } from '#server/clientAddress.ts';
import { type Config, listOf } from '#server/config.ts';
import { iceServers } from '#server/connection/index.ts';
import { openDatabase, watchDatabase } from '#server/platform/database/index.ts';
import { type EnginePorts, type EngineSettings, createEngine } from '#server/engine.ts';
import { AppError } from '#server/errors.ts';
import { type Sockets, attachGateway, createSockets } from '#server/platform/gateway/index.ts';
import { type HttpOptions, createHttp, createListener, createOperationsHttp, pagesBuildOf } from '#server/platform/http/index.ts';
import { createMedia } from '#server/media/index.ts';
import { createMetrics } from '#server/platform/observability/index.ts';
import { pastCallRoutes } from '#server/pastCalls.ts';
import { createSecrets } from '#server/secrets.ts';
import { secretsKeys } from '#server/secretsKey.ts';
import { readOwnTexts, textRoutes } from '#server/texts/index.ts';
import { scryptHashing } from '#server/tickets/index.ts';

const demoContent = fileURLToPath(new URL('catalogue/demo', import.meta.url));
const clientDirectory = fileURLToPath(new URL('../dist/client', import.meta.url));

/** scrypt's N for PINs: some ten milliseconds a try. */
const pinCost = 8_192;

export type App = Awaited<ReturnType<typeof createApp>>;

/** Adds sockets, media and HTTP to the engine. Errors: whatever keeps it from starting. */
export async function createApp(config: Config, logger: Logger) {
  const outside = await openOutside(config, logger);
  const { database, media, sockets } = outside;
  const [ports, settings] = [portsOf(config, outside, logger), settingsOf(config)];
  const engine = createEngine(ports, settings);
  // Before the first page is let in, and before its gateway is told of changes: media before views.
  await engine.start();
  const httpOptions: HttpOptions = {
    routes: [
      ...engine.routes,
      textRoutes({ wanted: listOf(config.TERMINAL_LANGUAGES), own: await readOwnTexts(config.TEXTS_DIR, logger), logger }),
      pastCallRoutes({ ports, settings, onPlayed: () => void engine.views.refreshAll() }),
    ],
    known: engine.webSessions.known,
    onRefused: (who, refused) => void engine.audit.refused(who, refused),
    metrics: createMetrics(database, media, engine.connections.monitor),
    showsMetrics: config.NODE_ENV !== 'production',
    publicOrigins: outside.publicOrigins,
    isTrusted: outside.isTrusted,
    clientDirectory,
    isDemo: config.isDemo,
    checkReady: () => checkReady(config, outside),
    logger,
  };
  const http = createListener(createHttp(httpOptions), logger);
  const operations = createListener(createOperationsHttp(httpOptions), logger);
  const gateway = await attachGateway({
    http,
    ...engine,
    isStrict: config.NODE_ENV === 'test',
    sockets,
    databaseUrl: database.url,
  });
  const stopWatching = watchDatabase({
    database,
    lostAfterMs: config.DATABASE_LOST_AFTER_MS,
    onLost: gateway.shut,
    onBack: () => {
      gateway.reopen();
      void engine.views.refreshAll();
      void engine.routing.tick().catch((error: unknown) => logger.warn({ err: error }, 'routing did not start again; the next tick tries'));
    },
    logger,
  });
  return {
    database,
    identity: engine.identity,
    media,
    routing: engine.routing,
    /** The token by which the first administrator is made; null in the demo, and where there is an administrator. */
    offerFirstAdministrator: (): Promise<string | null> => (config.isDemo ? Promise.resolve(null) : offerFirstAdministrator({ database })),
    /** Listens and resolves with the port of the pages. */
    async listen(): Promise<number> {
      if (config.OPERATIONS_PORT !== undefined) await listen(operations, config.OPERATIONS_PORT, config.OPERATIONS_HOST);
      return listen(http, config.PORT, config.HOST);
    },
    /** Stops taking requests, lets pages go, and closes what was opened, newest first. */
    async close(): Promise<void> {
      stopWatching();
      await engine.stop();
      await gateway.close();
      operations.close();
      operations.closeAllConnections();
      http.closeAllConnections();
      await engine.routing.settled();
      await media.close();
      await database.close();
    },
  };
}

type Outside = Awaited<ReturnType<typeof openOutside>>;

/** What the engine stands on in a real server. */
async function openOutside(config: Config, logger: Logger) {
  const database = await openDatabase({
    url: config.DATABASE_URL,
    poolSize: config.DATABASE_POOL,
    dataDir: config.DATA_DIR,
    dumpIntervalMs: config.DUMP_INTERVAL_MS,
    clockAheadMs: config.CLOCK_AHEAD_HOURS * 3_600_000,
    dumpKeptMs: Math.min(dumpHours, config.NOTE_RETENTION_HOURS) * 3_600_000,
    logger,
  });
  const secrets = createSecrets(await secretsKeys({ given: config.secretsKeys, dataDir: config.DATA_DIR }));
  if (config.isDemo) await importDemo(database, demoContent);
  const publicOrigins = listOf(config.PUBLIC_ORIGINS);
  const isTrusted = trustOf(listOf(config.TRUSTED_PROXIES));
  const sockets = createSockets(publicOrigins);
  const catalogue = await CatalogueReader.create(database);
  const media = await openMedia(config, sockets, logger);
  const formsDirectory = config.FORMS_DIR ?? (config.isDemo ? demoForms : null);
  const forms = formsDirectory === null ? noForms : await openLibrary(formsDirectory, logger);
  return { database, secrets, publicOrigins, isTrusted, sockets, catalogue, media, forms };
}

const portsOf = (config: Config, { database, secrets, catalogue, media, sockets, forms, isTrusted }: Outside, logger: Logger): EnginePorts => ({
  database,
  forms,
  catalogue,
  media,
  mediaSync: createMediaSync({ database, media, catalogue, logger }),
  pages: sockets.pages,
  addressOf: (request) => limitedNetwork(clientAddress(request, isTrusted)),
  randomId: randomUUID,
  randomInt,
  hashing: scryptHashing(pinCost),
  passwords: argonPasswords(),
  secrets,
  providers: createProviders({ settings: config.providers, allowsPlainHttp: config.NODE_ENV !== 'production' }),
  now: () => performance.now(),
  logger,
});

/** Errors: unavailable, mediaUnavailable. */
async function checkReady(config: Config, { database, sockets, media }: Outside): Promise<void> {
  await database.ping().catch((cause: unknown) => {
    throw new AppError('unavailable', undefined, { cause });
  });
  if (sockets.door.isShut) throw new AppError('unavailable');
  if (config.MEDIA_WORKERS > 0 && media.workers().length === 0) throw new AppError('mediaUnavailable');
}

async function listen(http: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, resolve);
  });
  const address = http.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

/** The media workers of this process. */
function openMedia(config: Config, sockets: Sockets, logger: Logger) {
  const turn = { urls: listOf(config.TURN_URLS), secret: config.TURN_SECRET, lifetimeSeconds: config.TURN_LIFETIME_SECONDS };
  return createMedia({
    workerCount: config.MEDIA_WORKERS,
    // Listening on all addresses while announcing the loopback's would answer from another address than was asked, which ICE does not take for UDP.
    listenIp: config.MEDIA_LISTEN_IP ?? (config.MEDIA_ANNOUNCED_ADDRESS === undefined ? '127.0.0.1' : '0.0.0.0'),
    announcedAddress: config.MEDIA_ANNOUNCED_ADDRESS ?? null,
    basePort: config.MEDIA_PORT,
    iceServers: (participant) => iceServers(turn, Date.now(), participant),
    onNotice: ({ to, name, payload }) => sockets.sendLocally(to, name, payload),
    logger,
  });
}

const settingsOf = (config: Config): EngineSettings => ({
  timings: timingsOf(config),
  leaseMs: config.PRESENCE_LEASE_MS,
  offlineAfterMs: config.OFFLINE_AFTER_MS,
  noteRetentionMs: config.NOTE_RETENTION_HOURS * 3_600_000,
  privacyLimits: {
    limits: config.limits,
    noteHours: config.NOTE_RETENTION_HOURS,
    auditHours: config.AUDIT_RETENTION_DAYS * 24,
  },
  idleMs: config.VISIT_IDLE_MS,
  entriesAnHour: config.ENTRIES_AN_HOUR,
  sessionHours: config.SESSION_HOURS,
  sessionIdleMinutes: config.SESSION_IDLE_MINUTES,
  terminalSessionDays: config.TERMINAL_SESSION_DAYS,
  publicOrigins: listOf(config.PUBLIC_ORIGINS),
  isDemo: config.isDemo,
  accessibilityContact: config.ACCESSIBILITY_CONTACT,
  pagesBuild: pagesBuildOf(clientDirectory),
});

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
