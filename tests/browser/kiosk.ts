import { execFile } from 'node:child_process';
import { appendFile, chmod, chown, cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, type Page, chromium } from '@playwright/test';
import { z } from 'zod';
import { type RunningProcess, says, startProcess } from '#tests/support/process.ts';

const run = promisify(execFile);
/** Sway does not run as root. */
const nobody = 65_534;
/** What a test machine lacks, and the port by which the test looks in. Permissions, sound and certificates are the profile's own matter. */
const testFlags = '--no-sandbox --use-fake-device-for-media-stream --remote-debugging-port=0';
const browserIsUp = /DevTools listening on (ws:\S+)/;

/** The folders of /etc in which the session sees its own files, and nobody else on the machine does. */
const ownInEtc = ['chromium/policies/managed', 'chromium.d', 'hosts'];

export type Output = { readonly name: string; readonly width: number; readonly height: number };
export type Window = { readonly appId: string; readonly output: string; readonly width: number; readonly height: number; readonly isFullscreen: boolean };

type Node = {
  readonly type: string;
  readonly name: string | null;
  readonly app_id?: string | null | undefined;
  readonly rect: { readonly width: number; readonly height: number };
  readonly fullscreen_mode?: number | undefined;
  readonly nodes: readonly Node[];
};
const rectSchema = z.object({ width: z.number(), height: z.number() });
const nodeSchema: z.ZodType<Node> = z.object({
  type: z.string(),
  name: z.string().nullable(),
  app_id: z.string().nullish(),
  rect: rectSchema,
  fullscreen_mode: z.number().optional(),
  nodes: z.lazy(() => z.array(nodeSchema)),
});
const outputsSchema = z.array(z.object({ name: z.string(), current_mode: rectSchema }));

function windowsIn(node: Node, output = ''): Window[] {
  const within = node.type === 'output' ? (node.name ?? '') : output;
  const { app_id: appId, rect, fullscreen_mode: mode } = node;
  const own = typeof appId === 'string' ? [{ appId, output: within, width: rect.width, height: rect.height, isFullscreen: mode === 1 }] : [];
  return [...own, ...node.nodes.flatMap((child) => windowsIn(child, within))];
}

type KioskOptions = {
  readonly origin: string;
  readonly authorityFile: string;
  /** The name of a second screen, which is there then. */
  readonly secondScreen?: string;
};

/**
 * A terminal as `deploy/kiosk/install.sh` makes it, on screens that nobody sees: the profile's own session, launcher, flags, policies and
 * certificates. The session has its own mounts, so that its policies hold where Chromium reads them and for no other browser, and its own
 * process ids, so that nothing of it outlives it.
 */
export class Kiosk {
  readonly home: string;
  readonly #folder: string;
  readonly #session: RunningProcess<RegExpExecArray>;
  #debugger: string;

  private constructor(folder: string, session: RunningProcess<RegExpExecArray>) {
    this.#folder = folder;
    this.home = homeIn(folder);
    this.#session = session;
    this.#debugger = session.ready[1] ?? '';
  }

