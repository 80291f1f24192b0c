import { randomUUID } from 'node:crypto';
import { link, readFile, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** A process is named by its id and its start time, since ids are used again. */
async function startTimeOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

async function holderOf(file: string): Promise<number | null> {
  const [pidText, startTime] = (await readFile(file, 'utf8')).split(' ');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0 || !isRunning(pid)) return null;
  return (await startTimeOf(pid)) === startTime ? pid : null;
}

/**
 * Takes the directory for this process alone, since PGlite itself lets two processes destroy each other's rows.
 * A lock left by a killed process is taken over. Returns what gives it back. Errors: the directory is in use.
 */
export async function takeDirectoryLock(directory: string): Promise<() => Promise<void>> {
  const file = path.join(directory, 'lock');
  // Written first and linked after, so that nobody ever reads a lock without a holder in it.
  const claim = `${file}.${randomUUID()}`;
  await writeFile(claim, `${process.pid} ${await startTimeOf(process.pid)}`, { mode: 0o600, flush: true });
  try {
    return await linkLock(directory, file, claim);
  } finally {
    await unlink(claim);
  }
}

async function linkLock(directory: string, file: string, claim: string): Promise<() => Promise<void>> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      await link(claim, file);
      return () => unlink(file);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const holder = await holderOf(file);
      if (holder !== null) {
        throw new Error(`The data directory ${directory} is in use by process ${holder}. Stop that one first, or set DATA_DIR to another folder.`);
      }
      await unlink(file);
    }
  }
  throw new Error(`The data directory ${directory} could not be locked.`);
}
