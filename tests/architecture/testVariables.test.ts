import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { testVariables } from '../../scripts/testVariables.ts';

const read = /process\.env(?:\.(\w+)|\['(\w+)'\])/g;

it('every environment variable that tests, benches or scripts read is in scripts/testVariables.ts, and no other', () => {
  const files = globSync(['tests/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts', '*.config.ts']).filter((file) => !file.startsWith('tests/architecture/'));
  const names = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(read)].map(([, plain = '', quoted = '']) => plain + quoted));
  expect([...new Set(names)].toSorted()).toEqual(testVariables.map(({ name }) => name).toSorted());
});
