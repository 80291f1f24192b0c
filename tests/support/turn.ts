import { fileURLToPath } from 'node:url';
import type { Certificate } from './certificate.ts';
import { freePort } from './freePort.ts';
import { says, startProcess } from './process.ts';

export type RunningTurn = {
  readonly env: Record<string, string>;
  readonly port: number;
  /** Where it answers over TLS, if it was given a certificate. */
  readonly tlsPort: number;
  stop(): Promise<void>;
};

export const turnSecret = 'only-for-tests';
const rules = fileURLToPath(new URL('../../deploy/turnserver.conf', import.meta.url));

type TurnSettings = {
  /** The address of the media server: the only one that the relay reaches. By default the relay's own. */
  readonly mediaAddress?: string;
  /** Answers over TLS as well. */
  readonly certificate?: Certificate | undefined;
  readonly options?: readonly string[];
};

/** Starts coturn with the rules of an installation on an address of this machine; `env` is what the server must be told. */
export async function startTurn(address: string, { mediaAddress = address, certificate, options = [] }: TurnSettings = {}): Promise<RunningTurn> {
  const [port, tlsPort] = [await freePort(address), await freePort(address)];
  const turn = await startProcess(
    'turnserver',
    [
      '-c',
      rules,
      `--static-auth-secret=${turnSecret}`,
      '--realm=distans',
      '--log-file=stdout',
      // Only this makes it say when it listens. Another program could answer on its port.
      '--verbose',
      '--pidfile=/dev/null',
      `--listening-ip=${address}`,
      `--relay-ip=${address}`,
      `--listening-port=${port}`,
      '--allow-loopback-peers',
      `--allowed-peer-ip=${mediaAddress}`,
      ...(certificate === undefined ? ['--no-tls'] : tlsOptions(certificate, tlsPort)),
      '--no-dtls',
      ...options,
    ],
    { ready: (child) => says(child, /Total General servers/) },
  );
  const urls = ['udp', 'tcp'].map((transport) => `turn:${address}:${port}?transport=${transport}`);
  if (certificate !== undefined) urls.push(`turns:${address}:${tlsPort}?transport=tcp`);
  return {
    env: { TURN_URLS: urls.join(), TURN_SECRET: turnSecret },
    port,
    tlsPort,
    stop: () => turn.stop(),
  };
}

const tlsOptions = ({ certificateFile, keyFile }: Certificate, port: number): string[] => [
  `--cert=${certificateFile}`,
  `--pkey=${keyFile}`,
  `--tls-listening-port=${port}`,
  '--no-tlsv1',
  '--no-tlsv1_1',
];
