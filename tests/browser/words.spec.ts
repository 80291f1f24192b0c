import { type Browser, type Page, expect } from '@playwright/test';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { becomeAvailable, launchChromium, openAs, queueAt } from './people.ts';
import { test } from './test.ts';

const screens = process.env['SCREENS'] ?? 'reports/screens';
const plainHost = 'plain.distans.test';

let server: RunningServer;
let browser: Browser;
test.beforeAll(async () => {
  server = await startServer({ env: { MEDIA_WORKERS: '1', RING_MS: '25000' } });
  browser = await launchChromium([`--host-resolver-rules=MAP ${plainHost} 127.0.0.1`]);
});
test.afterAll(async () => {
  await browser.close();
  await server.stop();
});
test.afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

const terminal = { role: 'terminal', id: 'mikkeli-1' } as const;
const phone = '+358 800 000 001';

test('[E7] a language that cannot be loaded leaves the old one on, says so, and comes when it can', async () => {
  // A point where nobody has loaded Finnish before.
  const finnish = /assets\/texts-\w+-fi-.*js/;
  const page = await openAs(
    browser,
    server.url,
    { role: 'terminal', id: 'pargas-1' },
    {},
    async (opened) => void (await opened.route(finnish, (route) => route.abort())),
  );
  await page.getByRole('heading', { name: 'Welcome' }).waitFor();
  await page.getByRole('button', { name: 'Suomi' }).click();
  await expect(page.getByTestId('languageMissing')).toHaveText('Suomenkielisiä tekstejä ei voi ladata juuri nyt. Yritämme uudelleen.');
  await expect(page.getByRole('heading', { name: 'Welcome' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByText('start.title')).toBeHidden();
  await page.setViewportSize({ width: 390, height: 800 });
  await page.screenshot({ path: `${screens}/language-missing.png` });
  await page.unroute(finnish);
  await page.getByRole('button', { name: 'Suomi' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fi', { timeout: 5_000 });
  await expect(page.getByTestId('languageMissing')).toBeHidden();
});

test('[E7] texts that never come at the start: words in the page itself, never keys', async () => {
  const texts = /assets\/texts-(common|terminal)-.*js/;
  const page = await openAs(browser, server.url, terminal, {}, async (opened) => {
    await opened.route(texts, (route) => route.abort());
    await opened.addInitScript(() => sessionStorage.setItem('language', 'fi'));
  });
  await expect(page.getByTestId('pageFault')).toContainText('Sivua ei voi näyttää juuri nyt');
  await expect(page.getByText(/\w+\.\w+\b(?<!\.)$/)).toHaveCount(0);
  await page.unroute(texts);
  await page.getByRole('button', { name: 'Yritä uudelleen' }).click();
  await expect(page.getByTestId('start')).toBeVisible();
});

test('[E6] over plain HTTP from another machine every page says that it must come over https, and how', async () => {
  for (const path of ['', 'terminal', 'expert', 'adviser', 'supervisor']) {
    const page = await (await browser.newContext({ viewport: { width: 390, height: 800 } })).newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`http://${plainHost}:${server.port}/${path}`);
    for (const words of ['Sidan måste öppnas med https', 'Sivu on avattava https-osoitteella', 'The page must be opened over https'])
      await expect(page.getByText(words)).toBeVisible();
    await expect(page.getByRole('link', { name: `https://${plainHost}:${server.port}/${path}` })).toBeVisible();
    expect(faults).toEqual([]);
    if (path === '') await page.screenshot({ path: `${screens}/insecure-small.png`, fullPage: true });
  }
});

/** A page of the terminal whose socket does not come up, as `hinder` has it. */
async function cutOff(hinder: (page: Page) => Promise<void>): Promise<Page> {
  const page = await openAs(browser, server.url, terminal, {}, async (opened) => {
    await opened.addInitScript(() => sessionStorage.setItem('language', 'sv'));
    await hinder(opened);
    await opened.clock.install();
  });
  await expect(page.getByRole('status')).toContainText('Ett ögonblick');
  await page.clock.runFor(16_000);
  return page;
}
/** A server that is heard, and lets the page in later. */
const refuseHandshake = (page: Page) =>
  page.routeWebSocket(/socket\.io/, (socket) => {
    socket.send('0{"sid":"x","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":100000}');
    socket.onMessage(() => socket.send('44{"message":"later","data":{"code":"tooMany","message":"later"}}'));
  });
const refuseUpgrade = (page: Page) => page.routeWebSocket(/socket\.io/, (socket) => socket.close({ code: 1008 }));

test('[E10] a proxy that lets HTTP through and WebSocket not: why, the telephone, what to ask of IT, and on as soon as it goes', async () => {
  let isRefused = true;
  const page = await cutOff((opened) =>
    opened.routeWebSocket(/socket\.io/, (socket) => void (isRefused ? socket.close({ code: 1008 }) : socket.connectToServer())),
  );
  const obstacle = page.getByTestId('obstacle');
  await expect(obstacle).toHaveAttribute('data-kind', 'webSocket');
  await expect(obstacle).toContainText('Nätverket släpper inte fram videotjänsten.');
  await expect(obstacle).toContainText(phone);
  await expect(obstacle).toContainText(`ws://127.0.0.1:${server.port}/socket.io/`);
  await page.screenshot({ path: `${screens}/obstacle-sv.png` });
  isRefused = false;
  await page.clock.runFor(10_000);
  await expect(page.getByTestId('start')).toBeVisible();
});

test('[E10] its siblings each have their own words: a server that does not answer, no network, too many', async () => {
  const kinds = [
    [
      'unavailable',
      'Tjänsten svarar inte just nu.',
      (page: Page) => page.route('**/api/session', (route) => route.fulfill({ status: 502, body: 'bad gateway' })),
    ],
    ['offline', 'Den här datorn får ingen kontakt med tjänsten.', (page: Page) => page.route('**/api/**', (route) => route.abort())],
    ['tooMany', 'Väldigt många försöker ansluta just nu.', refuseHandshake],
  ] as const;
  for (const [kind, words, hinder] of kinds) {
    const page = await cutOff(async (opened) => {
      await refuseUpgrade(opened);
      await hinder(opened);
    });
    await expect(page.getByTestId('obstacle')).toHaveAttribute('data-kind', kind);
    await expect(page.getByTestId('obstacle')).toContainText(words);
  }
});

/** Has the page say another protocol version in its handshake, as one from before a deployment does. */
const outdate = (page: Page, isOld: () => boolean) =>
  page.routeWebSocket(/socket\.io/, (socket) => {
    const upstream = socket.connectToServer();
    socket.onMessage((message) => upstream.send(isOld() ? String(message).replace(/"version":\d+/, '"version":1') : message));
  });

test('[E21] a page of an old protocol reloads once by itself; when that does not help it says so', async () => {
  let loads = 0;
  let isOld = () => loads < 2;
  const page = await openAs(browser, server.url, terminal, {}, async (opened) => {
    await opened.addInitScript(() => sessionStorage.setItem('language', 'fi'));
    opened.on('request', (request) => (loads += request.isNavigationRequest() ? 1 : 0));
    await outdate(opened, () => isOld());
  });
  await expect(page.getByTestId('start')).toBeVisible();
  expect(loads).toBe(2);
  expect(new URL(page.url()).pathname).toBe('/terminal');
  isOld = () => true;
  await page.reload();
  await expect(page.getByTestId('outdated')).toContainText('Tämä sivu on vanhempi kuin palvelu');
  await page.screenshot({ path: `${screens}/outdated-fi.png` });
  expect(loads).toBe(3);
});

test('[E21] the front door leads a signed-in browser on', async () => {
  const page = await openAs(browser, server.url, { role: 'supervisor', id: 'supervisor-fpa-1' });
  await page.goto(server.url);
  await page.getByTestId('goOn').getByRole('button', { name: "The supervisor's desk" }).click();
  await page.waitForURL('**/supervisor');
  // An installation has no list of people: with one role the way is clear, with several one chooses.
  await page.route('**/api/session', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ json: { ...((await response.json()) as object), isDemo: false } });
  });
  await page.goto(server.url);
  await page.waitForURL('**/supervisor');
  await page.request.post(`${server.url}/api/demo/sign-in`, { data: terminal });
  await page.goto(server.url);
  await expect(page.getByTestId('goOn').getByRole('button')).toHaveText(['Terminal mikkeli-1', "The supervisor's desk"]);
  await expect(page.getByTestId('accessCode')).toBeVisible();
});

