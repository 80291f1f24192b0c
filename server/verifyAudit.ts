import { parseArgs } from 'node:util';
import { z } from 'zod';
import { verifyAudit } from './audit/index.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './platform/database/index.ts';
import { createLogger } from './platform/observability/index.ts';

const usage = `Usage: npm run audit:verify -- [--head SEQUENCE:HASH]
  --head   an "audit head" of the log or of an earlier run: finds out whether the chain was written anew since`;

const { values } = parseArgs({ options: { head: { type: 'string' } } });
const headSchema = z
  .string()
  .regex(/^\d+:[0-9a-f]{64}$/)
  .transform((text) => ({ sequence: Number(text.split(':')[0]), hash: text.split(':')[1] ?? '' }));
const head = headSchema.optional().safeParse(values.head);
if (!head.success) {
  console.error(usage);
  process.exit(2);
}
const config = readConfig();
const database = await openDatabase({
  url: config.DATABASE_URL,
  poolSize: 2,
  dataDir: config.DATA_DIR,
  dumpIntervalMs: config.DUMP_INTERVAL_MS,
  logger: createLogger('warn', undefined),
});
try {
  const { checked, head: found, faults } = await verifyAudit(database, head.data ?? null);
  for (const { sequence, what } of faults) console.log(`Entry ${sequence}: ${what}`);
  console.log(`${checked} entries checked; head ${found.sequence}:${found.hash}`);
  console.log(faults.length === 0 ? 'The chain is whole.' : 'The chain is NOT whole.');
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await database.close();
}
