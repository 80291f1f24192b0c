import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { missingEntries } from '../../scripts/lock.ts';

it('the lock file is whole, so that npm ci accepts it: otherwise run `npm run lock`', () => {
  expect(missingEntries(readFileSync('package-lock.json', 'utf8'))).toEqual([]);
});

it('a lock file that lacks an optional package is found out', () => {
  const text = JSON.stringify({ packages: { 'node_modules/a': { optionalDependencies: { '@a/linux-x64': '1.0.0' } } } });
  expect(missingEntries(text).map(({ name }) => name)).toEqual(['@a/linux-x64']);
});
