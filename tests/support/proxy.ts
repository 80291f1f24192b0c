import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { X509Certificate, hash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { freePort } from './freePort.ts';
import { accepts } from './turn.ts';

export type RunningProxy = {
  /** What pages are opened by, `https://…` with its port. */
  readonly origin: string;
  /** What Chromium's --ignore-certificate-errors-spki-list takes: the authority is the proxy's own. */
  readonly keyHash: string;
  stop(): Promise<void>;
};

type ProxyOptions = { readonly host: string; readonly upstreamPort: number };

const rules = fileURLToPath(new URL('../../deploy/Caddyfile', import.meta.url));
const startWithinMs = 20_000;

/** Starts Caddy with the rules of an installation before a server of this machine; its certificate comes from an authority of its own. */
export async function startProxy({ host, upstreamPort }: ProxyOptions): Promise<RunningProxy> {
  const folder = await mkdtemp(path.join(tmpdir(), 'distans-proxy-'));
  const port = await freePort();
  const site = path.join(folder, 'Caddyfile');
  await writeFile(site, `{\n\tadmin off\n\tlocal_certs\n\tskip_install_trust\n\tauto_https disable_redirects\n}\nimport ${rules}\n`);
  const child: ChildProcess = spawn('caddy', ['run', '--config', site], {
    env: {
      ...process.env,
      DISTANS_HOST: `https://${host}:${port}`,
      DISTANS_UPSTREAM: `127.0.0.1:${upstreamPort}`,
      XDG_DATA_HOME: folder,
      XDG_CONFIG_HOME: folder,
    },
    stdio: 'ignore',
  });
  const exited = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const deadline = Date.now() + startWithinMs;
    while (!(await accepts('127.0.0.1', port))) {
      if (child.exitCode !== null || Date.now() > deadline) throw new Error('Caddy did not start');
    }
    const intermediate = new X509Certificate(await readFile(path.join(folder, 'caddy/pki/authorities/local/intermediate.crt')));
    const keyHash = hash('sha256', intermediate.publicKey.export({ type: 'spki', format: 'der' }), 'base64');
    return { origin: `https://${host}:${port}`, keyHash, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
