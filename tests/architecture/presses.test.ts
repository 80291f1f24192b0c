import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lintPlanted } from '#tests/support/lintPlanted.ts';

/** Ways of dropping what a promise rejects with. */
const nothing = String.raw`\(\w*\)\s*=>\s*(undefined|null|\{\s*\})\s*,?\s*\)`;
const dropped = new RegExp(String.raw`\.catch\(\s*${nothing}|\.then\([^;]*,\s*${nothing}`);
const dropsErrors = (source: string): boolean => dropped.test(source);

describe('what is pressed', () => {
  it.each(['client/roles/terminal/Planted.tsx', 'client/features/chat/planted.ts'])('asks the server by useRequest alone: others are found in %s', (file) => {
    const lines = [
      `void roleClient.connection.request('call:leave', { callId });`,
      `roleClient.connection.request('call:leave', { callId }).catch(() => undefined);`,
      `const { request } = roleClient.connection;`,
      `void roleClient.connection['request']('call:leave', { callId });`,
      `void act('call:leave', { callId });`,
    ];
    const found = lintPlanted(new Map([[file, lines]]));
    expect(lines.filter((_, index) => found.has(`${file}:${index + 1} no-restricted-properties`))).toEqual(lines.slice(0, -1));
  });

  it('drops no error in roles and features', () => {
    const files = globSync('client/{roles,features}/**/*.{ts,tsx}');
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((file) => dropsErrors(readFileSync(file, 'utf8')))).toEqual([]);
  });

  it.each([
    'work().catch(() => undefined);',
    'work().catch((error) => {});',
    'work().then(show, () => undefined);',
    'work()\n  .then(\n    show,\n    () => {},\n  );',
  ])('is found to drop one in: %s', (source) => expect(dropsErrors(source)).toBe(true));

  it.each([
    'work().catch(setError);',
    'work().then(show, say);',
    'useEffect(() => () => undefined);',
    'play().catch(() => playElsewhere());',
    'run(media, () => {});',
  ])('is not found to drop one in: %s', (source) => expect(dropsErrors(source)).toBe(false));
});
