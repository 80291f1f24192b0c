import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, vi } from 'vitest';
import { says, startProcess } from '#tests/support/process.ts';

// Read in /proc whether a process has ended, and the shell that cleans up needs bash 4: Linux only.

/** A shell that starts a child of its own, prints both process ids, and then does what it is given. */
const family = (then: string): [string, string[]] => ['bash', ['-c', `sleep 1000 & echo $$ $!; ${then}`]];
const pidsOf = (said: string): number[] => (/^(\d+) (\d+)$/m.exec(said) ?? []).slice(1).map(Number);

/** Nobody may have asked yet how a killed process ended; it is dead all the same. */
function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
const expectGone = (pids: readonly number[]): Promise<void> =>
  vi.waitFor(
    () => {
      expect(pids).toHaveLength(2);
      expect(pids.filter(isAlive)).toEqual([]);
    },
    { timeout: 10_000 },
  );

describe.runIf(process.platform === 'linux')('[E32] a started program is ended', () => {
  it('when it cannot be started', async () => {
    const ready = vi.fn<() => Promise<void>>();
    await expect(startProcess('/no/such/program', [], { ready })).rejects.toThrow(/could not be started.*ENOENT/);
    expect(ready).not.toHaveBeenCalled();
  });

  it('when it ends before it is ready, with all that it started; the error has what it said', async () => {
    let pids: number[] = [];
    const start = startProcess(...family('echo port taken >&2; exit 3'), {
      ready: async (child) => {
        pids = pidsOf((await says(child, /^\d+ \d+$/m))[0]);
        await new Promise(() => {});
      },
    });
    await expect(start).rejects.toThrow(/ended with 3[^]*port taken/);
    await expectGone(pids);
  });

  it('when it is not ready in time', async () => {
    let said = '';
    const start = startProcess(...family('wait'), {
      withinMs: 500,
      ready: (child) => {
        child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
        return new Promise(() => {});
      },
    });
    await expect(start).rejects.toThrow('not ready in time');
    await expectGone(pidsOf(said));
  });

  it('when `ready` fails', async () => {
    let pids: number[] = [];
    const start = startProcess(...family('wait'), {
      ready: async (child) => {
        pids = pidsOf((await says(child, /^\d+ \d+$/m))[0]);
        throw new Error('it says nonsense');
      },
    });
    await expect(start).rejects.toThrow('it says nonsense');
    await expectGone(pids);
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)('when it is stopped by %s', async (signal) => {
    const running = await startProcess(...family('wait'), { ready: (child) => says(child, /^\d+ \d+$/m) });
    const pids = pidsOf(running.ready[0]);
    expect(pids.map(isAlive)).toEqual([true, true]);
    await running.stop(signal);
    await expectGone(pids);
    await running.stop(signal);
  });

  it('when it does not end on the signal, which is an error', async () => {
    const running = await startProcess(...family(`trap '' TERM; echo trapped; while true; do wait; done`), {
      withinMs: 1_000,
      ready: (child) => says(child, /^\d+ \d+$[^]*trapped/m),
    });
    await expect(running.stop('SIGTERM')).rejects.toThrow('did not end on SIGTERM');
    await expectGone(pidsOf(running.ready[0]));
  });

  it('when it ends by itself, with all that it started', async () => {
    const running = await startProcess(...family('read -t 0.2 <> <(:); exit 0'), { ready: (child) => says(child, /^\d+ \d+$/m) });
    await expectGone(pidsOf(running.ready[0]));
  });

  const parents: readonly (readonly [way: string, then: string, end: (parent: ChildProcess) => void])[] = [
    ['returns without having stopped it', 'process.exit(0)', () => {}],
    ['fails', `setTimeout(() => { throw new Error('fails') })`, () => {}],
    ['is interrupted', '', (parent) => parent.kill('SIGINT')],
    ['is killed', '', (parent) => parent.kill('SIGKILL')],
    ['is killed while it waits for the start', '', (parent) => parent.kill('SIGKILL')],
  ];
  it.each(parents)('when the process that started it %s', async (way, then, end) => {
    const [command, args] = family('wait');
    const isWaiting = way.includes('waits');
    const script = `
      import { says, startProcess } from ${JSON.stringify(path.resolve('tests/support/process.ts'))};
      await startProcess(${JSON.stringify(command)}, ${JSON.stringify(args)}, { ready: async (child) => {
        const [said] = await says(child, /^\\d+ \\d+$/m);
        console.log(said);
        ${isWaiting ? 'await new Promise(() => {});' : ''}
      } });
      ${then}`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    const exited = once(parent, 'exit');
    const [said] = (await once(createInterface({ input: parent.stdout }), 'line')) as [string];
    end(parent);
    await exited;
    await expectGone(pidsOf(said));
  });
});

describe.runIf(process.platform === 'linux')('[E32] what is left to do at the end', () => {
  it('is done newest first, however the process ends; what was withdrawn is not', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'distans-end-'));
    const file = path.join(folder, 'done');
    const script = `
      import { atEnd } from ${JSON.stringify(path.resolve('tests/support/atEnd.ts'))};
      atEnd('echo first >> ${file}');
      const withdraw = atEnd('echo withdrawn >> ${file}');
      atEnd('echo last "$((1 + 1))" >> ${file}');
      withdraw();
      console.log('ready');
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(parent.stdout, 'data');
    parent.kill('SIGKILL');
    await vi.waitFor(async () => expect(await readFile(file, 'utf8')).toBe('last 2\nfirst\n'), { timeout: 10_000 });
    await rm(folder, { recursive: true });
  });
});
