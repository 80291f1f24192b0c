import { mkdir, readdir, rename, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import type { Logger } from 'pino';

const keptDumps = 24;

type DumpOptions = { readonly pglite: PGlite; readonly directory: string; readonly intervalMs: number; readonly logger: Logger };

/** Writes one dump; the name appears only when the file is whole. */
export async function writeDump(pglite: PGlite, directory: string, takenAt: Date): Promise<string> {
  await mkdir(directory, { recursive: true });
  const dump = await pglite.dumpDataDir('gzip');
  const file = path.join(directory, `${takenAt.toISOString().replaceAll(':', '-')}.tar.gz`);
  await writeFile(`${file}.part`, Buffer.from(await dump.arrayBuffer()), { mode: 0o600, flush: true });
  await rename(`${file}.part`, file);
  const dumps = (await readdir(directory)).filter((name) => name.endsWith('.tar.gz')).sort();
  await Promise.all(dumps.slice(0, -keptDumps).map((name) => unlink(path.join(directory, name))));
  return file;
}

/** Dumps the embedded database at every interval; it is not safe against power loss by itself. Returns how to stop. */
export function startDumping({ pglite, directory, intervalMs, logger }: DumpOptions): () => Promise<void> {
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running
      .then(() => writeDump(pglite, directory, new Date()))
      .then((file) => logger.info({ file }, 'embedded database dumped'))
      .catch((error: unknown) => logger.error({ err: error }, 'the dump of the embedded database failed'));
  }, intervalMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
