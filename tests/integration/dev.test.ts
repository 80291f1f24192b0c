import { mkdtemp, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { freePort } from '#tests/support/freePort.ts';
import { says, startProcess } from '#tests/support/process.ts';
import { Person } from '#tests/support/socketPeople.ts';

const patience = { timeout: 60_000, interval: 100 };

/** The process that has the data directory, and the one that watches it. */
async function serverIn(dataDir: string): Promise<{ pid: number; watcher: number }> {
  const pid = Number((await readFile(path.join(dataDir, 'lock'), 'utf8')).split(' ')[0]);
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  return { pid, watcher: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) };
}

const isAlive = async (pid: number): Promise<boolean> =>
  readFile(`/proc/${pid}/stat`, 'utf8').then(
    (stat) => !/^\d+ \(.*\) [ZX]/.test(stat),
    () => false,
  );

it('npm run dev serves pages with the server behind them, restarts it on change, and leaves no process', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'distans-dev-'));
  const [port, serverPort] = [await freePort(), await freePort()];
  const args = ['scripts/dev.ts', '--no-media', '--port', `${port}`, '--server-port', `${serverPort}`, '--data-dir', dataDir];
  const dev = await startProcess(process.execPath, args, { ready: (child) => says(child, /The server listens\./) });
  try {
    const url = `http://localhost:${port}`;
    const page = await fetch(`${url}/terminal`, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('/@vite/client');
    expect(await (await fetch(`${url}/main.tsx`)).text()).toContain('TerminalPage');
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('# HELP');
    const terminal = await Person.arrive(url, 'terminal', 'mikkeli-1');
    expect(terminal.view?.terminal.id).toBe('mikkeli-1');

    const before = await serverIn(dataDir);
    const now = new Date();
    await utimes('server/main.ts', now, now);
    await vi.waitFor(async () => expect((await serverIn(dataDir)).pid).not.toBe(before.pid), patience);
    await vi.waitFor(async () => expect((await fetch(`${url}/healthz`)).status).toBe(200), patience);
    terminal.leave();

    const { pid, watcher } = await serverIn(dataDir);
    await dev.stop('SIGINT');
    await vi.waitFor(async () => expect(await Promise.all([pid, watcher].map(isAlive))).toEqual([false, false]), patience);
    await expect(readFile(path.join(dataDir, 'lock'))).rejects.toThrow('ENOENT');
  } finally {
    await dev.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});
