import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generatedDocuments } from '../../scripts/docs.ts';

describe('the documents', () => {
  it.each(Object.entries(generatedDocuments()))('%s says what the code says (npm run docs)', (file, content) => {
    expect(readFileSync(file, 'utf8')).toBe(content);
  });

  it.each([
    'ARCHITECTURE.md',
    'README.md',
    'SECURITY.md',
    'CONTRIBUTING.md',
    'deploy/kiosk/README.md',
    'docs/accessibility.md',
    'docs/debugging.md',
    'docs/content.md',
    'docs/figures.md',
    'docs/languages.md',
    'docs/operations/network.md',
    'docs/permissions.md',
    'docs/settings.md',
    'docs/protocol/quickstart.md',
    'docs/protocol/media.md',
  ])('every path that %s names exists', (file) => {
    const text = readFileSync(file, 'utf8');
    const paths = [...text.matchAll(/`((?:server|client|shared|tests|scripts|bench|docs|deploy)\/[\w./-]*)`/g)].map((match) => match[1] ?? '');
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  it("the kiosk profile's README gives a reason for each flag and policy, and for no other", () => {
    const rows = [...readFileSync('deploy/kiosk/README.md', 'utf8').matchAll(/^\| (`.+?) \| /gm)].map(([, cell = '']) => cell);
    const named = rows.flatMap((cell) => [...cell.matchAll(/`(--[\w=-]+|[A-Z]\w+)`/g)].map(([, name = '']) => name));
    const flags = readFileSync('deploy/kiosk/chromium.flags', 'utf8').trim().split('\n');
    const policies = Object.keys(JSON.parse(readFileSync('deploy/kiosk/policies/distans.json', 'utf8')) as object);
    expect(named.toSorted()).toEqual([...flags, ...policies].toSorted());
  });
});