  /** Resolves when the browser is up. */
  static async start(options: KioskOptions): Promise<Kiosk> {
    const folder = await mkdtemp(path.join(tmpdir(), 'distans-kiosk-'));
    try {
      await install(folder, options);
      return new Kiosk(folder, await startSession(folder, options.secondScreen === undefined ? 1 : 2));
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.#session.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** The policies as they are installed. */
  async policies(): Promise<Record<string, unknown>> {
    const text = await readFile(path.join(this.#folder, 'etc/chromium/policies/managed/distans.json'), 'utf8');
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  }

  /** Looks in by the debugging port. */
  async attach(): Promise<{ readonly browser: Browser; readonly context: BrowserContext; readonly page: Page }> {
    const browser = await chromium.connectOverCDP(this.#debugger);
    const [context] = browser.contexts();
    if (context === undefined) throw new Error('the browser has no context');
    return { browser, context, page: context.pages()[0] ?? (await context.waitForEvent('page')) };
  }

  /** Kills the browser as a power cut would; resolves when the session has started another one. */
  async killBrowser(): Promise<void> {
    const isUpAgain = says(this.#session.child, browserIsUp);
    // The oldest is the browser itself; the others are its helpers.
    const { stdout } = await run('pgrep', ['--oldest', '--full', `chromium/chromium .*--user-data-dir=${this.home}/profile`]);
    process.kill(Number(stdout), 'SIGKILL');
    this.#debugger = (await isUpAgain)[1] ?? '';
  }

  async outputs(): Promise<Output[]> {
    return outputsSchema.parse(JSON.parse(await this.#sway('--type', 'get_outputs'))).map(({ name, current_mode: mode }) => ({ name, ...mode }));
  }

  async windows(): Promise<Window[]> {
    return windowsIn(nodeSchema.parse(JSON.parse(await this.#sway('--type', 'get_tree'))));
  }

  /** Runs a shell command in the session. */
  async exec(command: string): Promise<void> {
    await this.#sway('exec', command);
  }

  async #sway(...words: readonly string[]): Promise<string> {
    const runtime = path.join(this.#folder, 'run');
    const socket = (await readdir(runtime)).find((name) => name.startsWith('sway-ipc.')) ?? '';
    return (await run('swaymsg', ['--socket', path.join(runtime, socket), '--raw', ...words])).stdout;
  }
}

/** What systemd has to say against the profile's units, with the rest of the profile where they look for it. */
export async function unitFaults(options: KioskOptions): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'distans-kiosk-'));
  try {
    await install(folder, options);
    const units = path.join(folder, 'etc/systemd/system');
    const verify = `mount --bind ${folder}/opt /opt; cd ${units}; SYSTEMD_UNIT_PATH=${units}: systemd-analyze verify --man=no * 2>&1 || echo refused`;
    return (await run('unshare', ['--mount', 'sh', '-ec', verify])).stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const homeIn = (folder: string): string => path.join(folder, 'var/lib/distans-kiosk');

async function install(folder: string, { origin, authorityFile, secondScreen }: KioskOptions): Promise<void> {
  const options = ['--authority', authorityFile, ...(secondScreen === undefined ? [] : ['--second-screen', secondScreen])];
  await run('deploy/kiosk/install.sh', [origin, ...options], { env: { ...process.env, DESTDIR: folder } });
  await chmod(folder, 0o755);
  const runtime = path.join(folder, 'run');
  await mkdir(runtime, { mode: 0o700 });
  await chown(runtime, nobody, nobody);
  await run('chown', ['-R', String(nobody), homeIn(folder)]);
  await cp('/etc/chromium.d', path.join(folder, 'etc/chromium.d'), { recursive: true });
  await writeFile(path.join(folder, 'etc/chromium.d/distans-test'), `export CHROMIUM_FLAGS="$CHROMIUM_FLAGS ${testFlags}"\n`);
  await cp('/etc/hosts', path.join(folder, 'etc/hosts'));
  await appendFile(path.join(folder, 'etc/hosts'), `\n127.0.0.1 ${new URL(origin).hostname}\n`);
}

async function startSession(folder: string, screens: number): Promise<RunningProcess<RegExpExecArray>> {
  await mkdir('/etc/chromium/policies/managed', { recursive: true });
  const mounts = ownInEtc.map((name) => `mount --bind ${folder}/etc/${name} /etc/${name}`);
  const session = `setpriv --reuid=${nobody} --regid=${nobody} --clear-groups ${folder}/opt/distans-kiosk/session`;
  const args = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc', 'sh', '-ec', [...mounts, session].join('\n')];
  return startProcess('unshare', args, {
    env: {
      ...process.env,
      HOME: homeIn(folder),
      XDG_RUNTIME_DIR: path.join(folder, 'run'),
      WLR_BACKENDS: 'headless',
      WLR_LIBINPUT_NO_DEVICES: '1',
      WLR_RENDERER: 'pixman',
      WLR_HEADLESS_OUTPUTS: String(screens),
    },
    ready: (child) => says(child, browserIsUp),
  });
}
