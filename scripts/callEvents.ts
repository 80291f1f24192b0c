import { pino } from 'pino';
import { readConfig } from '#server/config.ts';
import { readCall, readEvents } from '#server/calls/index.ts';
import { openDatabase } from '#server/platform/database/index.ts';
import { callIdSchema } from '#shared/ids.ts';

// node scripts/callEvents.ts CALL_ID: the call as it is and all its events. An embedded database must not be in use by a server.
const callId = callIdSchema.safeParse(process.argv[2]);
if (!callId.success) {
  console.error('Usage: node scripts/callEvents.ts CALL_ID\nSet DATA_DIR or DATABASE_URL as for the server; stop a server on the embedded database first.');
  process.exit(2);
}
const config = readConfig();
const database = await openDatabase({
  url: config.DATABASE_URL,
  poolSize: 2,
  dataDir: config.DATA_DIR,
  dumpIntervalMs: config.DUMP_INTERVAL_MS,
  logger: pino({ level: 'silent' }),
});
try {
  const { call, events } = await database.transaction(async (tx) => ({ call: await readCall(tx, callId.data), events: await readEvents(tx, callId.data) }));
  for (const { type, ...rest } of events) console.log(type, JSON.stringify(rest));
  console.log(call === null ? 'There is no such call.' : JSON.stringify(call, null, 2));
} finally {
  await database.close();
}
