import { randomUUID } from 'node:crypto';
import { link, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** How long a process that holds the directory is waited for: one that was killed, or told to stop, needs a moment to end. */
const patienceMs = 5_000;
const sampleEveryMs = 50;

/** A process is named by its id and its start time, since ids are used again. One that has ended and only waits for its parent (a zombie) has none. */
async function startTimeOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' || state === 'X' ? null : (fields[18] ?? '');
}

async function holderOf(file: string): Promise<number | null> {
  // It is given back while it is looked at: as good as one without a holder.
  const [pidText, startTime] = (await readFile(file, 'utf8').catch(() => '')).split(' ');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0 || !isRunning(pid)) return null;
  return (await startTimeOf(pid)) === startTime ? pid : null;
}

/** Who holds the lock still at the deadline; null as soon as nobody does. */
async function holderWithin(file: string, deadline: number): Promise<number | null> {
  for (;;) {
    const holder = await holderOf(file);
    if (holder === null || performance.now() >= deadline) return holder;
    await setTimeout(sampleEveryMs);
  }
}

/**
 * Takes the directory for this process alone, since PGlite itself lets two processes destroy each other's rows.
 * A lock left by a killed process is taken over. Returns what gives it back. Errors: the directory is still in use after `waitMs`.
 */
export async function takeDirectoryLock(directory: string, waitMs = patienceMs): Promise<() => Promise<void>> {
  const file = path.join(directory, 'lock');
  // Written first and linked after, so that nobody ever reads a lock without a holder in it.
  const claim = `${file}.${randomUUID()}`;
  await writeFile(claim, `${process.pid} ${await startTimeOf(process.pid)}`, { mode: 0o600, flush: true });
  try {
    return await linkLock(directory, file, claim, waitMs);
  } finally {
    await unlink(claim);
  }
}

async function linkLock(directory: string, file: string, claim: string, waitMs: number): Promise<() => Promise<void>> {
  const deadline = performance.now() + waitMs;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      await link(claim, file);
      return () => unlink(file);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const holder = await holderWithin(file, deadline);
      if (holder !== null) {
        throw new Error(`The data directory ${directory} is in use by process ${holder}. Stop that one first, or set DATA_DIR to another folder.`);
      }
      await rm(file, { force: true });
    }
  }
  throw new Error(`The data directory ${directory} could not be locked.`);
}
