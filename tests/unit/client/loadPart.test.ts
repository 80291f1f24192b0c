import { expect, it } from 'vitest';
import { loadPart, missingPart } from '#client/app/loadPart.ts';

it('a part that cannot be had is missing until one can', async () => {
  const gone = () => Promise.reject<{ readonly default: string }>(new Error('the module is gone'));
  await expect(loadPart(gone)).rejects.toThrow('the module is gone');
  expect(missingPart.getState().isMissing).toBe(true);
  expect(await loadPart(async () => ({ default: 'there' }))).toEqual({ default: 'there' });
  expect(missingPart.getState().isMissing).toBe(false);
});
