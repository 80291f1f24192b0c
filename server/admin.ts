import { randomUUID } from 'node:crypto';
import type { AdministratorId } from '#shared/ids.ts';
import { roles } from '#shared/contract/define.ts';
import { subjectSchema } from '#shared/contract/http.ts';
import type { ImportAnswer } from '#shared/exchange/http.ts';
import { type ImportMode, importModes } from '#shared/exchange/document.ts';
import { forgetTotp, offerFirstAdministrator } from './accounts/index.ts';
import { createAdministration } from './administration/index.ts';
import { createSignInRefusals } from './audit/index.ts';
import { CatalogueReader } from './catalogue/index.ts';
import { listOf, readConfig } from './config.ts';
import { AppError } from './errors.ts';
import { createExchange, readDocument } from './exchange/index.ts';
import { type Database, openDatabase } from './platform/database/index.ts';
import { createIdentity } from './identity/index.ts';
import { createLogger } from './platform/observability/index.ts';
import { createChanges } from './platform/changes.ts';

const usage = `Usage:
  node server/admin.ts import FILE|FOLDER [adds|whole] [dry]
                                            a document (docs/protocol/catalogue.schema.json), or agencies.json, points.json and staff.json of a folder;
                                            whole: what it does not name is taken out of use; dry: only says what would change
  node server/admin.ts export               the whole catalogue as one document
  node server/admin.ts code ROLE ID         a one-time code: a person signs in with it, a machine becomes the terminal at /terminal; ROLE is ${roles.join(', ')}
  node server/admin.ts forget-totp          where SECRETS_KEY is lost: forgets every authenticator app; people come in by passkey, recovery code or one-time code
  node server/admin.ts first-administrator  the one-time address for making the first administrator, where there is none`;

/** Whoever has the machine looks after everything. */
const author = { id: 'admin.ts' as AdministratorId, scope: { kind: 'nation' } } as const;

async function exchangeOf(database: Database) {
  const changes = createChanges();
  const catalogue = await CatalogueReader.create(database);
  // Nobody is moved by an import.
  const queues = { moveIn: () => Promise.reject(new AppError('wrongState')) };
  const administration = createAdministration({ database, catalogue, changes, queues, randomId: randomUUID });
  return createExchange({ database, administration, changes });
}

/** Whether it could be done. */
async function importFrom(database: Database, source: string, options: readonly string[]): Promise<boolean> {
  const exchange = await exchangeOf(database);
  const mode: ImportMode = importModes.find((one) => options.includes(one)) ?? 'adds';
  const order = { mode, changeId: randomUUID(), note: source.slice(-300), document: (await readDocument(source)) as never };
  const preview = await exchange.importDocument(author, { ...order, isDryRun: true, seen: null });
  tell(preview);
  if (preview.outcome !== 'preview' || options.includes('dry')) return preview.outcome === 'preview';
  const answer = await exchange.importDocument(author, { ...order, isDryRun: false, seen: preview.seen });
  if (answer.outcome === 'done') console.log('Imported. Running servers have it within two seconds.');
  else tell(answer);
  return answer.outcome === 'done';
}

function tell(answer: ImportAnswer): void {
  switch (answer.outcome) {
    case 'invalid':
      for (const { path, code, params } of answer.problems) console.error(`${path}: ${code} ${Object.values(params).join(', ')}`.trimEnd());
      return;
    case 'preview':
      for (const { change, kind, id, fields } of answer.records) console.log(`${change} ${kind} ${id} ${fields.map(({ path }) => path).join(', ')}`.trimEnd());
      for (const { path, languages } of answer.missingTexts) console.log(`Shown in another language where it is missing: ${path}: ${languages.join(', ')}`);
      return;
    case 'conflict':
      console.error('Somebody has changed the catalogue meanwhile; nothing was imported.');
      return;
    case 'done':
  }
}

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
    if (!(await importFrom(database, rest[0], rest.slice(1)))) process.exitCode = 1;
  } else if (command === 'export') {
    console.log(JSON.stringify(await (await exchangeOf(database)).exportDocument(author), null, 2));
  } else if (command === 'code') {
    const subject = subjectSchema.parse({ role: rest[0], id: rest[1] });
    const catalogue = await CatalogueReader.create(database);
    const identity = createIdentity({ database, catalogue, auditRefusal: createSignInRefusals(), sessionHours: config.SESSION_HOURS, onEnded: () => {} });
    console.log(await identity.makeAccessCode(subject));
  } else if (command === 'forget-totp') {
    console.log(`${await forgetTotp({ database })} authenticator apps are forgotten. Start the server again.`);
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
