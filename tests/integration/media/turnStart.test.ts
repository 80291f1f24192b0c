import { readFileSync, readdirSync, statSync } from 'node:fs';
import { connect as connectTls } from 'node:tls';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { makeCertificate } from '#tests/support/certificate.ts';
import { startProcess } from '#tests/support/process.ts';

const secret = 'a-secret-that-nobody-may-see';
/** What an operator sets for an installation. Addresses of this machine that no other test has. */
const installation: Record<string, string> = {
  TURN_SECRET: secret,
  DISTANS_HOST: 'video.example.fi',
  DISTANS_ADDRESS: '127.0.77.1',
  DISTANS_LISTEN: '127.0.77.1',
  TURN_TLS_ADDRESS: '127.0.77.2',
};

/** The environment that a compose file gives to a service, with the operator's settings in it. */
function environmentOf(file: string, service: string): Record<string, string> {
  const text = readFileSync(file, 'utf8');
  const part = new RegExp(`^  ${service}:\\n((?:    .*\\n|\\n)+)`, 'm').exec(text)?.[1] ?? '';
  const lines = /^    environment:\n((?:      .*\n)+)/m.exec(part)?.[1] ?? '';
  const values = [...lines.matchAll(/^ {6}(\w+): (.*)$/gm)].map(([, name = '', value = '']) => [
    name,
    value.replaceAll(/\$\{(\w+)(?::\?[^}]*)?\}/g, (_all, setting: string) => installation[setting] ?? ''),
  ]);
  return Object.fromEntries(values) as Record<string, string>;
}

/** Runs what the compose file runs, with Debian's coturn, until it takes a connection. */
async function start(environment: Record<string, string>, address: string, port: number) {
  let said = '';
  const turn = await startProcess('/bin/sh', ['deploy/turn.sh'], {
    env: { ...process.env, TURN_RULES: 'deploy/turnserver.conf', ...environment },
    ready: async (child) => {
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
      await expect
        .poll(
          () =>
            new Promise<boolean>((resolve) => {
              const line = connect(port, address, () => line.destroy());
              line.once('error', () => resolve(false));
              line.once('close', (hadError) => resolve(!hadError));
            }),
          { timeout: 20_000 },
        )
        .toBe(true);
    },
  });
  return { turn, said: () => said };
}

function demandSecretive(pid: number): string {
  const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    .split('\0')
    .filter((part) => part !== '');
  // One option, and what it names is this user's alone.
  expect(commandLine.slice(0, 2)).toEqual(['turnserver', '-c']);
  expect(commandLine).toHaveLength(3);
  const [, , file = ''] = commandLine;
  expect(statSync(file).mode & 0o077).toBe(0);
  const everything = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [readFileSync(`/proc/${name}/cmdline`, 'utf8')];
      } catch {
        // It has ended meanwhile.
        return [];
      }
    });
  expect(everything.filter((line) => line.includes(secret))).toEqual([]);
  return readFileSync(file, 'utf8');
}

it('[S10] the relay of docker-compose.yml starts with exactly what is shipped, says nothing of unknown options, and shows its secret to nobody', async () => {
  const compose = readFileSync('docker-compose.yml', 'utf8');
  expect(compose).toContain('entrypoint: [/bin/sh, /etc/distans/turn.sh]');
  expect(compose).not.toMatch(/--static-auth-secret|^ +- --/m);
  const { turn, said } = await start(environmentOf('docker-compose.yml', 'coturn'), '127.0.0.1', 3478);
  try {
    const rules = demandSecretive(turn.pid);
    expect(rules).toContain(`static-auth-secret=${secret}\n`);
    expect(rules).toContain('allowed-peer-ip=127.0.77.1\n');
    expect(said()).not.toMatch(/bad configuration|unknown|unrecognized|deprecated/i);
  } finally {
    await turn.stop();
  }
});

it('[S10] the relay over TLS of deploy/turn-tls.yml starts likewise, and speaks TLS 1.2 and newer only', async () => {
  const certificate = await makeCertificate('127.0.77.2');
  const environment = { ...environmentOf('deploy/turn-tls.yml', 'turn-tls'), TURN_CERTIFICATE: certificate.certificateFile, TURN_KEY: certificate.keyFile };
  expect(environment).toMatchObject({ TURN_TLS_PORT: '443', TURN_LISTEN: '127.0.77.2' });
  const { turn, said } = await start(environment, '127.0.77.2', 443);
  try {
    demandSecretive(turn.pid);
    expect(said()).not.toMatch(/bad configuration|unknown|unrecognized|deprecated/i);
    const speaks = (version: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'): Promise<boolean> =>
      new Promise((resolve) => {
        const line = connectTls(
          { host: '127.0.77.2', port: 443, rejectUnauthorized: false, minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' },
          () => {
            line.end();
            resolve(true);
          },
        );
        line.once('error', () => resolve(false));
      });
    expect({ old: [await speaks('TLSv1'), await speaks('TLSv1.1')], new: [await speaks('TLSv1.2'), await speaks('TLSv1.3')] }).toEqual({
      old: [false, false],
      new: [true, true],
    });
  } finally {
    await turn.stop();
    await certificate.remove();
  }
});
