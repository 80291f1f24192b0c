import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { PGlite } from '@electric-sql/pglite';
import type { Logger } from 'pino';
import { z } from 'zod';

const ending = '.dump.gz';

/**
 * Which rows of a table a dump holds; all of them where it is not said. Texts that could be erased while a dump is kept are left out, so none outlives
 * its time in one: a note without a time to be erased belongs to a call that goes on, and is kept for longer than a dump.
 */
const dumpedRows: Readonly<Record<string, string | null>> = {
  call_notes: 'erase_at is null',
  wrap_up_drafts: null,
  messages: null,
  shared_notes: null,
  call_forms: null,
};

/** The first line of a dump, then for each table a line and its rows as COPY writes them. */
const headSchema = z.object({
  format: z.literal('distans-dump-1'),
  takenAt: z.string(),
  migrations: z.array(z.string()),
  sequences: z.record(z.string(), z.string().nullable()),
});
export type DumpHead = z.output<typeof headSchema>;
const tableSchema = z.object({ table: z.string(), columns: z.array(z.string()), bytes: z.number() });

/** Keeps everybody else out of the one session meanwhile: a statement of ours within somebody's transaction would be part of it. */
type Exclusively = <T>(work: () => Promise<T>) => Promise<T>;
const alone: Exclusively = (work) => work();

type DumpOptions = {
  readonly pglite: PGlite;
  readonly directory: string;
  readonly intervalMs: number;
  readonly keptMs: number;
  readonly now: () => Date;
  readonly exclusively: Exclusively;
  readonly logger: Logger;
};
/** Names are times, so the last one is the newest. */
const byName = (a: string, b: string): number => (a < b ? -1 : 1);
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

async function readHead(pglite: Pick<PGlite, 'query'>, takenAt: Date): Promise<DumpHead> {
  const migrations = await pglite.query<{ name: string }>('select name from migrations order by id');
  const sequences = await pglite.query<{ name: string; last: string | null }>('select sequencename as name, last_value::text as last from pg_sequences');
  return {
    format: 'distans-dump-1',
    takenAt: takenAt.toISOString(),
    migrations: migrations.rows.map(({ name }) => name),
    sequences: Object.fromEntries(sequences.rows.map(({ name, last }) => [name, last])),
  };
}

const tablesSql = `select c.table_name as name, json_agg(c.column_name order by c.ordinal_position) as columns
  from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
  where table_schema = 'public' and t.table_type = 'BASE TABLE' group by c.table_name order by c.table_name`;

/** Everything as one reader sees it. The rows themselves, not the files under them: what has been erased is not in it. */
async function readDump(pglite: PGlite, takenAt: Date): Promise<Buffer[]> {
  return pglite.transaction(async (tx) => {
    const line = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);
    const parts = [line(await readHead(tx, takenAt))];
    for (const { name, columns } of (await tx.query<{ name: string; columns: string[] }>(tablesSql)).rows) {
      const which = dumpedRows[name];
      if (which === null) continue;
      const from = `select ${columns.map(quoted).join(', ')} from ${quoted(name)}${which === undefined ? '' : ` where ${which}`}`;
      const { blob } = await tx.query(`copy (${from}) to '/dev/blob'`);
      const rows = Buffer.from((await blob?.arrayBuffer()) ?? new ArrayBuffer(0));
      parts.push(line({ table: name, columns, bytes: rows.length }), rows);
    }
    return parts;
  });
}

/** Writes one dump; the name appears only when the file is whole. Erases those whose time is over. */
export async function writeDump(pglite: PGlite, directory: string, takenAt: Date, keptMs: number, exclusively = alone): Promise<string> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = path.join(directory, `${takenAt.toISOString().replaceAll(':', '-')}${ending}`);
  await writeDumpFile(pglite, file, takenAt, exclusively);
  await eraseDumps(directory, takenAt, keptMs);
  return file;
}

/** The same into a file of that name. */
export async function writeDumpFile(pglite: PGlite, file: string, takenAt: Date, exclusively = alone): Promise<void> {
  const parts = await exclusively(() => readDump(pglite, takenAt));
  await pipeline(Readable.from(parts), createGzip(), createWriteStream(`${file}.part`, { mode: 0o600, flush: true }));
  await rename(`${file}.part`, file);
}

