import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const sources = new Map(globSync('client/**/*.{ts,tsx}').map((file) => [file, readFileSync(file, 'utf8')]));
const filesWith = (pattern: RegExp, files: ReadonlyMap<string, string> = sources): string[] =>
  [...files].filter(([, source]) => pattern.test(source)).map(([file]) => file);

const modal = /import \{[^}]*\b(Modal|ModalOverlay)\b[^}]*\} from 'react-aria-components'/;
const reactLazy = /import \{[^}]*\blazy\b[^}]*\} from 'react'/;
/** A part that is loaded when it is shown, without `lazyPart` or `lazyPage` around it; `loadPart` is for what draws nothing by itself. */
const bareImport = /(?<!(?:lazyPart|lazyPage|latePart|loadPart)\(\s*\(\) => )\bimport\('/;

describe('what can fail has a boundary of its own', () => {
  it('every dialog over the page is a ModalDialog, which has one', () => {
    expect(filesWith(modal)).toEqual(['client/ui/DialogOverlay.tsx']);
    expect(filesWith(/['/]DialogOverlay\.tsx'/)).toEqual(['client/ui/ModalDialog.tsx']);
    expect(sources.get('client/ui/ModalDialog.tsx')).toMatch(/<Boundary [^]*<TriggeredDialog [^]*<\/Boundary>/);
  });

  it('every lazy part and page is made by lazyPart or lazyPage, which have one', () => {
    expect(filesWith(reactLazy)).toEqual(['client/features/boundary/lazily.tsx']);
    expect(filesWith(bareImport)).toEqual([]);
    // The stage's devices come before the page is drawn: where they fail, the words for a page that does not load stand (client/index.html).
    expect(filesWith(/\bloadPart\(\(\) => import\('/).toSorted()).toEqual([
      'client/app/shell/late.ts',
      'client/main.tsx',
      'client/media/session/transports.ts',
    ]);
    // Each of these stands in a boundary where it is drawn.
    expect(filesWith(/\blatePart\(\(\) => import\('/).toSorted()).toEqual(['client/roles/terminal/TerminalPage.tsx', 'client/ui/ModalDialog.tsx']);
    expect(filesWith(/lazyPage\(\s*\(\) => import\('/)).toEqual(['client/main.tsx']);
  });

  it('every route of the page leads to a lazy page', () => {
    const main = sources.get('client/main.tsx') ?? '';
    const routed = [...main.matchAll(/component=\{(\w+)\}/g)].map(([, name]) => name ?? '');
    expect(routed.length).toBeGreaterThan(4);
    expect(routed.filter((name) => !new RegExp(`const ${name} =[^;]*\\blazyPage\\(`).test(main))).toEqual([]);
  });

  it.each([
    [modal, `import { Form, Modal } from 'react-aria-components';`],
    [reactLazy, `import { lazy, useState } from 'react';`],
    [bareImport, `const load = () => import('#client/roles/expert/ExpertPage.tsx');`],
  ])('%s finds what is planted', (pattern, source) => expect(filesWith(pattern, new Map([['planted', source]]))).toEqual(['planted']));
});
