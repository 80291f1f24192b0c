import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from 'node:tls';
import { X509Certificate, hash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { freePort } from './freePort.ts';
import { says, startProcess } from './process.ts';

export type RunningProxy = {
  /** What pages are opened by, `https://…` with its port. */
  readonly origin: string;
  /** What Chromium's --ignore-certificate-errors-spki-list takes: the authority is the proxy's own. */
  readonly keyHash: string;
  /** The authority's own certificate, a file while the proxy runs; whoever trusts it needs nothing else. */
  readonly authorityFile: string;
  stop(): Promise<void>;
};

type ProxyOptions = { readonly host: string; readonly upstreamPort: number };

const rules = fileURLToPath(new URL('../../deploy/Caddyfile', import.meta.url));

/** Starts Caddy with the rules of an installation before a server of this machine; its certificate comes from an authority of its own. */
export async function startProxy({ host, upstreamPort }: ProxyOptions): Promise<RunningProxy> {
  const folder = await mkdtemp(path.join(tmpdir(), 'distans-proxy-'));
  const port = await freePort();
  const site = path.join(folder, 'Caddyfile');
  const authority = path.join(folder, 'caddy/pki/authorities/local');
  await writeFile(site, `{\n\tadmin off\n\tlocal_certs\n\tskip_install_trust\n\tauto_https disable_redirects\n}\nimport ${rules}\n`);
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const caddy = await startProcess('caddy', ['run', '--config', site], {
      env: {
        ...process.env,
        DISTANS_HOST: `https://${host}:${port}`,
        DISTANS_UPSTREAM: `127.0.0.1:${upstreamPort}`,
        XDG_DATA_HOME: folder,
        XDG_CONFIG_HOME: folder,
      },
      ready: async (child) => {
        await says(child, /serving initial configuration/);
        await speaksTls(host, port);
        return readFile(path.join(authority, 'intermediate.crt'));
      },
    });
    const keyHash = hash('sha256', new X509Certificate(caddy.ready).publicKey.export({ type: 'spki', format: 'der' }), 'base64');
    return {
      origin: `https://${host}:${port}`,
      keyHash,
      authorityFile: path.join(authority, 'root.crt'),
      async stop() {
        await caddy.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Caddy serves before it has issued the site's certificate: until then each handshake ends in an alert. */
async function speaksTls(servername: string, port: number): Promise<void> {
  const isServed = (): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect({ host: '127.0.0.1', port, servername, rejectUnauthorized: false }, () => {
        socket.end();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
  while (!(await isServed())) continue;
}
