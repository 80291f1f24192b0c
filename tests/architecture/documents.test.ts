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
    'docs/debugging.md',
    'docs/content.md',
    'docs/figures.md',
    'docs/settings.md',
    'docs/protocol/quickstart.md',
    'docs/protocol/media.md',
  ])('every path that %s names exists', (file) => {
    const text = readFileSync(file, 'utf8');
    const paths = [...text.matchAll(/`((?:server|client|shared|tests|scripts|bench|docs)\/[\w./-]*)`/g)].map((match) => match[1] ?? '');
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });
});
