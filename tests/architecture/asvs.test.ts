import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** What docs name of ASVS 5.0, by requirement, and the product's own aims besides: floods, tokens of sockets, tenants, garbage. */
const aimed = [
  '4.4.2',
  '4.4.3',
  '4.4.4',
  '7.4.2',
  '7.4.3',
  '7.4.5',
  '8.3.2',
  '8.4.1',
  '15.3.3',
  '15.3.6',
  '15.4.2',
  '16.5.2',
  '17.1.1',
  '17.2.4',
  '17.3.1',
  '17.3.2',
];
const row = /^\|(?<cells>.*ASVS.*)\|$/gm;

/** Each requirement that a row of SECURITY.md names, with the test files of the row. */
const claims = [...readFileSync('SECURITY.md', 'utf8').matchAll(row)].flatMap(([line]) => {
  const files = [...line.matchAll(/`(tests\/[\w./-]+)`/g)].map(([, file = '']) => file);
  const [, ids = ''] = /ASVS ([\d., ]+)/.exec(line) ?? [];
  return ids.split(',').map((id) => ({ id: id.trim(), files }));
});

it.each(claims)('ASVS $id is in the name of a test of $files', ({ id, files }) => {
  const named = files
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/ASVS ([\d., ]+)/g)])
    .flatMap(([, ids = '']) => ids.split(',').map((one) => one.trim()));
  expect(named).toContain(id);
});

it('SECURITY.md names a test for each requirement that is aimed at', () => {
  expect(aimed.filter((id) => !claims.some((claim) => claim.id === id))).toEqual([]);
});
