import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/browser',
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 25_000 },
  // A machine of two processors that carries five pages and a server may be late once; what is late twice has failed. Those are named at the end.
  retries: process.env['STRICT'] === undefined ? 1 : 0,
  reporter: [['list'], ['json']],
  outputDir: 'reports/browser',
});
