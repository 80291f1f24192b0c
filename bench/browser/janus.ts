import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { endDirect, hangUpDirect, startDirect } from '#tests/browser/direct.ts';
import { accepts, freePort } from '#tests/support/freePort.ts';
import { type RunningProcess, startProcess } from '#tests/support/process.ts';

const answerWithinMs = 10_000;
const room = 1;
const plugin = 'janus.plugin.videoroom';

/** What Janus says, as far as it is used here; https://janus.conf.meetecho.com/docs/rest.html and videoroom.html. */
const reply = z.object({
  janus: z.string(),
  transaction: z.string().optional(),
  sender: z.number().optional(),
  data: z.object({ id: z.number() }).optional(),
  plugindata: z.object({ data: z.object({ id: z.number().optional(), error: z.string().optional() }) }).optional(),
  error: z.object({ reason: z.string() }).optional(),
  jsep: z.object({ type: z.enum(['offer', 'answer']), sdp: z.string() }).optional(),
});
type Reply = z.infer<typeof reply>;

/** A session with Janus over its WebSocket. */
class Talk {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<string, (said: Reply) => void>();
  #session: number | undefined;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const said = reply.parse(JSON.parse(String(data)));
      // An acknowledgement is not yet the answer.
      if (said.janus !== 'ack') this.#waiting.get(said.janus === 'webrtcup' ? `up:${said.sender}` : (said.transaction ?? ''))?.(said);
    });
  }

  static async open(url: string): Promise<Talk> {
    const socket = new WebSocket(url, 'janus-protocol');
    await once(socket, 'open');
    const talk = new Talk(socket);
    talk.#session = await talk.#make({ janus: 'create' });
    return talk;
  }

  /** One more connection to the video rooms; resolves with its handle. */
  attach(): Promise<number> {
    return this.#make({ janus: 'attach', plugin });
  }

  /** Errors: what the video room refuses. */
  say(handle: number, body: object, jsep?: unknown): Promise<Reply> {
    return this.#ask({ janus: 'message', handle_id: handle, body, jsep });
  }

  /** Resolves when media may pass. Call it before that can happen. */
  untilUp(handle: number): Promise<Reply> {
    return this.#reply(`up:${handle}`);
  }

  close(): void {
    this.#socket.close();
  }

  async #make(request: object): Promise<number> {
    const { data } = await this.#ask(request);
    if (data === undefined) throw new Error('Janus has created nothing');
    return data.id;
  }

  async #ask(request: object): Promise<Reply> {
    const transaction = crypto.randomUUID();
    const replied = this.#reply(transaction);
    this.#socket.send(JSON.stringify({ ...request, transaction, session_id: this.#session }));
    const said = await replied;
    const refusal = said.error?.reason ?? said.plugindata?.data.error;
    if (refusal !== undefined) throw new Error(`Janus refuses: ${refusal}`);
    return said;
  }

  #reply(key: string): Promise<Reply> {
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    this.#waiting.set(key, resolve);
    const timeout = setTimeout(() => reject(new Error('Janus does not answer')), answerWithinMs);
    return promise.finally(() => {
      clearTimeout(timeout);
      this.#waiting.delete(key);
    });
  }
}

/** Another SFU to be measured beside ours, as it is by default: Debian's Janus with its video rooms. */
export class Janus {
  readonly #url: string;
  readonly #process: RunningProcess<void>;
  readonly #folder: string;

  private constructor(url: string, process: RunningProcess<void>, folder: string) {
    this.#url = url;
    this.#process = process;
    this.#folder = folder;
  }

  /** Starts it on an address of this machine. Errors: it does not listen in time. */
  static async start(address: string): Promise<Janus> {
    const port = await freePort(address);
    const folder = await mkdtemp(path.join(tmpdir(), 'distans-janus-'));
    // Nobody keeps the sessions alive here; a bench ends them all. Its HTTP transport, without a port, leaves a timer in code that is unloaded.
    await writeFile(path.join(folder, 'janus.jcfg'), 'general: { session_timeout = 0 }\ntransports: { disable = "libjanus_http.so" }\n');
    await writeFile(path.join(folder, `${plugin}.jcfg`), `room-${room}: { publishers = 2 }\n`);
    await writeFile(path.join(folder, 'janus.transport.websockets.jcfg'), `general: { ws = true, ws_port = ${port}, ws_ip = "${address}" }\n`);
    const process = await startProcess('janus', [`--configs-folder=${folder}`, `--interface=${address}`], {
      ready: async (child) => {
        while (child.exitCode === null && child.signalCode === null && !(await accepts(address, port)));
      },
    });
    return new Janus(`ws://${address}:${port}`, process, folder);
  }

  /** A call between two pages through Janus, which the counters read like a direct one. Resolves with a function that ends it. */
  async call(a: Page, b: Page): Promise<() => Promise<void>> {
    const talk = await Talk.open(this.#url);
    const [feedOfA, feedOfB] = [await publish(talk, a), await publish(talk, b)];
    await subscribe(talk, a, feedOfB);
    await subscribe(talk, b, feedOfA);
    return async () => {
      for (const page of [a, b]) await hangUpDirect(page);
      talk.close();
    };
  }

  async stop(): Promise<void> {
    await this.#process.stop();
    await rm(this.#folder, { recursive: true });
  }
}

/** Puts the page's camera and microphone into the room; resolves with what the room calls them. */
async function publish(talk: Talk, page: Page): Promise<number | undefined> {
  const handle = await talk.attach();
  const joined = await talk.say(handle, { request: 'join', ptype: 'publisher', room });
  const up = talk.untilUp(handle);
  const { jsep } = await talk.say(handle, { request: 'publish' }, JSON.parse(await startDirect(page)));
  await Promise.all([up, endDirect(page, JSON.stringify(jsep))]);
  return joined.plugindata?.data.id;
}

/** Gives the page what another has put into the room. */
async function subscribe(talk: Talk, page: Page, feed: number | undefined): Promise<void> {
  const handle = await talk.attach();
  const { jsep } = await talk.say(handle, { request: 'join', ptype: 'subscriber', room, streams: [{ feed }] });
  await talk.say(handle, { request: 'start' }, JSON.parse(await startDirect(page, { offer: JSON.stringify(jsep), isSending: false })));
}
