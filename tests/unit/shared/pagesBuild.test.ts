import { expect, it } from 'vitest';
import { buildIn } from '#shared/pagesBuild.ts';

it('[F13] the build is the entry’s hash, not that of another script or of what the page has loaded since', () => {
  const preload = '<link rel="modulepreload" crossorigin href="/assets/index-Chunk123.js">';
  expect(buildIn(`${preload}<script type="module" crossorigin src="/assets/index-D4x_k-9a.js"></script>`)).toBe('D4x_k-9a');
  expect(buildIn('<script type="module" src="./main.tsx"></script>')).toBeNull();
  expect(buildIn('')).toBeNull();
});