/** What changes in regions that a screen reader reads out, as long as the page is watched. */
const watchLiveRegions = (page: Page) =>
  page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        if (element?.closest('[aria-hidden="true"]') !== null) continue;
        const region = element.closest('[role=status],[role=alert],[role=log],[aria-live]:not([aria-live=off]),output:not([aria-live=off])');
        if (region !== null) said.push(region.textContent ?? '');
      }
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
const saidOn = (page: Page) => page.evaluate(() => (window as unknown as { said: string[] }).said);

test('[E12] clocks tick for the eyes: a screen reader hears an offer and a hold once, and at milestones', async () => {
  const customer = await openAs(browser, server.url, terminal);
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-fpa-1' });
  const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-mikkeli-1' });
  await customer.getByTestId('help').click();
  await queueAt(customer, 'fpa', 'fpa.studentAid');
  await becomeAvailable(expert);
  const offer = expert.getByTestId('offer');
  await offer.waitFor();
  await Promise.all([expert, adviser, customer].map(watchLiveRegions));
  const countdown = offer.locator('[aria-hidden=true]', { hasText: /^\d+:\d\d$/ });
  const from = await countdown.textContent();
  await expect(countdown).not.toHaveText(from ?? '');
  const later = await countdown.textContent();
  await expect(countdown).not.toHaveText(later ?? '');
  for (const page of [expert, adviser, customer]) expect(await saidOn(page)).toEqual([]);
  // The milestone: said once when it soon goes on to somebody else.
  await expect(offer.getByRole('alert')).toContainText('soon goes on', { timeout: 20_000 });
  expect((await saidOn(expert)).length).toBe(1);
  await offer.getByRole('button', { name: 'Accept' }).click();
  await expert.locator('[data-testid=call][data-state=active]').waitFor();
  await expert.getByRole('button', { name: 'Hold', exact: true }).click();
  const overlay = customer.getByTestId('expertTile').getByTestId('overlay');
  await expect(overlay.locator('[aria-hidden=true]')).toContainText('0:02');
  await Promise.all([expert, customer].map((page) => page.evaluate(() => (window as unknown as { said: string[] }).said.splice(0))));
  await expect(overlay.locator('[aria-hidden=true]')).toContainText('0:05');
  for (const page of [expert, customer]) expect(await saidOn(page)).toEqual([]);
});

