import { pino } from 'pino';
import { openDatabase } from '#server/platform/database/open.ts';

/** Begins a transaction as the server does, takes a row in it, says so, and never ends it. */
const database = await openDatabase({
  url: process.env['DATABASE_URL'] ?? '',
  poolSize: 1,
  dataDir: '',
  dumpIntervalMs: 1e6,
  logger: pino({ level: 'silent' }),
});
await database.transaction(async (tx) => {
  await tx.run('update held set value = 2 where id = 1');
  process.stdout.write('holds\n');
  await new Promise(() => setInterval(() => {}, 1_000));
});
