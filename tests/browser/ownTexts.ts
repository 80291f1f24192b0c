import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder for TEXTS_DIR with the given texts by `NAMESPACE/LANGUAGE`. */
export async function textsFolder(files: Readonly<Record<string, object>>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'distans-texts-'));
  for (const [name, texts] of Object.entries(files)) {
    await mkdir(path.join(folder, path.dirname(name)), { recursive: true });
    await writeFile(path.join(folder, `${name}.json`), JSON.stringify(texts));
  }
  return folder;
}
