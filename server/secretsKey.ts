import { mkdir, readFile, writeFile } from 'node:fs/promises';
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
  // Of two that start together, one makes it and both read it.
  await writeFile(file, `${newKey()}\n`, { flag: 'wx', mode: ownerOnly.file }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
  const key = keyOf((await readFile(file, 'utf8')).trim());
  if (key === null) throw new Error(`${file} holds no key of 32 bytes in base64.`);
  return [key];
}
