import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { verifyAudit } from '#server/audit/index.ts';
import { backUpEmbedded, backUpServer, openDatabase, restoreEmbedded, restoreServer } from '#server/platform/database/index.ts';
import { type DebianPostgres, isInstalled, programs, startDebianPostgres } from '#tests/support/debianPostgres.ts';
import { Person } from '#tests/support/socketPeople.ts';
import { startServer } from '#tests/support/startApp.ts';

const env = { MEDIA_WORKERS: '0', TERMINAL_GRACE_MS: '3600000', DEMO: 'true' };
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'distans-backup-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Place = { readonly dataDir?: string; readonly url?: string };
const started = async ({ dataDir, url }: Place) => {
  const server = await startServer({ ...(dataDir !== undefined && { dataDir }), env: { ...env, ...(url !== undefined && { DATABASE_URL: url }) } });
  return server;
};

/** A customer comes to the queue, and the server is stopped while they wait. */
async function leaveOneWaiting(place: Place, terminalId = 'mikkeli-1'): Promise<string> {
  const server = await started(place);
  const terminal = await Person.arrive(server.url, 'terminal', terminalId);
  const callId = randomUUID();
  await terminal.do('queue:join', { callId, agencyId: 'fpa', serviceId: 'fpa.studentAid', language: 'sv' } as never);
  terminal.leave();
  await server.stop({ keepData: true });
  return callId;
}

/** The same customer is served by a server on what was restored, and the audit's chain is whole. */
async function serve(place: Place, callId: string, terminalId = 'mikkeli-1'): Promise<void> {
  const server = await started(place);
  const terminal = await Person.arrive(server.url, 'terminal', terminalId);
  expect(terminal.view?.call).toMatchObject({ callId, state: 'queued' });
  const expert = await Person.arrive(server.url, 'expert', 'expert-fpa-1');
  await expert.do('status:choose', { status: 'available' });
  const { offer } = await expert.until((view) => view.offer?.callId === callId);
  await expert.do('offer:accept', { callId: callId as never, offerNumber: offer?.offerNumber ?? 0 });
  await terminal.until(({ call }) => call?.state === 'connecting' || call?.state === 'active');
  for (const person of [terminal, expert]) person.leave();
  await server.stop({ keepData: true });
  const database = await openDatabase({
    url: place.url,
    dataDir: place.dataDir ?? '',
    poolSize: 2,
    dumpIntervalMs: 3_600_000,
    logger: pino({ level: 'silent' }),
  });
  expect((await verifyAudit(database)).faults).toEqual([]);
  await database.close();
}

describe('a backup', () => {
  it('[S9] of the embedded database is restored into an empty folder and over what is there; who waits goes on', async () => {
    const [first, second, file] = [path.join(folder, 'first'), path.join(folder, 'second'), path.join(folder, 'embedded.dump.gz')];
    await mkdir(first);
    const callId = await leaveOneWaiting({ dataDir: first });
    await backUpEmbedded(first, file);
    expect((await stat(file)).mode & 0o077).toBe(0);
    await restoreEmbedded(second, file);
    await serve({ dataDir: second }, callId);
    await restoreEmbedded(second, file);
    await serve({ dataDir: second }, callId);
    expect((await readdir(second)).filter((name) => name.startsWith('pglite'))).toEqual(['pglite']);
  });

  it('[S9] while a server runs is its newest dump; a file that is no dump changes nothing', async () => {
    const server = await startServer({ env: { ...env, DUMP_INTERVAL_MS: '500' } });
    onTestFinished(() => server.stop());
    const file = path.join(folder, 'running.dump.gz');
    await expect
      .poll(
        () =>
          backUpEmbedded(server.dataDir, file).then(
            () => 'done',
            () => 'not yet',
          ),
        { timeout: 30_000 },
      )
      .toBe('done');
    await expect(restoreEmbedded(path.join(folder, 'none'), path.join(server.dataDir, 'server.log'))).rejects.toThrow();
    expect(await readdir(folder)).not.toContain('none');
    // A server has the folder: it is not taken away under it.
    await expect(restoreEmbedded(server.dataDir, file)).rejects.toThrow();
  });
});

describe.skipIf(!isInstalled)('a backup of Debian’s PostgreSQL', () => {
  let source: DebianPostgres;
  let target: DebianPostgres;
  beforeAll(async () => {
    [source, target] = [await startDebianPostgres(), await startDebianPostgres()];
  });
  afterAll(() => Promise.all([source.stop(), target.stop()]));

  it('[S9] is restored into an empty database and over what is there; who waits goes on', async () => {
    const file = path.join(folder, 'server.backup');
    const callId = await leaveOneWaiting({ url: source.url });
    await backUpServer(source.url, file, programs);
    expect((await stat(file)).mode & 0o077).toBe(0);
    for (let round = 0; round < 2; round += 1) {
      await restoreServer(target.url, file, programs);
      await serve({ url: target.url }, callId);
    }
  });

  it('[S9] by base backup and the log of changes has also what came after it', async () => {
    const own = await startDebianPostgres();
    const follower = await own.followWal();
    const base = own.baseBackup();
    const callId = await leaveOneWaiting({ url: own.url }, 'pargas-1');
    // A server that stops waits for whoever follows its changes.
    await own.halt();
    const again = await startDebianPostgres({ base, wal: follower.wal });
    onTestFinished(async () => {
      await again.stop();
      await own.stop();
    });
    await serve({ url: again.url }, callId, 'pargas-1');
  });
});
