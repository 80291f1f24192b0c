import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import closeWithGrace from 'close-with-grace';
import { createServer } from 'vite';

const help = `npm run dev -- [options]
  --no-media         no media worker: everything works but picture and sound
  --port N           port of the pages (5173)
  --server-port N    port of the server behind them (3000)
  --data-dir FOLDER  folder of the embedded database and the server's log (.data/dev)`;

const { values } = parseArgs({
  options: {
    media: { type: 'boolean', default: true },
    port: { type: 'string', default: '5173' },
    'server-port': { type: 'string', default: '3000' },
    'data-dir': { type: 'string', default: '.data/dev' },
    help: { type: 'boolean', default: false },
  },
  allowNegative: true,
});
if (values.help) {
  console.log(help);
  process.exit(0);
}

const root = fileURLToPath(new URL('..', import.meta.url));
const dataDir = path.resolve(values['data-dir']);
const logFile = path.join(dataDir, 'server.log');
type Server = ChildProcessByStdio<null, Readable, null>;

/** The server in demo mode, under Node's watch, in a process group of its own, so that Ctrl-C reaches it through us alone. */
function startServer(): Server {
  mkdirSync(dataDir, { recursive: true });
  return spawn(process.execPath, ['--watch', '--watch-preserve-output', 'server/main.ts'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'development',
      DEMO: 'true',
      DATABASE_URL: '',
      DATA_DIR: dataDir,
      LOG_FILE: logFile,
      HOST: '127.0.0.1',
      PORT: values['server-port'],
      ...(values.media ? {} : { MEDIA_WORKERS: '0' }),
    },
  });
}

/** Node's own lines, and that the server listens; its addresses are not those of the pages here. */
function tell(server: Server): void {
  createInterface(server.stdout).on('line', (line) => {
    if (/^(Restarting|Completed|Failed|Waiting)/.test(line)) console.log(line);
    if (line === 'Distans is running.') console.log('The server listens.');
  });
}

async function end(server: Server): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
}

const target = `http://127.0.0.1:${values['server-port']}`;
const proxied = ['/api', '/metrics', '/healthz', '/readyz'];
const vite = await createServer({
  configFile: path.join(root, 'client/vite.config.ts'),
  clearScreen: false,
  server: {
    port: Number(values.port),
    strictPort: true,
    // The server believes the address that the page was asked for, so the Host header stays as it is.
    proxy: { ...Object.fromEntries(proxied.map((prefix) => [prefix, { target }])), '/socket.io': { target, ws: true } },
  },
});
await vite.listen();
const server = startServer();
tell(server);
closeWithGrace({ delay: 20_000, logger: false }, async ({ err }) => {
  if (err !== undefined) console.error(err);
  await Promise.all([end(server), vite.close()]);
});
server.once('exit', (code) => {
  if (code !== null && code !== 0) process.exit(code);
});
vite.printUrls();
console.log(`  Server's log: ${path.relative(process.cwd(), logFile)}. Stop with Ctrl-C.`);
