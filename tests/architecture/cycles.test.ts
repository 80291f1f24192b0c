import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cyclesIn, importsIn, readImportGraph } from '#tests/support/importGraph.ts';

describe('the files of the product', () => {
  const graph = readImportGraph();

  it('import each other in no circle, not even for types', () => {
    expect(cyclesIn(graph)).toEqual([]);
  });

  it('are all seen, and so is what they import', () => {
    const edges = [...graph].flatMap(([file, targets]) => targets.map((target) => ({ file, target })));
    expect(edges).toContainEqual({ file: 'server/app.ts', target: 'server/platform/gateway/index.ts' });
    expect(edges).toContainEqual({ file: 'client/main.tsx', target: 'client/roles/terminal/TerminalPage.tsx' });
    expect(edges.filter(({ target }) => !existsSync(target))).toEqual([]);
  });
});

describe('a planted circle', () => {
  it('of several files is found', () => {
    const graph = new Map([
      ['main', ['page', 'rules']],
      ['page', ['part']],
      ['part', ['props', 'rules']],
      ['props', ['page']],
      ['rules', []],
    ]);
    expect(cyclesIn(graph)).toEqual([['page', 'part', 'props']]);
  });

  it('of one file is found', () => {
    expect(cyclesIn(new Map([['alone', ['alone']]]))).toEqual([['alone']]);
  });

  it('is not seen where two ways lead to one file', () => {
    const graph = new Map([
      ['page', ['one', 'other']],
      ['one', ['props']],
      ['other', ['props']],
      ['props', []],
    ]);
    expect(cyclesIn(graph)).toEqual([]);
  });
});

it('every way of importing is read', () => {
  const source = `import a from './a.ts';
import type { B } from '#shared/b.ts';
import {
  c,
} from './c.ts';
export type { D } from './d.ts';
export * from './e.ts';
import './f.css';
const lazy = () => import('./g.tsx');
type H = import('./h.ts').H;
`;
  expect(importsIn(source)).toEqual(['./a.ts', '#shared/b.ts', './c.ts', './d.ts', './e.ts', './f.css', './g.tsx', './h.ts']);
});
