import { defineConfig } from 'vitest/config';

const project = (name: string, options: { timeoutMs: number; isSerial: boolean; maxWorkers?: number; mayBeLate?: boolean }) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    testTimeout: options.timeoutMs,
    hookTimeout: 240_000,
    pool: 'forks' as const,
    fileParallelism: !options.isSerial,
    // Where real processes keep real time, a busy machine may be late once; `npm run test:strict` has no second try.
    retry: options.mayBeLate === true && process.env['STRICT'] === undefined ? 1 : 0,
    ...(options.maxWorkers === undefined ? {} : { maxWorkers: options.maxWorkers }),
  },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', { timeoutMs: 60_000, isSerial: false }),
      project('architecture', { timeoutMs: 60_000, isSerial: false }),
      // It computes with what the others leave over: only a run that hangs is ended.
      project('simulation', { timeoutMs: 2_400_000, isSerial: false, maxWorkers: 2 }),
      // Its offers and leases run out in real time, also while it waits for its turn behind the others.
      project('store', { timeoutMs: 120_000, isSerial: false, maxWorkers: 2, mayBeLate: true }),
      // Real workers and real databases share two cores: one file at a time.
      project('integration', { timeoutMs: 240_000, isSerial: true, mayBeLate: true }),
    ],
  },
});
