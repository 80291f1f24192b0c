import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';

const outputSchema = z.object({
  diagnostics: z.array(z.object({ code: z.string(), filename: z.string(), labels: z.array(z.object({ span: z.object({ line: z.number() }) })) })),
});

/** What the linter finds, as `file:line rule`. */
export type Findings = ReadonlySet<string>;

/** Lints files that exist nowhere, each at a path of its own, under the project's own rules: one run for all, since the start takes the longest. */
export function lintPlanted(files: ReadonlyMap<string, readonly string[]>): Findings {
  const folder = mkdtempSync(path.join(tmpdir(), 'distans-lint-'));
  try {
    for (const known of ['oxlint.config.ts', 'scripts/layers.ts', 'package.json']) cpSync(known, path.join(folder, known));
    symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'));
    for (const [file, lines] of files) {
      mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(folder, file), `${lines.join('\n')}\n`);
    }
    const run = spawnSync(process.execPath, [path.resolve('node_modules/oxlint/bin/oxlint'), '--format=json'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    if (!run.stdout.startsWith('{')) throw new Error(`the linter did not run: ${run.stdout}${run.stderr}`);
    const { diagnostics } = outputSchema.parse(JSON.parse(run.stdout));
    return new Set(diagnostics.map(({ code, filename, labels }) => `${filename}:${labels[0]?.span.line ?? 0} ${code.replace(/^[^(]*\(|\)$/g, '')}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
