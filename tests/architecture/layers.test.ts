import { globSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Ban, type Row, banRows, rows } from '../../scripts/layers.ts';
import { cyclesIn } from '#tests/support/importGraph.ts';
import { lintPlanted } from '#tests/support/lintPlanted.ts';

const filesUnder = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => path.join(folder, name));

const isFolder = (target: string): boolean => !/\.tsx?$/.test(target);
const folderOf = ({ files }: Row): string | null => (files.endsWith('/**') ? files.slice(0, -'/**'.length) : null);
/** A path that the glob matches: a file that does not exist, where the glob leaves room for one. */
const sampleOf = (files: string): string =>
  files
    .replace(/\/\*\*\/\*/, '/calls/planted')
    .replace('**', 'planted.ts')
    .replace('*', 'planted')
    .replace(/\{(\w+)[^}]*\}/, '$1');

/** Everything that some row may import, and every folder that has a row; of the server's folders a file besides the index, too. */
const targets = [...new Set(rows.flatMap((row) => [folderOf(row) ?? [], row.imports].flat()))].sort();
const packages = [...new Set(rows.flatMap((row) => row.packages))].sort();

const isFeature = (target: string): boolean => /^server\/(?:platform\/)?\w+$/.test(target);
const specifierOf = (target: string): string => {
  if (!isFolder(target)) return `#${target}`;
  return isFeature(target) ? `#${target}/index.ts` : `#${target}/planted.ts`;
};
const isWithin = (target: string, allowed: string): boolean =>
  target === allowed || (isFolder(allowed) && !isFeature(allowed) && target.startsWith(`${allowed}/`));
const mayImport = (row: Row, target: string): boolean =>
  target === folderOf(row) || target.startsWith(`${folderOf(row)}/`) || row.imports.some((allowed) => isWithin(target, allowed));

type Planted = { readonly line: string; readonly rule: string; readonly isForbidden: boolean };

/** One line for everything that could be imported, allowed or not. */
function importsOf(row: Row): Planted[] {
  const planted = (specifier: string, isForbidden: boolean): Planted => ({ line: `import '${specifier}';`, rule: 'no-restricted-imports', isForbidden });
  const inside = targets.filter(isFeature).filter((target) => target !== folderOf(row) && !mayImport(row, `${target}/store.ts`));
  return [
    ...targets.map((target) => planted(specifierOf(target), !mayImport(row, target))),
    ...inside.map((target) => planted(`#${target}/store.ts`, true)),
    ...packages.map((name) => planted(name === 'node' ? 'node:fs/promises' : name, !row.packages.includes(name))),
    planted('a-package-of-no-row', true),
    planted('../of/no/row.ts', true),
  ];
}

const banLine = ({ object = 'something', property }: Ban): string => `void ${object}.${property};`;
const general: readonly Planted[] = [
  { line: 'export const y: any = 1;', rule: 'no-explicit-any', isForbidden: true },
  { line: `try { JSON.parse(''); } catch {}`, rule: 'no-empty', isForbidden: true },
];

const planted = new Map<string, readonly Planted[]>([
  ...rows.map((row) => [sampleOf(row.files), importsOf(row)] as const),
  ...banRows.flatMap(({ files, except = [], bans }) => {
    const lines = (isForbidden: boolean): Planted[] => bans.map((ban) => ({ line: banLine(ban), rule: 'no-restricted-properties', isForbidden }));
    return [
      ...files.map((glob) => [sampleOf(glob).replace('planted', 'banned'), lines(true)] as const),
      ...except.map((file) => [file, lines(false)] as const),
    ];
  }),
  ['server/calls/general.ts', general],
]);

// What no table can get wrong: these hold whichever rows there are.
const settled: readonly (readonly [file: string, line: string])[] = [
  ['shared/call/a.ts', `import { z } from 'zod';`],
  ['shared/contract/a.ts', `import type { App } from '#server/app.ts';`],
  ['client/roles/terminal/a.ts', `import type { App } from '#server/app.ts';`],
  ['client/roles/terminal/b.ts', `export * from '#client/roles/expert/props.ts';`],
  ['client/roles/supervisor/a.ts', `export const lazy = () => import('#client/roles/adviser/AdviserPage.tsx');`],
  ['client/roles/expert/a.ts', `import { io } from 'socket.io-client';`],
  ['client/media/a.ts', `import { useState } from 'react';`],
  ['server/calls/a.ts', `import { Server } from 'socket.io';`],
  ['server/calls/b.ts', `import { createWorker } from 'mediasoup';`],
  ['server/calls/c.ts', `import pg from 'pg';`],
  ['server/calls/d.ts', `import { assign } from '#server/routing/assign.rules.ts';`],
  ['server/media/a.ts', `import { createCalls } from '#server/calls/index.ts';`],
  ['server/routing/a.rules.ts', `import type { Database } from '#server/platform/database/index.ts';`],
];

describe('the table of layers', () => {
  const sources = globSync('{server,client,shared}/**/*.{ts,tsx}');

  it('has a row for every file', () => {
    expect(sources.filter((file) => !rows.some(({ files }) => path.matchesGlob(file, files)))).toEqual([]);
  });

  it('has no row that matches no file', () => {
    const globs = [...rows.map(({ files }) => files), ...banRows.flatMap(({ files }) => files)];
    expect(globs.filter((glob) => !sources.some((file) => path.matchesGlob(file, glob)))).toEqual([]);
  });

  it('lets folders of the server and the client use each other in one direction only', () => {
    // In shared the contract speaks of the rules' types and the rules of the contract's: there the files, not the folders, have an order.
    const ordered = rows.filter(({ files }) => !files.startsWith('shared/'));
    const graph = new Map(ordered.map((row) => [folderOf(row) ?? row.files, row.imports.filter(isFolder)]));
    expect(cyclesIn(graph)).toEqual([]);
  });
});

describe('the linter', () => {
  const linesOf = (file: string): string[] => (planted.get(file) ?? []).map(({ line }) => line);
  const sources = [...planted.keys()].map((file): [string, string[]] => [file, linesOf(file)]);
  const found = lintPlanted(new Map([...sources, ...settled.map(([file, line]): [string, string[]] => [file, [line]])]));

  it.each([...planted])('finds what is forbidden in %s, and nothing else', (file, lines) => {
    const isFound = ({ rule }: Planted, index: number): boolean => found.has(`${file}:${index + 1} ${rule}`);
    expect(lines.filter(isFound).map(({ line }) => line)).toEqual(lines.filter(({ isForbidden }) => isForbidden).map(({ line }) => line));
  });

  it.each(settled)('finds the planted violation in %s: %s', (file) => {
    expect(found).toContain(`${file}:1 no-restricted-imports`);
  });
});

describe('the house', () => {
  it('SQL stands only in stores and in server/platform/database', () => {
    const wrong = filesUnder('server', /\.ts$/)
      .filter((file) => !/[sS]tore\.ts$/.test(file) && !file.startsWith('server/platform/database/') && !file.startsWith('server/platform/gateway/'))
      .filter((file) => /[`']\s*(select|insert into|update|delete from)\s/i.test(readFileSync(file, 'utf8')));
    expect(wrong).toEqual([]);
  });

  it('styles use logical properties only, so that right-to-left needs nothing', () => {
    const physical = /(^|[\s;{])(margin|padding|border)-(left|right)|(^|[\s;{])(left|right)\s*:|text-align:\s*(left|right)|float:/m;
    expect(filesUnder('client', /\.css$/).filter((file) => physical.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
