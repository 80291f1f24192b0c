import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { type Database, openDatabase } from '#server/platform/database/index.ts';
import { bringEmbeddedDatabase } from './embeddedTemplate.ts';
import { startPostgres } from './postgres.ts';

export type TestDatabase = { readonly database: Database; close(): Promise<void> };

const options = { poolSize: 10, dumpIntervalMs: 3_600_000, logger: pino({ level: 'silent' }) };

async function openEmbedded(): Promise<TestDatabase> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'distans-embedded-'));
  await bringEmbeddedDatabase(dataDir);
  const database = await openDatabase({ ...options, url: undefined, dataDir });
  return {
    database,
    async close() {
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function openReal(): Promise<TestDatabase> {
  const postgres = await startPostgres();
  const database = await openDatabase({ ...options, url: await postgres.createDatabase(), dataDir: '' });
  return {
    database,
    async close() {
      await database.close();
      await postgres.stop();
    },
  };
}

/** Both databases that the product runs on; a contract suite runs once on each. */
export const databaseKinds: readonly (readonly [name: string, open: () => Promise<TestDatabase>])[] = [
  ['the embedded database', openEmbedded],
  ['PostgreSQL', openReal],
];
