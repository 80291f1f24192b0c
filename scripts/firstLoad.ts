import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';

/**
 * What a terminal downloads before its start screen can be pressed: script and style, gzip, without fonts, pictures and the texts of one language.
 * `node scripts/firstLoad.ts` prints it for the pages that stand in dist/client; the build holds it to its budget.
 */
export const budgetKilobytes = 256;

const chunkSchema = z.looseObject({
  file: z.string(),
  css: z.array(z.string()).default([]),
  imports: z.array(z.string()).default([]),
});
const manifestSchema = z.record(z.string(), chunkSchema);

const directory = fileURLToPath(new URL('../dist/client', import.meta.url));
/** The page's own entry, and the page of the terminal, which it loads at once. */
const entries = ['index.html', 'roles/terminal/TerminalPage.tsx'] as const;

export type Loaded = { readonly file: string; readonly bytes: number };

/** The files of the first load with their size, the largest first. Errors: no build, or one without these entries. */
export function firstLoad(built: string = directory): Loaded[] {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(path.join(built, '.vite/manifest.json'), 'utf8')));
  const seen = new Set<string>();
  const files = new Set<string>();
  const take = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`the build has no ${name}`);
    for (const file of [chunk.file, ...chunk.css]) files.add(file);
    chunk.imports.forEach(take);
  };
  entries.forEach(take);
  const sizeOf = (file: string): number => gzipSync(readFileSync(path.join(built, file))).length;
  return [...files].map((file) => ({ file, bytes: sizeOf(file) })).sort((a, b) => b.bytes - a.bytes);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = firstLoad();
  for (const { file, bytes } of files) console.log(`${(bytes / 1000).toFixed(1).padStart(7)} kB  ${file}`);
  console.log(`${(files.reduce((sum, { bytes }) => sum + bytes, 0) / 1000).toFixed(1).padStart(7)} kB  in all, gzip`);
}