test("[E11] every time on a desk is Finland's, in one form, wherever the browser is", async () => {
  const abroad = { timezoneId: 'America/New_York', locale: 'en-US' };
  const customer = await openAs(browser, server.url, { role: 'terminal', id: 'kiiminki-1' }, abroad);
  const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-kiiminki-1' }, abroad);
  await queueAt(customer, 'dvv', 'dvv.movingNotice');
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-dvv-1' }, abroad);
  await becomeAvailable(expert);
  await expert.getByTestId('offer').getByRole('button', { name: 'Accept' }).click();
  await expert.locator('[data-testid=call][data-state=active]').waitFor();
  await adviser.getByTestId('terminal-kiiminki-1').getByTestId('openConnection').click();
  const history = adviser.getByTestId('connectionHistory');
  await history.getByRole('button', { name: 'Show as a table' }).click();
  const shown = async () => (await history.textContent())?.match(/\d{1,2}:\d\d(:\d\d)?( ?[AP]M)?/gi) ?? [];
  // A report comes every other second.
  await expect.poll(async () => (await shown()).length).toBeGreaterThan(1);
  const times = await shown();
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Helsinki', hour: '2-digit' }).format();
  expect(times.filter((time) => !new RegExp(`^${hour}:\\d\\d:\\d\\d$`).test(time))).toEqual([]);
});
