import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import { type ManagerOptions, type Socket, type SocketOptions, io } from 'socket.io-client';
import type { Role } from '#shared/contract/define.ts';
import type { Reply } from '#shared/contract/index.ts';
import { protocolVersion } from '#shared/contract/version.ts';
import { setUpOptionsSchema } from '#shared/accounts/http.ts';
import { newKey } from '#server/secrets.ts';
import { freePort } from './freePort.ts';
import { goodPassword, totpCode } from './localAccounts.ts';
import { type TestPostgres, startPostgres } from './postgres.ts';
import { type RunningProxy, startProxy } from './proxy.ts';
import { type RunningServer, startServer } from './startApp.ts';
import { type TestKey, makeKey, prove } from './terminalKey.ts';

export type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string };
type Asked = { readonly method?: string; readonly path: string; readonly headers?: Record<string, string>; readonly body?: string };

/** The server as it is installed, without a browser: NODE_ENV=production on PostgreSQL, Caddy with the project's own rules before it. */
export class Production {
  readonly server: RunningServer;
  readonly origin: string;
  readonly operationsPort: number;
  readonly databaseUrl: string;
  readonly #postgres: TestPostgres;
  readonly #proxy: RunningProxy;
  readonly #environment: Record<string, string>;
  readonly #ca: Buffer;
  /** Of enrolled terminals, by their cookie. */
  readonly #keys = new Map<string, TestKey>();

  private constructor(server: RunningServer, postgres: TestPostgres, proxy: RunningProxy, environment: Record<string, string>) {
    this.server = server;
    this.origin = proxy.origin;
    this.operationsPort = Number(environment['OPERATIONS_PORT']);
    this.databaseUrl = environment['DATABASE_URL'] ?? '';
    this.#postgres = postgres;
    this.#proxy = proxy;
    this.#environment = environment;
    this.#ca = readFileSync(proxy.authorityFile);
  }

  static async start(): Promise<Production> {
    const postgres = await startPostgres();
    const environment = {
      NODE_ENV: 'production',
      DATABASE_URL: await postgres.createDatabase(),
      MEDIA_ANNOUNCED_ADDRESS: '127.0.0.1',
      SECRETS_KEY: newKey(),
      MEDIA_WORKERS: '0',
      OPERATIONS_PORT: String(await freePort()),
    };
    admin(environment, 'import', 'server/catalogue/demo');
    const server = await startServer({ env: environment });
    return new Production(server, postgres, await startProxy({ host: 'localhost', upstreamPort: server.port }), environment);
  }

  async stop(): Promise<void> {
    await this.#proxy.stop();
    await this.server.stop();
    await this.#postgres.stop();
  }

  /** By HTTPS, through the proxy. */
  ask({ method = 'GET', path, headers = {}, body }: Asked): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const outgoing = request(`${this.origin}${path}`, { method, headers, ca: this.#ca, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() }));
      });
      outgoing.once('error', reject);
      outgoing.end(body);
    });
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask({ method: 'POST', path, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  }

  /** A one-time code as the administrator makes it. */
  accessCode(role: Role, id: string): string {
    return admin(this.#environment, 'code', role, id).trim();
  }

  /** The last answer of a sign-in by a code: a terminal is enrolled by a key, a person makes an account. */
  async enter(role: Role, id: string): Promise<Answer> {
    const code = this.accessCode(role, id);
    if (role === 'terminal') {
      const key = makeKey();
      const answer = await this.post('/api/terminal/enrol', { code, publicKey: key.publicKey });
      const cookie = cookieIn(answer, role);
      if (cookie !== undefined) this.#keys.set(cookie, key);
      return answer;
    }
    const begun = await this.post('/api/sign-in', { code });
    const account = { userName: id, password: goodPassword };
    const asked = await this.post('/api/sign-in/set-up/options', account, stepOf(begun));
    const { totp } = setUpOptionsSchema.parse(JSON.parse(asked.text));
    return this.post('/api/sign-in/set-up', { ...account, factor: { kind: 'totp', code: totpCode(totp.secret, Date.now()) } }, stepOf(asked));
  }

  /** Signs in with a code; gives the cookie as a browser sends it back. */
  async signIn(role: Role, id: string): Promise<string> {
    const answer = await this.enter(role, id);
    const cookie = cookieIn(answer, role);
    if (answer.status !== 200 || cookie === undefined) throw new Error(`sign-in as ${id}: ${answer.status} ${answer.text}`);
    return cookie;
  }

  /** A socket through the proxy; rejects with the code that the handshake was refused with, or the transport's own words. */
  async socket(role: Role, cookie: string, options: Partial<ManagerOptions & SocketOptions> = {}): Promise<Socket> {
    const { extraHeaders, ...rest } = options;
    const key = this.#keys.get(cookie);
    const socket: Socket = io(this.origin, {
      transports: ['websocket'],
      // The proof is of this connection.
      auth: (give) => give({ role, version: protocolVersion, ...(key !== undefined && { key: prove(key, socket.io.engine.id) }) }),
      extraHeaders: { origin: this.origin, cookie, ...extraHeaders },
      ca: this.#ca.toString(),
      reconnection: false,
      forceNew: true,
      ...rest,
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', (error) => {
        socket.disconnect();
        reject(new Error((error as { data?: { code: string } }).data?.code ?? error.message));
      });
    });
    return socket;
  }
}

/** The code that a request on a socket is refused with, or `ok`. */
export async function outcomeOf(socket: Socket, name: string, input: unknown): Promise<string> {
  const reply = (await socket.timeout(20_000).emitWithAck(name, input)) as Reply<unknown>;
  return reply.ok ? 'ok' : reply.error.code;
}

/** Each step of signing in has a cookie of its own. */
const stepOf = ({ headers }: Answer): Record<string, string> => ({ cookie: headers['set-cookie']?.[0]?.split(';')[0] ?? '' });

/** The role's cookie among those that were set, as a browser sends it back. */
const cookieIn = ({ headers }: Answer, role: Role): string | undefined =>
  headers['set-cookie']?.find((line) => line.startsWith(`__Host-distans_${role}=`))?.split(';')[0];

const admin = (environment: Record<string, string>, ...args: readonly string[]): string =>
  execFileSync(process.execPath, ['server/admin.ts', ...args], { env: { ...process.env, ...environment }, encoding: 'utf8' });