/** Erases dumps that are too old, and those of earlier releases, which hold files with what was erased. The newest stays: it is all there is. */
export async function eraseDumps(directory: string, now: Date, keptMs: number): Promise<void> {
  const names = (await readdir(directory).catch(() => [])).toSorted(byName);
  const newest = names.filter((name) => name.endsWith(ending)).at(-1);
  const before = new Date(now.getTime() - keptMs).toISOString().replaceAll(':', '-');
  const isOver = (name: string): boolean => (name.endsWith(ending) ? name < before && name !== newest : /\.(?:tar\.gz|part)$/.test(name));
  await Promise.all(names.filter(isOver).map((name) => unlink(path.join(directory, name)).catch(() => undefined)));
}

/** The newest dump in the folder, and when it was written; null where there is none. */
export async function newestDump(directory: string): Promise<{ readonly file: string; readonly at: Date } | null> {
  const name = (await readdir(directory).catch(() => []))
    .filter((one) => one.endsWith(ending))
    .sort()
    .at(-1);
  if (name === undefined) return null;
  const file = path.join(directory, name);
  return { file, at: (await stat(file)).mtime };
}

/** Errors: a file that is no dump, or is not whole. */
export async function readDumpFile(file: string): Promise<{ readonly head: DumpHead; readonly tables: readonly DumpedTable[] }> {
  const parts: Buffer[] = [];
  for await (const part of createReadStream(file).pipe(createGunzip())) parts.push(part as Buffer);
  const all = Buffer.concat(parts);
  let at = 0;
  const line = (): unknown => {
    const end = all.indexOf(10, at);
    if (end < 0) throw new Error(`${file} is not whole`);
    const text = all.toString('utf8', at, end);
    at = end + 1;
    return JSON.parse(text);
  };
  const head = headSchema.parse(line());
  const tables: DumpedTable[] = [];
  while (at < all.length) {
    const { bytes, ...table } = tableSchema.parse(line());
    if (at + bytes > all.length) throw new Error(`${file} is not whole`);
    tables.push({ ...table, rows: all.subarray(at, at + bytes) });
    at += bytes;
  }
  return { head, tables };
}

export type DumpedTable = { readonly table: string; readonly columns: readonly string[]; readonly rows: Buffer };

/** Puts the rows of a dump in the place of all there are, in a database whose schema is that of the dump. */
export async function loadDump(pglite: PGlite, { head, tables }: Awaited<ReturnType<typeof readDumpFile>>): Promise<void> {
  await pglite.transaction(async (tx) => {
    // Neither foreign keys nor the audit's triggers judge rows that come back as they were.
    await tx.exec('set local session_replication_role = replica');
    const present = (await tx.query<{ name: string }>(tablesSql)).rows.map(({ name }) => name);
    for (const name of present) if (name !== 'migrations') await tx.exec(`delete from ${quoted(name)}`);
    for (const { table, columns, rows } of tables) {
      if (table === 'migrations' || rows.length === 0) continue;
      await tx.query(`copy ${quoted(table)} (${columns.map(quoted).join(', ')}) from '/dev/blob'`, [], { blob: new Blob([new Uint8Array(rows)]) });
    }
    for (const [name, last] of Object.entries(head.sequences)) if (last !== null) await tx.query('select setval($1::regclass, $2::int8)', [name, last]);
  });
}

type Renewal = { readonly keptMs: number; readonly now: Date; readonly exclusively: Exclusively };

async function renewDumps(pglite: PGlite, directory: string, { keptMs, now, exclusively }: Renewal): Promise<void> {
  const newest = await newestDump(directory);
  if (newest !== null && newest.at.getTime() < now.getTime() - keptMs) await writeDump(pglite, directory, now, keptMs, exclusively);
  else await eraseDumps(directory, now, keptMs);
}

/** Dumps the embedded database at every interval; it is not safe against power loss by itself. Returns how to stop. */
export function startDumping({ pglite, directory, intervalMs, keptMs, now, exclusively, logger }: DumpOptions): () => Promise<void> {
  // What a server that stopped long ago has left goes at once; where that is all there is, a new one comes in its place first.
  let running = renewDumps(pglite, directory, { keptMs, now: now(), exclusively }).catch((error: unknown) =>
    logger.error({ err: error }, 'old dumps could not be erased'),
  );
  const timer = setInterval(() => {
    running = running
      .then(() => writeDump(pglite, directory, now(), keptMs, exclusively))
      .then((file) => logger.info({ file }, 'embedded database dumped'))
      .catch((error: unknown) => logger.error({ err: error }, 'the dump of the embedded database failed'));
  }, intervalMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
