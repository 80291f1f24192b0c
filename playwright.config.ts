import { defineConfig } from '@playwright/test';

/**
 * What these measure, or let the product find out, is spoilt by a busy machine: they run alone. Of a talk of three or four all pages are in one
 * browser, whose camera gives hardly a picture while one of them is late to give its own back.
 */
const alone = /(connection|consultations|devices|joining|kiosk|remoteActions|ownDevices|recovery|uneven)\.spec\.ts/;

export default defineConfig({
  testDir: 'tests/browser',
  workers: 1,
  projects: [
    { name: 'together', testIgnore: alone },
    { name: 'alone', testMatch: alone },
  ],
  timeout: 240_000,
  expect: { timeout: 25_000, toHaveScreenshot: { pathTemplate: 'tests/browser/pictures/{arg}{ext}' } },
  // A picture is made by `npm run pictures` alone: a test that draws its own cannot fail.
  updateSnapshots: 'none',
  // A machine of two processors that carries five pages and a server may be late once; what is late twice has failed. Those are named at the end.
  retries: process.env['STRICT'] === undefined ? 1 : 0,
  reporter: [['list'], ['json']],
  outputDir: 'reports/browser',
});
