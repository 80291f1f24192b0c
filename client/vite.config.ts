import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import tokens from 'suomifi-design-tokens';
import { type Plugin, defineConfig } from 'vite';
import { budgetKilobytes, firstLoad } from '../scripts/firstLoad.ts';

const colours = (tokens as unknown as { suomifiDesignTokens: { colors: Record<string, string> } }).suomifiDesignTokens.colors;

/** The design system's colours as CSS custom properties (`--highlightBase`), so that no value is written twice. */
function designTokens(): Plugin {
  const id = 'virtual:design-tokens.css';
  const lines = Object.entries(colours).map(([name, value]) => `  --${name}: ${value};`);
  return {
    name: 'design-tokens',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load: (source) => (source === `\0${id}` ? `:root {\n${lines.join('\n')}\n}\n` : null),
  };
}

/** Files of texts are named for what they are: all of a namespace's would be `sv` otherwise. */
const textsName = (file: string | null): string | null => {
  const [, namespace, language] = /([^/]+)(?:\/texts)?\/([^/]+)\.json$/.exec(file ?? '') ?? [];
  return namespace === undefined || language === undefined ? null : `assets/texts-${namespace}-${language}-[hash].js`;
};

/**
 * What PDF.js asks for when a form's own fonts are not in it: the standard fonts and the tables of characters. They are copied as they are.
 */
function pdfFonts(): Plugin {
  const from = fileURLToPath(new URL('../node_modules/pdfjs-dist/', import.meta.url));
  const files = ['standard_fonts', 'cmaps'].flatMap((folder) => readdirSync(path.join(from, folder)).map((name) => `${folder}/${name}`));
  return {
    name: 'pdf-fonts',
    generateBundle() {
      for (const file of files) this.emitFile({ type: 'asset', fileName: `pdfjs/${file}`, source: readFileSync(path.join(from, file)) });
    },
    configureServer({ middlewares }) {
      middlewares.use('/pdfjs', ({ url = '' }, response, next) => {
        const file = files.find((one) => `/${one}` === url);
        if (file === undefined) next();
        else response.end(readFileSync(path.join(from, file)));
      });
    },
  };
}

/** The terminal's first load stays within its budget: a build above it fails. */
function firstLoadBudget(): Plugin {
  return {
    name: 'first-load-budget',
    apply: 'build',
    writeBundle({ dir = '' }) {
      const kilobytes = firstLoad(dir).reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
      if (kilobytes > budgetKilobytes)
        this.error(`the terminal's first load is ${kilobytes.toFixed(1)} kB gzip, more than ${budgetKilobytes}: see node scripts/firstLoad.ts`);
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), designTokens(), pdfFonts(), firstLoadBudget()],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2023',
    manifest: true,
    rolldownOptions: {
      // Schemas that the pages do not use stay out of them: making one does nothing else.
      treeshake: { manualPureFunctions: ['z'] },
      output: { chunkFileNames: ({ facadeModuleId }) => textsName(facadeModuleId) ?? 'assets/[name]-[hash].js' },
    },
  },
  cacheDir: '../.cache/vite',
});
