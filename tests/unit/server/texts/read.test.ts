import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { limits, readOwnTexts } from '#server/texts/read.ts';

const logger = { error: vi.fn(), info: vi.fn() };
let directory: string;
beforeEach(async () => {
  vi.resetAllMocks();
  directory = await mkdtemp(path.join(tmpdir(), 'distans-texts-'));
});
afterEach(() => rm(directory, { recursive: true }));

async function write(file: string, content: string): Promise<void> {
  await mkdir(path.join(directory, path.dirname(file)), { recursive: true });
  await writeFile(path.join(directory, file), content);
}
const faults = (): string[] => logger.error.mock.calls.map(([found]: unknown[]) => JSON.stringify(found));

it('reads each namespace of each language', async () => {
  await write('common/so.json', '{ "language": "Luqad", "opening": { "closed": "Xiran" } }');
  await write('terminal/fi-simple.json', '{ "back": "Palaa" }');
  const texts = await readOwnTexts(directory, logger);
  expect(texts.get('so')?.get('common')).toEqual({ language: 'Luqad', opening: { closed: 'Xiran' } });
  expect(texts.get('fi-simple')?.get('terminal')).toEqual({ back: 'Palaa' });
  expect(faults()).toEqual([]);
});

it.each([
  ['broken JSON', 'common/so.json', '{ "language": '],
  ['what is no text', 'common/so.json', '{ "language": 1 }'],
  ['a list', 'common/so.json', '["Luqad"]'],
  ['a text that is too long', 'common/so.json', JSON.stringify({ language: 'x'.repeat(3_000) })],
  ['a file that is too big', 'common/so.json', JSON.stringify({ language: 'x', filler: ' '.repeat(10) }).padEnd(limits.fileBytes + 1)],
  ['a name that is no language', 'common/somali.json', '{}'],
  ['a folder that is no namespace', 'greetings/so.json', '{}'],
])('names %s in the log and goes on with the others', async (_what, file, content) => {
  await write('terminal/ru.json', '{ "back": "Назад" }');
  await write(file, content);
  const texts = await readOwnTexts(directory, logger);
  expect([...texts.keys()]).toEqual(['ru']);
  expect(faults()).toHaveLength(1);
  expect(faults()[0]).toContain(file.split('/')[0] === 'common' ? file : 'greetings');
});

it('is told of a folder that is not there, and has none without one', async () => {
  expect((await readOwnTexts(path.join(directory, 'absent'), logger)).size).toBe(0);
  expect(faults()).toHaveLength(1);
  expect((await readOwnTexts(undefined, logger)).size).toBe(0);
});

it('reads no more files than the limit', async () => {
  for (let index = 0; index <= limits.files; index += 1) {
    const letters = [Math.floor(index / 676), Math.floor(index / 26) % 26, index % 26].map((one) => String.fromCharCode(97 + one)).join('');
    await write(`common/${letters}.json`, '{}');
  }
  expect((await readOwnTexts(directory, logger)).size).toBe(limits.files);
  expect(faults()[0]).toContain(`"limit":${limits.files}`);
});
