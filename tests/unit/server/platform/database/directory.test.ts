import { gunzipSync } from 'node:zlib';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeDirectoryLock } from '#server/platform/database/directoryLock.ts';
import { eraseDumps, loadDump, readDumpFile, writeDump } from '#server/platform/database/dump.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'distans-lock-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** The state of a process and what comes after it in /proc. */
const statOf = async (pid: number): Promise<string[]> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
};
const startTimeIn = async (pid: number): Promise<string> => (await statOf(pid))[19] ?? '';

/** Without /proc a lock tells processes apart by their number alone. */
const itOnLinux = it.runIf(process.platform === 'linux');

describe('[Q36] the lock of the data directory', () => {
  it('is given once, and again after it was given back', async () => {
    const release = await takeDirectoryLock(directory);
    await expect(takeDirectoryLock(directory, 0)).rejects.toThrow(`in use by process ${process.pid}`);
    await release();
    await (
      await takeDirectoryLock(directory)
    )();
    expect(await readdir(directory)).toEqual([]);
  });

  it('of many who come at once one gets it', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => takeDirectoryLock(directory, 0)));
    expect(answers.filter(({ status }) => status === 'fulfilled').length).toBe(1);
  });

  itOnLinux('[E33] of a process that was killed just now, and whose end nobody has taken note of yet, is taken over', async () => {
    // The shell has become a program that never asks how its child ended, so that the child stays a zombie.
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const [line] = (await once(parent.stdout, 'data')) as [Buffer];
      const pid = Number(line.toString());
      await writeFile(path.join(directory, 'lock'), `${pid} ${await startTimeIn(pid)}`);
      await expect(takeDirectoryLock(directory, 0)).rejects.toThrow(`in use by process ${pid}`);
      process.kill(pid, 'SIGKILL');
      await (
        await takeDirectoryLock(directory)
      )();
      expect((await statOf(pid))[0]).toBe('Z');
    } finally {
      parent.kill('SIGKILL');
    }
  });

  itOnLinux('[E33] of a process that is about to end is waited for, and of one that gives it back meanwhile', async () => {
    const holder = spawn('sleep', ['60']);
    const lock = path.join(directory, 'lock');
    await writeFile(lock, `${holder.pid} ${await startTimeIn(holder.pid ?? 0)}`);
    /** Begins to wait; resolves when the lock and the claim of who waits stand side by side. */
    const waitFor = async () => {
      const taken = takeDirectoryLock(directory, 20_000);
      await Promise.race([taken, expect.poll(() => readdir(directory), { timeout: 10_000 }).toHaveLength(2)]);
      return { taken };
    };
    const first = await waitFor();
    holder.kill('SIGTERM');
    const release = await first.taken;
    const second = await waitFor();
    await release();
    await (
      await second.taken
    )();
    expect(await readdir(directory)).toEqual([]);
  });

  itOnLinux('of a dead process, or of another process that got its number since, is taken over', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    const { pid } = child;
    await once(child, 'exit');
    for (const stale of [`${pid} 1`, `${process.pid} 1`, '', 'rubbish']) {
      await writeFile(path.join(directory, 'lock'), stale);
      await (
        await takeDirectoryLock(directory)
      )();
    }
  });
});

describe('dumps of the embedded database', () => {
  const hourMs = 3_600_000;
  const schema = `create table migrations (id serial, name text); insert into migrations (name) values ('0001_t');
    create table t (n integer generated always as identity, word text)`;

  it('can be loaded with everything in them, and sequences go on', async () => {
    const [database, again] = [await PGlite.create(), await PGlite.create()];
    await database.exec(`${schema}; insert into t (word) values ('ä\t"x"\n'), (null)`);
    await again.exec(schema);
    const dump = await readDumpFile(await writeDump(database, directory, new Date(), hourMs));
    expect(dump.head.migrations).toEqual(['0001_t']);
    await loadDump(again, dump);
    await again.exec(`insert into t (word) values ('next')`);
    expect((await again.query('select n, word from t order by n')).rows).toEqual([
      { n: 1, word: 'ä\t"x"\n' },
      { n: 2, word: null },
      { n: 3, word: 'next' },
    ]);
    await Promise.all([database.close(), again.close()]);
  });

  it('[M12] are erased after their time, those of earlier releases at once, and hold nothing that was deleted before', async () => {
    const database = await PGlite.create();
    await database.exec(`${schema}; insert into t (word) values ('planted'), ('kept'); delete from t where word = 'planted'`);
    await writeFile(path.join(directory, '2026-11-30T10-00-00.000Z.tar.gz'), '');
    const first = await writeDump(database, directory, new Date('2026-12-01T10:00:00Z'), 2 * hourMs);
    const second = await writeDump(database, directory, new Date('2026-12-01T11:30:00Z'), 2 * hourMs);
    expect((await readdir(directory)).filter((name) => name !== 'lock')).toEqual([path.basename(first), path.basename(second)]);
    const third = await writeDump(database, directory, new Date('2026-12-01T12:30:00Z'), 2 * hourMs);
    expect((await readdir(directory)).filter((name) => name !== 'lock')).toEqual([path.basename(second), path.basename(third)]);
    await eraseDumps(directory, new Date('2026-12-09T00:00:00Z'), 2 * hourMs);
    expect((await readdir(directory)).filter((name) => name !== 'lock')).toEqual([path.basename(third)]);
    const text = gunzipSync(await readFile(third)).toString('utf8');
    expect(text).toContain('kept');
    expect(text).not.toContain('planted');
    await database.close();
  });
});
