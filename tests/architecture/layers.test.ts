import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const filesUnder = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => path.join(folder, name));

/** Lints one file at a path of its own, under the project's own rules. */
function lint(file: string, source: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'distans-lint-'));
  try {
    copyFileSync('.oxlintrc.json', path.join(folder, '.oxlintrc.json'));
    symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'));
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), source);
    execFileSync('npx', ['oxlint', '--deny-warnings', file], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    return '';
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// Every rule of dependency, with a violation that must be found; a check that cannot fail is worth nothing.
const violations: readonly (readonly [file: string, source: string, finding: RegExp])[] = [
  ['shared/a.ts', `import { x } from 'express';\nexport const y = x;`, /no-restricted-imports/],
  ['shared/a.ts', `import { x } from '#server/app.ts';\nexport const y = x;`, /no-restricted-imports/],
  ['shared/call/a.ts', `import { x } from 'zod';\nexport const y = x;`, /no-restricted-imports/],
  ['client/terminal/a.ts', `import { x } from '#server/app.ts';\nexport const y = x;`, /no-restricted-imports/],
  ['client/terminal/a.ts', `import { x } from '#client/expert/b.ts';\nexport const y = x;`, /no-restricted-imports/],
  ['client/expert/a.ts', `import { io } from 'socket.io-client';\nexport const y = io;`, /no-restricted-imports/],
  ['client/call/a.ts', `import { x } from 'react';\nexport const y = x;`, /no-restricted-imports/],
  ['server/calls/a.ts', `import { Server } from 'socket.io';\nexport const y = Server;`, /no-restricted-imports/],
  ['server/calls/a.ts', `import { createWorker } from 'mediasoup';\nexport const y = createWorker;`, /no-restricted-imports/],
  ['server/calls/a.ts', `import pg from 'pg';\nexport const y = pg;`, /no-restricted-imports/],
  ['server/calls/a.ts', `export const y = process.env.PORT;`, /no-restricted-properties/],
  ['client/expert/a.ts', `export const y = new Intl.DateTimeFormat('sv').format(0);`, /no-restricted-properties/],
  ['client/expert/a.ts', `export const y = new Date(0).toLocaleTimeString();`, /no-restricted-properties/],
  ['client/adviser/a.ts', `export const y = new Date(0).toLocaleDateString('fi');`, /no-restricted-properties/],
  ['client/connection/a.ts', `export const y = (1.5).toLocaleString('fi');`, /no-restricted-properties/],
  ['client/terminal/a.ts', `export const y = new Date(0).getHours();`, /no-restricted-properties/],
  ['server/routing/assign.rules.ts', `import { x } from '#server/db/index.ts';\nexport const y = x;`, /no-restricted-imports/],
  ['server/media/a.ts', `import { x } from '#server/calls/index.ts';\nexport const y = x;`, /no-restricted-imports/],
  ['server/calls/a.ts', `export const y: any = 1;`, /no-explicit-any/],
  ['server/calls/a.ts', `try { JSON.parse(''); } catch {}\nexport const y = 1;`, /no-empty/],
];

describe('the lint rules', () => {
  it.each(violations)('find the planted violation in %s: %s', (file, source, finding) => {
    expect(lint(file, source)).toMatch(finding);
  });

  it('let a clean file pass', () => {
    expect(lint('shared/a.ts', `import { z } from 'zod';\nexport const y = z.string();\n`)).toBe('');
  });
});

const importsOf = (source: string): string[] => [...source.matchAll(/from '([^']+)'/g)].map((match) => match[1] ?? '');

describe('the house', () => {
  it('features use each other only through index.ts (and the media port)', () => {
    const wrong = filesUnder('server', /\.ts$/).flatMap((file) =>
      importsOf(readFileSync(file, 'utf8'))
        .filter((name) => /^#server\/[a-zA-Z]+\//.test(name) && !/\/(index|port)\.ts$/.test(name))
        .map((name) => `${file}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('SQL stands only in stores and in server/db', () => {
    const wrong = filesUnder('server', /\.ts$/)
      .filter((file) => !/[sS]tore\.ts$/.test(file) && !file.startsWith('server/db/') && !file.startsWith('server/gateway/'))
      .filter((file) => /[`']\s*(select|insert into|update|delete from)\s/i.test(readFileSync(file, 'utf8')));
    expect(wrong).toEqual([]);
  });

  it('styles use logical properties only, so that right-to-left needs nothing', () => {
    const physical = /(^|[\s;{])(margin|padding|border)-(left|right)|(^|[\s;{])(left|right)\s*:|text-align:\s*(left|right)|float:/m;
    expect(filesUnder('client', /\.css$/).filter((file) => physical.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
