import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Feature, complaint, quality, everyday condition, security, operation; S256 is PKCE's (RFC 7636). */
const id = /\b(?!S256\b)[FCQESM]\d{1,3}\b/g;
const listed = [...readFileSync('docs/requirements.md', 'utf8').matchAll(/^- ([FCQESM]\d+): \S/gm)].map(([, name = '']) => name);
const cited = globSync('{server,client,shared,tests,scripts,bench}/**/*.{ts,tsx,sql,sh,css}').flatMap((file) => readFileSync(file, 'utf8').match(id) ?? []);

const byKindAndNumber = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

describe('docs/requirements.md', () => {
  it('has a line for each id that code or tests cite, and no other', () => {
    expect(listed.toSorted(byKindAndNumber)).toEqual([...new Set(cited)].toSorted(byKindAndNumber));
  });

  it('has each id once', () => {
    expect(listed).toEqual([...new Set(listed)]);
  });
});
