import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, it } from 'vitest';

/** Which files of ours are in the pages when they are built in that mode. */
async function filesIn(mode: string): Promise<string[]> {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const built = await build({ configFile: `${root}client/vite.config.ts`, mode, logLevel: 'silent', build: { write: false, emptyOutDir: false } });
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  return outputs.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : [])).map((id) => id.replace(root, ''));
}
const ofTheDemo = (files: readonly string[]): string[] => files.filter((file) => /^client\/(gallery|roles\/stage)\//.test(file));

it('pages built for production have neither the stage with its drawn devices nor the gallery; those of the demo have both', async () => {
  const production = await filesIn('production');
  expect(production).toContain('client/roles/terminal/TerminalPage.tsx');
  expect(ofTheDemo(production)).toEqual([]);
  expect(ofTheDemo(await filesIn('demo'))).toEqual(
    expect.arrayContaining(['client/roles/stage/drawnDevices.ts', 'client/roles/stage/StagePage.tsx', 'client/gallery/GalleryPage.tsx']),
  );
});
