import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromiumPath } from '#tests/browser/people.ts';

/** A program that runs the browser on that core alone (taskset of util-linux); without a core, the browser itself. */
export async function browserOn(core: number | null): Promise<string> {
  if (core === null) return chromiumPath;
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'distans-core-')), `core${core}`);
  await writeFile(file, `#!/bin/sh\nexec taskset -c ${core} ${chromiumPath} "$@"\n`, { mode: 0o755 });
  return file;
}
