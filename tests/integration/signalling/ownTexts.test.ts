import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installedLanguagesSchema, textsSchema } from '#shared/contract/http.ts';
import { Person } from '#tests/support/socketPeople.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';

let server: RunningServer;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'distans-texts-'));
  const files = {
    'builtIn/so.json': { name: 'Soomaali' },
    'terminal/so.json': { start: { title: 'Soo dhowow' } },
    'terminal/fi.json': { start: { title: 'Tervetuloa Mikkeliin' } },
  };
  for (const [file, texts] of Object.entries(files)) {
    await mkdir(path.join(folder, path.dirname(file)), { recursive: true });
    await writeFile(path.join(folder, file), JSON.stringify(texts));
  }
  await writeFile(path.join(folder, 'terminal/am.json'), '{ broken');
  server = await startServer({ env: { MEDIA_WORKERS: '0', TEXTS_DIR: folder, TERMINAL_LANGUAGES: 'fi, fi-simple, so, am' } });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const get = async (address: string): Promise<{ status: number; body: unknown }> => {
  const response = await fetch(`${server.url}/api/${address}`);
  return { status: response.status, body: await response.json() };
};

it('says what the terminals offer: of the list, what there are texts in', async () => {
  const languages = installedLanguagesSchema.parse((await get('languages')).body);
  expect(languages.terminal).toEqual(['fi', 'fi-simple', 'so']);
  expect(languages.own).toContainEqual({ language: 'so', name: 'Soomaali', namespaces: ['builtIn', 'terminal'] });
  expect(languages.own).toContainEqual({ language: 'fi', name: null, namespaces: ['terminal'] });
});

it('serves the installation’s own texts, and nothing else of the disk', async () => {
  expect(textsSchema.parse((await get('texts/so/terminal')).body)).toEqual({ start: { title: 'Soo dhowow' } });
  for (const address of ['texts/so/common', 'texts/am/terminal', 'texts/sv/terminal', 'texts/so/..%2F..%2Fpackage', 'texts/__proto__/terminal'])
    expect((await get(address)).status, address).toBe(404);
});

it('names a broken file and a language without texts in the log, and runs', async () => {
  const log = await server.log();
  expect(log).toContain(path.join(folder, 'terminal/am.json'));
  expect(log).toMatch(/TERMINAL_LANGUAGES names languages without texts/);
});

it('[F18] a call may be in a language that only the installation knows, and in no variant of one', async () => {
  const terminal = await Person.arrive(server.url, 'terminal', 'mikkeli-1');
  const join = (language: string) => terminal.ask('queue:join', { callId: randomUUID(), agencyId: 'fpa', serviceId: 'fpa.studentAid', language });
  const refused = await join('fi-simple');
  expect(refused.ok ? 'ok' : refused.error.code).toBe('invalidPayload');
  expect((await join('so')).ok).toBe(true);
  expect((await terminal.until((view) => view.call !== null)).call).toMatchObject({ language: 'so', state: 'queued' });
  terminal.leave();
});
