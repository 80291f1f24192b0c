import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { type Browser, type Page, expect } from '@playwright/test';
import pg from 'pg';
import type { AgencyId, CallId, ServiceId } from '#shared/ids.ts';
import { freePort } from '#tests/support/freePort.ts';
import { type TestPostgres, startPostgres } from '#tests/support/postgres.ts';
import { type RunningProvider, startProvider } from '#tests/support/provider.ts';
import { Person } from '#tests/support/socketPeople.ts';
import { enrolBy, makeKey, prove } from '#tests/support/terminalKey.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { launchChromium } from './people.ts';
import { test } from './test.ts';
import { textsOn } from './texts.ts';

const client = { clientId: 'distans', clientSecret: 'only-for-the-test-and-long-enough' };
const languages = [{ language: 'sv', level: 5 }];
const rules = [{ when: [{ claim: 'groups', equals: 'experts' }], gives: { role: 'expert', agency: { from: 'claim', claim: 'office' }, languages } }];

let postgres: TestPostgres;
let server: RunningServer;
let provider: RunningProvider;
let browser: Browser;
let environment: Record<string, string>;

test.beforeAll(async () => {
  postgres = await startPostgres();
  const port = await freePort();
  const names = { sv: 'Fortsätt med Virtu', fi: 'Jatka Virtulla', en: 'Go on with Virtu' };
  const settings = JSON.stringify([{ id: 'virtu', issuer: `http://127.0.0.1:${port}`, ...client, names }]);
  environment = { DATABASE_URL: await postgres.createDatabase(), NODE_ENV: 'test', DEMO: 'false', OIDC_PROVIDERS: settings };
  await admin('import', 'server/catalogue/demo');
  const database = new pg.Client({ connectionString: environment['DATABASE_URL'] });
  await database.connect();
  await database.query('insert into claim_mappings (provider, rules, version) values ($1, $2, 1)', ['virtu', JSON.stringify(rules)]);
  await database.end();
  server = await startServer({ env: { ...environment, MEDIA_WORKERS: '1', RING_MS: '60000', WRAP_UP_MS: '600000', CONNECT_MS: '600000' } });
  provider = await startProvider({ port, ...client, pages: server.url, id: 'virtu' });
  browser = await launchChromium();
});
test.afterAll(async () => {
  await browser.close();
  await provider.stop();
  await server.stop();
  await postgres.stop();
});

const admin = async (...words: readonly string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, ['server/admin.ts', ...words], { env: { ...process.env, ...environment } })).stdout.trim();

/** Through the provider's own pages. */
async function signIn(page: Page, login: string): Promise<void> {
  await page.goto(server.url);
  await page.getByTestId('provider-virtu').click();
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill('any');
  await page.locator('button[type=submit]').click();
  // What the pages may know of the person is asked once.
  await page.locator('button[type=submit]').click();
}

/** A terminal without a browser, enrolled by a code. */
async function customer(): Promise<Person<'terminal'>> {
  const key = makeKey();
  const token = await enrolBy(server.url, await admin('code', 'terminal', 'mikkeli-1'), key);
  return Person.connect(server.url, 'terminal', token, (sid) => prove(key, sid));
}

test('[F104] an expert signs in at the provider; the role is withdrawn in a call, and within 2 s the desk is closed and the customer first in the queue', async () => {
  provider.people.set('aino', { name: 'Aino Virtanen', groups: ['experts'], office: 'te' });
  const expert = await (await browser.newContext({ locale: 'sv-SE' })).newPage();
  await expert.goto(server.url);
  await expert.getByTestId('provider-virtu').waitFor();
  await expert.screenshot({ path: 'reports/screens/signIn-providers.png' });
  await signIn(expert, 'aino');
  await expert.waitForURL('**/expert');
  const t = await textsOn(expert);
  await expert.getByTestId('statusChoice').click();
  await expert.getByRole('option', { name: t('expert', 'status.available'), exact: true }).click();
  const terminal = await customer();
  const wanted = { agencyId: 'te' as AgencyId, serviceId: 'te.jobSeeker' as ServiceId, language: 'sv' as const };
  const { callId } = await terminal.do('queue:join', { callId: randomUUID() as CallId, ...wanted });
  await expert
    .getByTestId('offer')
    .getByRole('button', { name: t('expert', 'offer.accept') })
    .click();
  await terminal.do('call:confirmConnected', { callId });
  await terminal.until(({ call }) => call?.state === 'active');

  provider.people.set('aino', { name: 'Aino Virtanen', groups: [], office: 'te' });
  const elsewhere = await (await browser.newContext({ locale: 'sv-SE' })).newPage();
  const requeued = terminal.until(({ call }) => call?.state === 'queued').then(() => performance.now());
  await signIn(elsewhere, 'aino');
  await elsewhere.waitForURL('**/?provider=noRole');
  const refused = performance.now();
  expect((await requeued) - refused).toBeLessThan(2_000);
  await expect(elsewhere.getByText('Du är igenkänd, men du har ingen roll här.')).toBeVisible();
  await expert.waitForURL(`${server.url}/`);
  await expect(expert.getByTestId('provider-virtu')).toBeVisible();
  expect(terminal.view?.call).toMatchObject({ callId, returnsAfter: 'expertLost', position: 1 });
  terminal.leave();
});
