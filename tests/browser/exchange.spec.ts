import { readFile } from 'node:fs/promises';
import { type Browser, expect } from '@playwright/test';
import type { CatalogueDocument } from '#shared/exchange/document.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { launchChromium, openAs } from './people.ts';
import { test } from './test.ts';

const screens = process.env['SCREENS'] ?? 'reports/screens';

let server: RunningServer;
let browser: Browser;
test.beforeAll(async () => {
  server = await startServer({ env: { MEDIA_WORKERS: '0' } });
  browser = await launchChromium();
});
test.afterAll(async () => {
  await browser.close();
  await server.stop();
});
test.afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

const open = async (id: string, section: string) => {
  const page = await openAs(browser, server.url, { role: 'administrator', id }, { viewport: { width: 1366, height: 900 } });
  await page.getByTestId(`section-${section}`).click();
  return page;
};
const fileOf = (document: unknown) => ({ name: 'catalogue.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(document)) });
const names = (text: string) => ({ sv: text, fi: text, en: text });

test('[F98] an import is looked at, faults and all, and then taken into use while a terminal is open', async () => {
  const page = await open('administrator-1', 'exchange');
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
  await terminal.getByTestId('start').waitFor();
  const download = page.waitForEvent('download');
  await page.getByTestId('export').click();
  const exported = JSON.parse(await readFile(await (await download).path(), 'utf8')) as CatalogueDocument;
  const result = page.getByTestId('importResult');

  await page.getByTestId('mode-whole').click();
  await page.getByTestId('importFile').setInputFiles(fileOf(exported));
  await page.getByTestId('look').click();
  await expect(result).toContainText('Everything is as the document says already.');
  await expect(page.getByTestId('takeIn')).toBeDisabled();

  const [first, ...others] = exported.agencies;
  if (first === undefined) throw new Error('nothing was exported');
  const faulty = { ...exported, agencies: [{ ...first, shortNames: {}, colour: 'red' }, ...others] };
  await page.getByTestId('importFile').setInputFiles(fileOf(faulty));
  await page.getByTestId('look').click();
  await expect(result).toContainText('agencies.0.shortNames');
  await expect(result).toContainText('Needs a text in at least one language.');
  await expect(result).toContainText('agencies.0.colour');
  await page.screenshot({ path: `${screens}/import-problems.png` });

  const [gone, ...kept] = first.services;
  const added = { id: `${first.id}.new`, names: names('Brand new'), description: names('New.'), prepare: names('Nothing.') };
  const wanted = { ...exported, agencies: [{ ...first, shortNames: names('Renamed'), services: [...kept, added] }, ...others] };
  const staff = wanted.staff.flatMap((member): CatalogueDocument['staff'] => {
    if (member.role !== 'expert') return [member];
    const services = member.services.filter(({ serviceId }) => serviceId !== gone?.id);
    return services.length === 0 ? [] : [{ ...member, services }];
  });
  await page.getByTestId('importFile').setInputFiles(fileOf({ ...wanted, staff }));
  await page.getByTestId('look').click();
  await expect(page.getByTestId(`change-service-${added.id}`)).toContainText('New');
  await expect(page.getByTestId(`change-service-${gone?.id ?? ''}`)).toContainText('Out of use');
  await expect(page.getByTestId(`change-agency-${first.id}`)).toContainText('shortNames.en');
  await expect(terminal.getByTestId(`agency-${first.id}`)).not.toContainText('Renamed');
  await page.screenshot({ path: `${screens}/import-preview.png` });
  await page.getByTestId('takeIn').click();
  await expect(result).toHaveAttribute('data-outcome', 'done');
  // Without a restart, and without a reload.
  await expect(terminal.getByTestId(`agency-${first.id}`)).toContainText('Renamed', { timeout: 4_000 });
});

test('[F100] an agency’s administrator is refused what is not theirs, by its place', async () => {
  const page = await open('administrator-fpa-1', 'exchange');
  const answer = await page.request.get(`${server.url}/api/exchange/export`);
  const own = (await answer.json()) as CatalogueDocument;
  expect(own.agencies.map(({ id }) => id)).toEqual(['fpa']);
  const foreign = {
    ...own,
    points: [
      { id: 'new', kind: 'fixed', names: names('New'), municipality: names('Mikkeli'), defaultLanguage: 'fi', terminals: [{ id: 'new-1', names: names('1') }] },
    ],
  };
  await page.getByTestId('importFile').setInputFiles(fileOf(foreign));
  await page.getByTestId('look').click();
  await expect(page.getByTestId('importResult')).toContainText('points.0');
  await expect(page.getByTestId('importResult')).toContainText('You do not look after this.');
});

test('[F98] files of Suomi.fi’s service catalogue: what is read, what is not, and what it would change', async () => {
  const page = await open('administrator-fpa-1', 'exchange');
  await page.getByText('Suomi.fi', { exact: true }).click();
  await page.getByTestId('ptvFiles').setInputFiles(['tests/support/ptv/services.json', 'tests/support/ptv/channels.json']);
  await page.getByTestId('look').click();
  await expect(page.getByTestId('change-service-ptv.0a5f1c9e-1111-4222-8333-000000000001')).toContainText('New');
  await expect(page.getByTestId('ptvNotes')).toContainText('service.colourOfTheWeek');
  await page.screenshot({ path: `${screens}/import-ptv.png`, fullPage: true });
});

test('[Q39] other sites, and whoever is not an administrator, get nothing', async ({ request }) => {
  expect((await request.get(`${server.url}/api/exchange/export`)).status()).toBe(401);
  const page = await open('administrator-1', 'exchange');
  const foreign = await page.request.post(`${server.url}/api/exchange/import`, { headers: { origin: 'https://evil.example' }, data: {} });
  expect(foreign.status()).toBe(403);
  const bad = await page.request.post(`${server.url}/api/exchange/import`, { headers: { origin: server.url }, data: { mode: 'all' } });
  expect(bad.status()).toBe(400);
});
