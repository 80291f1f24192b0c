import { expect } from '@playwright/test';
import pg from 'pg';
import { startPostgres } from '#tests/support/postgres.ts';
import { startServer } from '#tests/support/startApp.ts';
import { launchChromium, openAs, queueAt } from './people.ts';
import { test } from './test.ts';

test('[Q7] the database falls over to a copy that misses the last commits: the terminal enters its place again, once', async () => {
  const postgres = await startPostgres();
  const url = await postgres.createDatabase();
  const server = await startServer({ env: { DATABASE_URL: url, DEMO: 'true', MEDIA_WORKERS: '1' } });
  const browser = await launchChromium();
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const callIds = async (): Promise<string[]> => (await client.query<{ id: string }>(`select id from calls where state = 'queued'`)).rows.map(({ id }) => id);
    const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
    await queueAt(terminal, 'fpa', 'fpa.studentAid');
    const known = await callIds();
    expect(known).toHaveLength(1);
    // The copy never heard of this customer.
    await client.query('delete from routing_targets; delete from call_events; delete from calls; delete from visits');
    await expect.poll(callIds, { timeout: 20_000 }).toEqual(known);
    await expect(terminal.locator('main')).toHaveAttribute('data-screen', 'waiting');
    await expect(terminal.getByTestId('position')).toHaveText('You are first in the queue');
    const { rows } = await client.query<{ n: string }>(`select count(*) as n from call_events where type = 'EntryQueued'`);
    expect(Number(rows[0]?.n)).toBe(1);
  } finally {
    await client.end();
    await browser.close();
    await server.stop();
    await postgres.stop();
  }
});
