import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, type Page, expect } from '@playwright/test';
import type { CallId } from '#shared/ids.ts';
import { Person } from '#tests/support/socketPeople.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { importContent, officeLike } from './content.ts';
import { launchChromium, openAs } from './people.ts';
import { test } from './test.ts';

/** Each in a form that would become an element, and would act, wherever a text were taken for markup. */
const planted = (where: string): string => `<img src=x${where} onerror=window.hacked="${where}">`;
const names = (where: string) => ({ sv: planted(where), fi: planted(where), en: planted(where) });
const spoken = [{ language: 'en', level: 5 }];

let dataDir: string;
let server: RunningServer;
let browser: Browser;
/** A page of somebody else's, at another origin. */
let elsewhere: Server;
let foreign: string;

test.beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'distans-hostile-'));
  const agency = await officeLike('evil', { names: names('agency'), shortNames: names('short'), description: names('about') }, [
    { names: names('service'), description: names('serviceAbout'), prepare: names('prepare') },
  ]);
  await importContent(
    dataDir,
    [agency],
    [
      { id: 'expert-evil', role: 'expert', displayName: planted('expert'), agencyId: 'evil', languages: spoken, services: ['evil.0'] },
      { id: 'supervisor-evil', role: 'supervisor', displayName: planted('supervisor'), agencyId: 'evil', languages: spoken },
    ],
  );
  server = await startServer({ dataDir });
  browser = await launchChromium();
  elsewhere = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<title>elsewhere</title><iframe src="${server.url}/terminal"></iframe>`);
  }).listen(0, '127.0.0.2');
  await new Promise((resolve) => elsewhere.once('listening', resolve));
  foreign = `http://127.0.0.2:${(elsewhere.address() as AddressInfo).port}`;
});
test.afterAll(async () => {
  await browser.close();
  elsewhere.close();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** What stands on the page as text, and that none of it has become an element or has acted. */
async function demandText(page: Page, ...wheres: readonly string[]): Promise<void> {
  for (const where of wheres) await expect(page.getByText(planted(where)).first(), `${page.url()} ${where}`).toBeVisible();
  expect(await page.locator('img[onerror], img[src^="x"], [onerror]').count()).toBe(0);
  expect(await page.evaluate(() => Reflect.get(window, 'hacked') as unknown)).toBeUndefined();
}

test('[Q39] ASVS 1.2.1: markup in names, notes, chat and messages is text on every page, and acts nowhere', async () => {
  const terminal = await openAs(browser, server.url, { role: 'terminal', id: 'mikkeli-1' });
  const adviser = await openAs(browser, server.url, { role: 'adviser', id: 'adviser-mikkeli-1' });
  const supervisor = await openAs(browser, server.url, { role: 'supervisor', id: 'supervisor-evil' });
  const expert = await openAs(browser, server.url, { role: 'expert', id: 'expert-evil' });
  // By a client of one's own, which sends what no field of a page takes.
  const helper = await Person.arrive(server.url, 'adviser', 'adviser-mikkeli-2');
  const callId = randomUUID() as CallId;
  const requested = { agencyId: 'evil', serviceId: 'evil.0', language: 'en' } as const;
  await helper.do('adviser:setUpCall', { callId, terminalId: 'mikkeli-1', ...requested, note: planted('note') });
  await helper.do('message:send', { callId, messageId: randomUUID(), content: { kind: 'text', text: planted('message'), language: 'en' } });
  await demandText(terminal, 'message');
  await demandText(adviser, 'message');
  await demandText(supervisor);
  await expert.getByTestId('statusChoice').click();
  await expert.getByRole('option', { name: 'Available' }).click();
  await expert.getByTestId('offer').getByRole('button', { name: 'Accept' }).click();
  await helper.do('call:join', { callId, microphone: 'connectionOnly' });
  await helper.do('chat:send', { callId, text: planted('chat'), to: 'everybody' });
  await demandText(terminal, 'expert');
  await demandText(expert, 'note', 'service');
  await expert.getByTestId('tab-chat').click();
  await demandText(expert, 'chat');
  await demandText(adviser, 'expert');
  await demandText(supervisor, 'expert');
  helper.leave();
});

test('[Q39] ASVS 3.4.6: no page of ours can be shown in a frame of another origin', async () => {
  const page = await (await browser.newContext()).newPage();
  const refused: string[] = [];
  page.on('console', (message) => void refused.push(message.text()));
  await page.goto(foreign);
  await expect.poll(() => refused.join('\n')).toMatch(/frame-ancestors|X-Frame-Options|refused to connect|Refused to (?:display|frame)/i);
  const [, frame] = page.frames();
  expect(await frame?.locator('main').count()).toBe(0);
});

test('[Q39] ASVS 3.5.1: a form and a script of another origin can neither sign anybody in nor read anything', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(foreign);
  const answers = await page.evaluate(async (url) => {
    const send = (path: string, init: RequestInit) =>
      fetch(`${url}${path}`, { credentials: 'include', ...init }).then(
        (response) => (response.type === 'opaque' ? 'opaque' : String(response.status)),
        () => 'refused',
      );
    const body = JSON.stringify({ role: 'terminal', id: 'mikkeli-1' });
    return [
      await send('/api/demo/sign-in', { method: 'POST', body, headers: { 'content-type': 'application/json' } }),
      await send('/api/demo/sign-in', { method: 'POST', body, headers: { 'content-type': 'text/plain' }, mode: 'no-cors' }),
      await send('/api/session', {}),
    ];
  }, server.url);
  // Where the browser sends it at all, the answer's Cross-Origin-Resource-Policy keeps it from the page.
  expect(answers).toEqual(['refused', 'refused', 'refused']);
  // A form, as of a page that sends its visitor along: the browser says where it comes from.
  await page.evaluate((url) => {
    const form = document.createElement('form');
    form.method = 'post';
    form.enctype = 'text/plain';
    form.action = `${url}/api/demo/sign-in`;
    const field = document.createElement('input');
    field.name = '{"role":"terminal","id":"mikkeli-1","x":"';
    field.value = '"}';
    form.append(field);
    document.body.append(form);
    form.submit();
  }, server.url);
  await page.waitForURL(`${server.url}/**`);
  expect(await page.content()).toContain('forbidden');
  expect(await context.cookies(server.url)).toEqual([]);
});
