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
const script = fileURLToPath(new URL('../../deploy/turn.sh', import.meta.url));
const rules = fileURLToPath(new URL('../../deploy/turnserver.conf', import.meta.url));

type TurnSettings = {
  /** The address of the media server: the only one that the relay reaches. By default the relay's own. */
  readonly mediaAddress?: string;
  /** Answers over TLS as well. */
  readonly certificate?: Certificate | undefined;
  /** Further lines of its file. */
  readonly options?: readonly string[];
};

/** Starts coturn with the rules of an installation on an address of this machine; `env` is what the server must be told. */
export async function startTurn(address: string, { mediaAddress = address, certificate, options = [] }: TurnSettings = {}): Promise<RunningTurn> {
  const [port, tlsPort] = [await freePort(address), await freePort(address)];
  const more = ['verbose', 'allow-loopback-peers', ...options];
  const turn = await startProcess('/bin/sh', [script], {
    env: {
      ...process.env,
      TURN_RULES: rules,
      TURN_SECRET: turnSecret,
      TURN_REALM: 'distans',
      TURN_PEERS: mediaAddress,
      TURN_LISTEN: address,
      TURN_RELAY: address,
      TURN_PORT: String(port),
      // Only this makes it say when it listens. Another program could answer on its port.
      TURN_MORE: more.join('\n'),
      ...(certificate === undefined
        ? {}
        : { TURN_TLS_PORT: String(tlsPort), TURN_TLS_ONLY: 'false', TURN_CERTIFICATE: certificate.certificateFile, TURN_KEY: certificate.keyFile }),
    },
    ready: (child) => says(child, /Total General servers/),
  });
  const urls = ['udp', 'tcp'].map((transport) => `turn:${address}:${port}?transport=${transport}`);
  if (certificate !== undefined) urls.push(`turns:${address}:${tlsPort}?transport=tcp`);
  return {
    env: { TURN_URLS: urls.join(), TURN_SECRET: turnSecret },
    port,
    tlsPort,
    stop: () => turn.stop(),
  };
}
