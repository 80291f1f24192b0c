import { randomInt, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { argonPasswords, createProviders } from '#server/accounts/index.ts';
import type { EnginePorts, EngineSettings } from '#server/engine.ts';
import { defaultLimits } from '#shared/privacy/classes.ts';
import { AppError } from '#server/errors.ts';
import { createSecrets } from '#server/secrets.ts';
import type { PagesPort } from '#server/platform/gateway/port.ts';
import type { MediaPort } from '#server/media/port.ts';
import { demoForms, openLibrary } from '#server/forms/index.ts';
import { scryptHashing } from '#server/tickets/index.ts';
import { timings } from './callArbitraries.ts';

const unavailable = (): Promise<never> => Promise.reject(new AppError('mediaUnavailable'));
const nothing = (): void => {};
const done = (): Promise<void> => Promise.resolve();
const gone = (): Promise<null> => Promise.resolve(null);
const noTraffic = { fromPages: 0, toPages: 0 };
const noSources = { microphone: 0, camera: 0 };

/** A media server without workers: nobody can open a session. */
export const noMedia: MediaPort = {
  capabilities: unavailable,
  open: unavailable,
  openTest: unavailable,
  connectTransport: unavailable,
  produce: unavailable,
  setReceiveQuality: unavailable,
  consumerReady: unavailable,
  sync: unavailable,
  restartIce: unavailable,
  setNetworkFaults: () => false,
  requestKeyFrames: nothing,
  setMutes: nothing,
  setMuted: nothing,
  setSubscriptions: done,
  dropCall: done,
  closeSession: done,
  rtpBytes: () => Promise.resolve({ terminal: noTraffic, expert: noTraffic, adviser: noTraffic, supervisor: noTraffic }),
  sourceBytes: () => Promise.resolve({ terminal: noSources, expert: noSources, adviser: noSources, supervisor: noSources }),
  sampleStats: gone,
  readUplinkStats: gone,
  workers: () => [],
  close: done,
};

/** Pages that nobody has open. */
const noPages: PagesPort = { send: nothing, answersPing: () => Promise.resolve(false), dismiss: nothing };

/** All ports of the engine but the database and its content, empty, for tests that need none of them. */
export const emptyPorts: Omit<EnginePorts, 'database' | 'catalogue'> = {
  media: noMedia,
  mediaSync: { sync: done },
  pages: noPages,
  addressOf: () => '127.0.0.1',
  randomId: randomUUID,
  randomInt,
  forms: await openLibrary(demoForms, pino({ level: 'silent' })),
  hashing: scryptHashing(2),
  passwords: argonPasswords({ memoryCost: 8, timeCost: 1, parallelism: 1 }),
  secrets: createSecrets([Buffer.alloc(32, 7)]),
  providers: createProviders({ settings: [], allowsPlainHttp: true }),
  now: () => performance.now(),
  logger: pino({ level: 'silent' }),
};

/** Which build of the pages this server says that it serves. */
export const servedBuild = 'Newest12';

export const testSettings: EngineSettings = {
  timings,
  leaseMs: 8_000,
  offlineAfterMs: 10_000,
  noteRetentionMs: 3_600_000,
  privacyLimits: { limits: defaultLimits, noteHours: 1, auditHours: 5 * 365 * 24 },
  idleMs: 600_000,
  entriesAnHour: 10_000,
  sessionHours: 1,
  sessionIdleMinutes: 240,
  terminalSessionDays: 365,
  publicOrigins: [],
  isDemo: true,
  accessibilityContact: '',
  pagesBuild: servedBuild,
};
