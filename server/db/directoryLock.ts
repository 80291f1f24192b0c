import { open, readFile, unlink } from 'node:fs/promises';
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
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const handle = await open(file, 'wx', 0o600);
      await handle.writeFile(`${process.pid} ${await startTimeOf(process.pid)}`);
      await handle.sync();
      await handle.close();
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
