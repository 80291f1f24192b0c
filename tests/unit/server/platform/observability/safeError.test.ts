import { readFileSync, statSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseError } from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLogger } from '#server/platform/observability/index.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'distans-log-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('[M12] ASVS 16.2.5, 16.5.1: what the database says of an error is kept by its code, and nothing that people have written', async () => {
  const file = path.join(folder, 'server.log');
  const error = Object.assign(new DatabaseError('invalid input syntax for type json: "Matti is ill"', 0, 'error'), {
    code: '22P02',
    detail: 'Key (note)=(Matti is ill) is wrong.',
    where: 'JSON data, line 1: Matti is ill',
    internalQuery: 'Matti is ill',
    table: 'call_notes',
  });
  createLogger('info', file).error({ err: new Error('outer', { cause: error }), token: 'Matti is ill', note: 'Matti is ill' }, 'a request failed');
  await expect.poll(() => readFileSync(file, 'utf8')).toContain('a request failed');
  const text = readFileSync(file, 'utf8');
  expect(text).not.toContain('Matti');
  expect(JSON.parse(text)).toMatchObject({
    err: { type: 'Error', message: 'outer', cause: { type: 'DatabaseError', errorCode: '22P02', table: 'call_notes' } },
  });
});

it('[M12] the log can be read by its owner only, also one that was there before', async () => {
  const [fresh, old] = [path.join(folder, 'a/fresh.log'), path.join(folder, 'old.log')];
  await writeFile(old, '');
  await chmod(old, 0o644);
  for (const file of [fresh, old]) {
    createLogger('info', file).info('a line');
    await expect.poll(() => statSync(file, { throwIfNoEntry: false })?.size ?? 0).toBeGreaterThan(0);
    expect(statSync(file).mode & 0o077).toBe(0);
  }
});
