import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection } from 'node:net';

export type RunningTurn = { readonly env: Record<string, string>; stop(): Promise<void> };

const secret = 'only-for-tests';
const startWithinMs = 10_000;

/** Starts coturn on an address of this machine, with the credentials that the server gives out; `env` is what the server must be told. */
export async function startTurn(address: string, port = 34_780): Promise<RunningTurn> {
  const child: ChildProcess = spawn(
    'turnserver',
    [
      '-n',
      '--no-cli',
      '--no-tls',
      '--no-dtls',
      '--no-multicast-peers',
      '--allow-loopback-peers',
      '--use-auth-secret',
      `--static-auth-secret=${secret}`,
      '--realm=distans',
      '--log-file=stdout',
      `--listening-ip=${address}`,
      `--relay-ip=${address}`,
      `--listening-port=${port}`,
      '--min-port=34800',
      '--max-port=34899',
    ],
    { stdio: 'ignore' },
  );
  const exited = once(child, 'exit');
  const deadline = Date.now() + startWithinMs;
  while (!(await accepts(address, port))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('coturn did not start');
  }
  return {
    env: { TURN_URLS: `turn:${address}:${port}?transport=udp,turn:${address}:${port}?transport=tcp`, TURN_SECRET: secret },
    async stop() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Whether something listens there; resolves after the attempt, so that asking again is no busy loop. */
const accepts = (host: string, port: number): Promise<boolean> =>
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
