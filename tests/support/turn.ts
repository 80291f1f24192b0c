import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Certificate } from './certificate.ts';

export type RunningTurn = { readonly env: Record<string, string>; readonly port: number; stop(): Promise<void> };

/** Where relays answer over TLS when they are given a certificate. */
export const turnTlsPort = 34_771;

export const turnSecret = 'only-for-tests';
const startWithinMs = 10_000;
const rules = fileURLToPath(new URL('../../deploy/turnserver.conf', import.meta.url));

type TurnSettings = {
  readonly port?: number;
  /** The address of the media server: the only one that the relay reaches. By default the relay's own. */
  readonly mediaAddress?: string;
  /** Answers over TLS as well, at `turnTlsPort`. */
  readonly certificate?: Certificate | undefined;
  readonly options?: readonly string[];
};

/** Starts coturn with the rules of an installation on an address of this machine; `env` is what the server must be told. */
export async function startTurn(
  address: string,
  { port = 34_780, mediaAddress = address, certificate, options = [] }: TurnSettings = {},
): Promise<RunningTurn> {
  const child: ChildProcess = spawn(
    'turnserver',
    [
      '-c',
      rules,
      `--static-auth-secret=${turnSecret}`,
      '--realm=distans',
      '--log-file=stdout',
      `--pidfile=${join(tmpdir(), `distans-turn-${port}.pid`)}`,
      `--listening-ip=${address}`,
      `--relay-ip=${address}`,
      `--listening-port=${port}`,
      '--min-port=34800',
      '--max-port=34899',
      '--allow-loopback-peers',
      `--allowed-peer-ip=${mediaAddress}`,
      ...(certificate === undefined ? ['--no-tls'] : tlsOptions(certificate)),
      '--no-dtls',
      ...options,
    ],
    { stdio: 'ignore' },
  );
  const exited = once(child, 'exit');
  const deadline = Date.now() + startWithinMs;
  while (!(await accepts(address, port))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('coturn did not start');
  }
  const urls = ['udp', 'tcp'].map((transport) => `turn:${address}:${port}?transport=${transport}`);
  if (certificate !== undefined) urls.push(`turns:${address}:${turnTlsPort}?transport=tcp`);
  return {
    env: { TURN_URLS: urls.join(), TURN_SECRET: turnSecret },
    port,
    async stop() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

const tlsOptions = ({ certificateFile, keyFile }: Certificate): string[] => [
  `--cert=${certificateFile}`,
  `--pkey=${keyFile}`,
  `--tls-listening-port=${turnTlsPort}`,
  '--no-tlsv1',
  '--no-tlsv1_1',
];

/** Whether something listens there; resolves after the attempt, so that asking again is no busy loop. */
export const accepts = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: 500 });
    const done = (isUp: boolean): void => {
      socket.destroy();
      setTimeout(() => resolve(isUp), isUp ? 0 : 50);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.once('timeout', () => done(false));
  });
