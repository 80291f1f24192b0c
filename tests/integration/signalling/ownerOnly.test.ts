import { chmod, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startServer } from '#tests/support/startApp.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'distans-owner-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('[M12] data, dumps and log are their owner’s alone, whatever the umask is and however open the folder was', async () => {
  const dataDir = path.join(folder, 'data');
  await mkdir(dataDir);
  await chmod(dataDir, 0o755);
  const server = await startServer({ dataDir, env: { MEDIA_WORKERS: '0', DUMP_INTERVAL_MS: '200' } });
  try {
    await expect
      .poll(async () => (await readdir(dataDir)).includes('dumps') && (await readdir(path.join(dataDir, 'dumps'))).length > 0, { timeout: 30_000 })
      .toBe(true);
    const entries = await readdir(dataDir);
    expect(entries).toEqual(expect.arrayContaining(['dumps', 'pglite', 'server.log']));
    const open: string[] = [];
    for (const entry of ['.', ...entries]) if (((await stat(path.join(dataDir, entry))).mode & 0o077) !== 0) open.push(entry);
    expect(open).toEqual([]);
  } finally {
    await server.stop();
  }
});

it('[M13] a pilot is production on the embedded database: no doors of the demo, no figures, and real sign-in', async () => {
  const env = { NODE_ENV: 'production', PILOT: 'true', MEDIA_WORKERS: '0', MEDIA_ANNOUNCED_ADDRESS: '127.0.0.1' };
  const server = await startServer({ dataDir: folder, env });
  try {
    expect(await (await fetch(`${server.url}/api/session`)).json()).toMatchObject({ isDemo: false, subjects: [] });
    const post = (route: string, body: unknown) =>
      fetch(`${server.url}${route}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    expect((await post('/api/demo/sign-in', { role: 'terminal', id: 'mikkeli-1' })).status).toBe(404);
    expect((await post('/api/sign-in', { code: 'no-code-at-all' })).status).toBe(403);
    expect(await (await fetch(`${server.url}/metrics`)).text()).not.toContain('# HELP');
  } finally {
    await server.stop();
  }
});
