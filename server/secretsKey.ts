import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { keyOf, newKey } from './secrets.ts';

type Options = { readonly given: readonly Buffer[]; readonly dataDir: string };

const ownerOnly = { directory: 0o700, file: 0o600 };

/** The keys of the settings; without any, one of its own that is kept beside the embedded database. Errors: a file that holds no key. */
export async function secretsKeys({ given, dataDir }: Options): Promise<readonly [Buffer, ...Buffer[]]> {
  const [first, ...others] = given;
  if (first !== undefined) return [first, ...others];
  const file = path.join(dataDir, 'secrets.key');
  await mkdir(dataDir, { recursive: true, mode: ownerOnly.directory });
  if (!existsSync(file)) await make(file);
  const key = keyOf((await readFile(file, 'utf8')).trim());
  if (key === null) throw new Error(`${file} holds no key of 32 bytes in base64.`);
  return [key];
}

/** Whole or not at all, whenever the process ends; of two that start together, one makes it and both read it. */
async function make(file: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, `${newKey()}\n`, { flag: 'wx', mode: ownerOnly.file, flush: true });
    await link(draft, file).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
}
