import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, type Page, chromium } from '@playwright/test';
import { z } from 'zod';
import { newKey } from '#server/secrets.ts';
import { goodPassword, totpCode } from '#tests/support/localAccounts.ts';
import type { Role } from '#shared/contract/define.ts';
import { type Language, languageSchema } from '#shared/language.ts';
import { freePort } from '#tests/support/freePort.ts';
import { type TestPostgres, startPostgres } from '#tests/support/postgres.ts';
import { atEnd } from '#tests/support/atEnd.ts';
import { type RunningProxy, startProxy } from '#tests/support/proxy.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { chromiumPath, machineFlags } from './people.ts';
import { watchSending } from './sending.ts';

/** Kiosks are given camera and microphone by the administrator's policy for this name. */
const host = 'servicepoint.distans.test';
/** The same server over plain HTTP, from what is another machine for the browser. */
const plainHost = 'plain.distans.test';
const policyFile = path.join('/etc/chromium/policies/managed', `distans-${process.pid}.json`);

type ContextOptions = NonNullable<Parameters<Browser['newContext']>[0]>;

/**
 * The product as it is installed: NODE_ENV=production on PostgreSQL, Caddy with the project's own rules before it, people who sign in by a code
 * of the command line, and Chromium as it is, without permission, autoplay or language being set for the test. Only the devices are not
 * real, and the name that pages are opened by points to this machine.
 *
 * Playwright's `page.evaluate` counts as a gesture of the person, which lets sound play. Look at what a page plays only after real input.
 */
export class Installation {
  readonly browser: Browser;
  readonly server: RunningServer;
  readonly origin: string;
  /** The certificate of the authority that the origin's one comes from. */
  readonly authorityFile: string;
  /** Not a secure context: no devices there. */
  readonly plainOrigin: string;
  readonly #postgres: TestPostgres;
  readonly #proxy: RunningProxy;
  readonly #environment: Record<string, string>;
  /** In production on a port of its own. */
  readonly #metricsUrl: string;

  private constructor(browser: Browser, server: RunningServer, postgres: TestPostgres, proxy: RunningProxy, environment: Record<string, string>) {
    this.browser = browser;
    this.server = server;
    this.origin = proxy.origin;
    this.authorityFile = proxy.authorityFile;
    this.plainOrigin = `http://${plainHost}:${server.port}`;
    this.#postgres = postgres;
    this.#proxy = proxy;
    this.#environment = environment;
    this.#metricsUrl = `http://127.0.0.1:${environment['OPERATIONS_PORT']}/metrics`;
  }

