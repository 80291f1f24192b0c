import { roles } from '#shared/contract/define.ts';
import { subjectSchema } from '#shared/contract/http.ts';
import { CatalogueReader, importDirectory } from './catalogue/index.ts';
import { offerFirstAdministrator } from './accounts/index.ts';
import { listOf, readConfig } from './config.ts';
import { openDatabase } from './platform/database/index.ts';
import { createIdentity } from './identity/index.ts';
import { createLogger } from './platform/observability/index.ts';

const usage = `Usage:
  node server/admin.ts import FOLDER        agencies.json, points.json and staff.json of the folder
  node server/admin.ts code ROLE ID         a one-time code: a person signs in with it, a machine becomes the terminal at /terminal; ROLE is ${roles.join(', ')}
  node server/admin.ts first-administrator  the one-time address for making the first administrator, where there is none`;

const [command, ...rest] = process.argv.slice(2);
const config = readConfig();
const database = await openDatabase({
  url: config.DATABASE_URL,
  poolSize: 2,
  dataDir: config.DATA_DIR,
  dumpIntervalMs: config.DUMP_INTERVAL_MS,
  logger: createLogger('warn', undefined),
});
try {
  if (command === 'import' && rest[0] !== undefined) {
    const missing = await importDirectory(database, rest[0]);
    for (const text of missing) console.log(`Shown in another language where it is missing: ${text}`);
    console.log('Imported. Running servers read it at their next start.');
  } else if (command === 'code') {
    const subject = subjectSchema.parse({ role: rest[0], id: rest[1] });
    const catalogue = await CatalogueReader.create(database);
    const identity = createIdentity({ database, catalogue, sessionHours: config.SESSION_HOURS, onEnded: () => {} });
    console.log(await identity.makeAccessCode(subject));
  } else if (command === 'first-administrator') {
    const token = await offerFirstAdministrator({ database });
    console.log(token === null ? 'There is an administrator already.' : `${listOf(config.PUBLIC_ORIGINS)[0] ?? ''}/first-administrator#${token}`);
  } else {
    console.error(usage);
    process.exitCode = 2;
  }
} finally {
  await database.close();
}
