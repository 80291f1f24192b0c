import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, expect } from '@playwright/test';
import { weekdays } from '#shared/contract/catalogue.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { importContent, officeLike } from './content.ts';
import { becomeAvailable, expectMediaArrives, launchChromium, openAs, queueAt } from './people.ts';
import { test } from './test.ts';

const folder = process.env['SCREENS'] ?? 'reports/screens';
const minuteMs = 60_000;
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Helsinki', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

let server: RunningServer;
let browser: Browser;
/** When the agencies close that close today: a full minute that leaves time to queue before it. */
let closesAt: string;

test.beforeAll(async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'distans-'));
  const minute = clock.format(Math.ceil((Date.now() + 0.75 * minuteMs) / minuteMs) * minuteMs);
  closesAt = minute === '00:00' ? '24:00' : minute;
  const opening = { weekly: Object.fromEntries(weekdays.map((day) => [day, [{ from: '00:00', to: closesAt }]])) };
  const units = [
    { id: 'east', names: { sv: 'Öst', fi: 'Itä', en: 'East' }, points: ['mikkeli'], neighbours: ['centre'] },
    { id: 'centre', names: { sv: 'Mitt', fi: 'Keski', en: 'Centre' }, points: [] },
    { id: 'north', names: { sv: 'Nord', fi: 'Pohjoinen', en: 'North' }, points: [] },
  ];
  const agencies = [
    await officeLike('regional', { units, routing: { choice: 'longestIdle', relaxLanguageAfterMs: 0, relaxUnitAfterMs: 10_000, relaxPoolAfterMs: 20_000 } }),
    await officeLike('ends', { opening, whenClosing: 'endWaiting' }),
    await officeLike('serves', { opening, whenClosing: 'serveWaiting' }),
  ];
  const languages = [{ language: 'en', level: 5 }];
  const northern = {
    id: 'expert-north',
    role: 'expert',
    displayName: 'Aino Laakso',
    agencyId: 'regional',
    languages,
    services: ['regional.0'],
    unitId: 'north',
  };
  await importContent(dataDir, agencies, [northern]);
  server = await startServer({ dataDir, env: { MEDIA_WORKERS: '1' } });
  browser = await launchChromium();
});
test.afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** The own region's experts first, then the neighbour's, then everybody's: each step is told before it comes. */
async function widens(): Promise<void> {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-north' });
  await becomeAvailable(expert);
  await queueAt(terminal, 'regional', 'regional.0');
  await expect(terminal.getByTestId('widens')).toHaveText(/^In .+ the neighbouring office is asked too\.$/);
  await terminal.screenshot({ path: `${folder}/terminal-widens.png` });
  await expect(expert.getByTestId('offer')).toHaveCount(0);
  await expect(terminal.getByTestId('widens')).toHaveText(/^In .+ the whole agency is asked\.$/);
  await expect(expert.getByTestId('offer')).toHaveCount(0);
  await expert.getByTestId('offer').getByRole('button', { name: 'Accept' }).click();
  await Promise.all([expectMediaArrives(terminal), expectMediaArrives(expert)]);
}

/** What happens to those who wait when the hours end is the agency's choice, and they know it before. */
async function closes(): Promise<void> {
  const sent = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-2' });
  const kept = await openAs(browser, server.url, { role: 'terminal', id: 'pargas-1' });
  await queueAt(sent, 'ends', 'ends.0');
  await queueAt(kept, 'serves', 'serves.0');
  const shown = closesAt.replace('24:00', '00:00');
  await expect(sent.locator('main')).toContainText(`The queue closes at ${shown}. Whoever has not been answered by then has to come again.`);
  await expect(kept.locator('main')).toContainText(`The queue closes at ${shown}. Those who are waiting then are served all the same.`);
  await expect(sent.getByRole('heading', { name: 'The queue has closed' })).toBeVisible({ timeout: 2 * minuteMs });
  await sent.screenshot({ path: `${folder}/terminal-queue-closed.png` });
  await sent.getByRole('button', { name: 'Another time or way' }).click();
  await expect(sent.locator('main')).toHaveAttribute('data-screen', 'closed');
  await expect(sent.locator('main')).toContainText('Telephone 029 497 050');
  await expect(kept.locator('main')).toHaveAttribute('data-screen', 'waiting');
  await expect(kept.getByTestId('position')).toHaveAttribute('data-state', 'queued');
}

test('[F24] [F26] who waits is told truly which offices are asked, and what the end of the hours will bring', async () => {
  await Promise.all([closes(), widens()]);
});
