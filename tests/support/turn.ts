import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type RunningTurn = { readonly env: Record<string, string>; readonly port: number; stop(): Promise<void> };

export const turnSecret = 'only-for-tests';
const startWithinMs = 10_000;
const rules = fileURLToPath(new URL('../../deploy/turnserver.conf', import.meta.url));

type TurnSettings = {
  readonly port?: number;
  /** The address of the media server: the only one that the relay reaches. By default the relay's own. */
  readonly mediaAddress?: string;
  readonly options?: readonly string[];
};

/** Starts coturn with the rules of an installation on an address of this machine; `env` is what the server must be told. */
export async function startTurn(address: string, { port = 34_780, mediaAddress = address, options = [] }: TurnSettings = {}): Promise<RunningTurn> {
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
      ...(options.some((option) => option.startsWith('--cert')) ? [] : ['--no-tls']),
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
  return {
    env: { TURN_URLS: `turn:${address}:${port}?transport=udp,turn:${address}:${port}?transport=tcp`, TURN_SECRET: turnSecret },
    port,
    async stop() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

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
