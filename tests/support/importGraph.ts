import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Each file with those that it imports. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Imports and re-exports, of types too, and `import()`, lazy or in a type. */
const importPattern = /^(?:import|export)\b[^'";]*?\bfrom\s*'([^']+)'|^import\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;
export const importsIn = (source: string): string[] => [...source.matchAll(importPattern)].map(([, from, bare, lazy]) => from ?? bare ?? lazy ?? '');

const pathOf = (file: string, specifier: string): string | null => {
  if (specifier.startsWith('#')) return specifier.slice(1);
  return specifier.startsWith('.') ? path.join(path.dirname(file), specifier) : null;
};

/** The product's own files and all edges between them. A lazy part counts like any other: it must not need the page that loads it either. */
export function readImportGraph(): ImportGraph {
  const files = globSync('{server,client,shared}/**/*.{ts,tsx}').sort();
  return new Map(files.map((file) => [file, importsIn(readFileSync(file, 'utf8')).flatMap((specifier) => pathOf(file, specifier) ?? [])]));
}

/** Sets of files that all reach each other (Tarjan's strongly connected components), and files that import themselves. */
export function cyclesIn(graph: ImportGraph): string[][] {
  const index = new Map<string, number>();
  const open: string[] = [];
  const cycles: string[][] = [];

  const visit = (file: string): number => {
    const own = index.size;
    let low = own;
    index.set(file, own);
    open.push(file);
    for (const next of graph.get(file) ?? []) {
      if (!index.has(next)) low = Math.min(low, visit(next));
      else if (open.includes(next)) low = Math.min(low, index.get(next) ?? low);
    }
    if (low === own) {
      const component = open.splice(open.indexOf(file));
      if (component.length > 1 || graph.get(file)?.includes(file) === true) cycles.push(component.sort());
    }
    return low;
  };

  for (const file of graph.keys()) if (!index.has(file)) visit(file);
  return cycles;
}