  /** Starts everything, with the demo's content unless it is to be empty. What was started is ended again when something does not start. */
  static async start(settings: Record<string, string> = {}, { isEmpty = false } = {}): Promise<Installation> {
    const postgres = await startPostgres();
    const undo: (() => Promise<unknown>)[] = [() => postgres.stop()];
    try {
      const environment = {
        NODE_ENV: 'production',
        DATABASE_URL: await postgres.createDatabase(),
        MEDIA_ANNOUNCED_ADDRESS: '127.0.0.1',
        SECRETS_KEY: newKey(),
        OPERATIONS_PORT: String(await freePort()),
        ...settings,
      };
      if (!isEmpty) await admin(environment, 'import', 'server/catalogue/demo');
      const server = await startServer({ env: { MEDIA_WORKERS: '1', ...environment } });
      undo.unshift(() => server.stop());
      const proxy = await startProxy({ host, upstreamPort: server.port });
      undo.unshift(() => proxy.stop());
      const browser = await launchInstalled(proxy.keyHash);
      return new Installation(browser, server, postgres, proxy, environment);
    } catch (error) {
      for (const step of undo) await step();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.#proxy.stop();
    await this.server.stop();
    await this.#postgres.stop();
    await rm(policyFile, { force: true });
  }

  /** Where the first administrator of an empty installation is made. */
  async firstAdministratorAddress(): Promise<string> {
    return new URL((await admin(this.#environment, 'first-administrator')).trim(), this.origin).href;
  }

  /** A one-time code as the administrator makes it. */
  async accessCode(role: Role, id: string): Promise<string> {
    return (await admin(this.#environment, 'code', role, id)).trim();
  }

  /** A new browser context, as another machine has it. Closing it is the caller's. */
  context(options: ContextOptions = {}): Promise<BrowserContext> {
    return this.browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  }

  /** A page of somebody who has signed in before, in a context of its own; nothing is opened yet. A terminal's key cannot be copied: it is enrolled anew. */
  async openSignedIn(role: Role, id: string, storageState: Exclude<ContextOptions['storageState'], undefined>): Promise<Page> {
    const context = await this.context({ storageState });
    if (role === 'terminal') await this.#enrol(context, id);
    const page = await context.newPage();
    watchSending(page, role, this.#metricsUrl);
    return page;
  }

  /** Makes the context's browser the terminal, without its page being opened. */
  async #enrol(context: BrowserContext, id: string): Promise<void> {
    const page = await context.newPage();
    await page.goto(`${this.origin}/accessibility`);
    await page.evaluate(enrolHere, await this.accessCode('terminal', id));
    await page.close();
  }

  /** Opens the front door and signs in with a code, by keyboard; a person makes an account by it; resolves when the role's own page is there. */
  async open(
    role: Role,
    id: string,
    { prepare = async () => {}, ...options }: ContextOptions & { prepare?: (page: Page) => Promise<void> } = {},
  ): Promise<Page> {
    const code = await this.accessCode(role, id);
    const page = await (await this.context(options)).newPage();
    await prepare(page);
    // A machine becomes a terminal at its own address.
    await page.goto(role === 'terminal' ? `${this.origin}/terminal` : this.origin);
    await (role === 'terminal' ? page.getByRole('textbox') : page.getByTestId('accessCode')).focus();
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
    if (role !== 'terminal') await setUpAccount(page, id);
    await page.waitForURL(`**/${role}`);
    // The front door speaks the browser's language, a terminal its point's.
    if (role === 'terminal') await page.locator(`html[lang=${await languageOf(id)}] main[data-screen]`).waitFor();
    watchSending(page, role, this.#metricsUrl);
    return page;
  }
}

/** What the enrolment screen does (client/app/api/terminalKey.ts), run in a page of the same origin. */
async function enrolHere(code: string): Promise<void> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));
  const text = btoa(String.fromCodePoint(...spki))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
  const opening = indexedDB.open('keyval-store');
  await new Promise<void>((resolve, reject) => {
    opening.addEventListener('upgradeneeded', () => void opening.result.createObjectStore('keyval'));
    opening.addEventListener('error', () => reject(new Error('no shelf for the key')));
    opening.addEventListener('success', () => {
      const writing = opening.result.transaction('keyval', 'readwrite');
      writing.objectStore('keyval').put({ privateKey, publicKey: text }, 'terminalKey');
      writing.addEventListener('complete', () => resolve());
    });
  });
  opening.result.close();
  const body = JSON.stringify({ code, publicKey: text });
  const response = await fetch('/api/terminal/enrol', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  if (!response.ok) throw new Error(`the enrolment failed: ${response.status}`);
}

/** The first sign-in: user name, password, authenticator app. Returns the app's secret. */
export async function setUpAccount(page: Page, userName: string): Promise<string> {
  await page.getByTestId('newUserName').fill(userName);
  await page.getByTestId('newPassword').focus();
  await page.keyboard.type(goodPassword);
  await page.keyboard.press('Enter');
  const secret = (await page.getByTestId('totpSecret').innerText()).replaceAll(' ', '');
  await page.getByTestId('totpCode').focus();
  await page.keyboard.type(totpCode(secret, Date.now()));
  await page.keyboard.press('Enter');
  await page.getByTestId('codesSaved').click();
  await page.getByTestId('codesGoOn').click();
  return secret;
}

const pointsSchema = z.array(z.object({ defaultLanguage: languageSchema, terminals: z.array(z.object({ id: z.string() })) }));

/** What the terminal's point speaks. */
async function languageOf(terminalId: string): Promise<Language | undefined> {
  const points = pointsSchema.parse(JSON.parse(await readFile('server/catalogue/demo/points.json', 'utf8')));
  return points.find(({ terminals }) => terminals.some(({ id }) => id === terminalId))?.defaultLanguage;
}

const admin = async (environment: Record<string, string>, ...words: readonly string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, ['server/admin.ts', ...words], { env: { ...process.env, ...environment } })).stdout;

/** Chromium with its own behaviour. A policy lets the service point's pages use camera and microphone, as where kiosks are managed. */
async function launchInstalled(keyHash: string): Promise<Browser> {
  await mkdir(path.dirname(policyFile), { recursive: true });
  atEnd(`rm -f ${policyFile}`);
  const urls = [`https://${host}`];
  await writeFile(policyFile, JSON.stringify({ AudioCaptureAllowedUrls: urls, VideoCaptureAllowedUrls: urls }));
  return chromium.launch({
    executablePath: chromiumPath,
    // No name server knows the host, and nobody has signed the certificate.
    args: [...machineFlags, '--host-resolver-rules=MAP *.distans.test 127.0.0.1', `--ignore-certificate-errors-spki-list=${keyHash}`],
  });
}
