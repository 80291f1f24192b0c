import { type Socket, io } from 'socket.io-client';
import type { Role } from '#shared/contract/define.ts';
import type { EventName, EventPayload, Reply, RequestInput, RequestName, RequestReply, ViewOf } from '#shared/contract/index.ts';
import { protocolVersion } from '#shared/contract/version.ts';
import type { WireError } from '#shared/errors.ts';
import { type ViewChange, newerView, viewAfter } from '#shared/views/change.ts';

/** A person or terminal on a real socket, without a browser. */
export class Person<R extends Role> {
  readonly socket: Socket;
  readonly role: R;
  readonly #waiting = new Set<() => void>();
  view: ViewOf<R> | null = null;

  private constructor(role: R, socket: Socket) {
    this.role = role;
    this.socket = socket;
    // As the pages do: whoever is replaced by a newer window does not fight for the place.
    socket.on('session:replaced', () => socket.disconnect());
    socket.on(`${role}:view` as string, (change: ViewChange<ViewOf<R>>) => {
      const view = viewAfter(this.view, change);
      // A whole view that does not come is missed by whoever waits for it in `until`.
      if (view === null) this.sync().catch(() => {});
      else this.#know(view);
    });
  }

  /** Signs in through the demo's door and connects. */
  static async arrive<R extends Role>(url: string, role: R, id: string): Promise<Person<R>> {
    const token = await signIn(url, role, id);
    return Person.connect(url, role, token);
  }

  /** `keyAt` is what an enrolled terminal proves at the connection of that number. */
  static async connect<R extends Role>(url: string, role: R, token: string, keyAt?: (sid: string) => object): Promise<Person<R>> {
    const socket: Socket = io(url, {
      transports: ['websocket'],
      auth: (give) => give({ role, version: protocolVersion, token, ...(keyAt !== undefined && { key: keyAt(socket.io.engine.id) }) }),
      reconnectionDelay: 100,
      reconnectionDelayMax: 500,
      forceNew: true,
    });
    const person = new Person(role, socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', (error) => reject(Object.assign(error, { wire: (error as { data?: WireError }).data })));
    });
    await person.sync();
    return person;
  }

  #know(view: ViewOf<R>): void {
    this.view = view;
    for (const check of this.#waiting) check();
  }

  /** Asks for the whole view, and knows it from now on. */
  async sync(): Promise<ViewOf<R>> {
    const whole = (await this.do(`${this.role}:sync` as RequestName, {} as never)) as ViewOf<R>;
    this.#know(newerView(this.view, whole));
    return whole;
  }

  /** The whole reply, refusals included. */
  ask(name: string, input: unknown): Promise<Reply<unknown>> {
    return this.socket.timeout(20_000).emitWithAck(name, input) as Promise<Reply<unknown>>;
  }

  /** The reply's data; a refusal throws its code. */
  async do<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestReply<N>> {
    const reply = (await this.ask(name, input)) as Reply<RequestReply<N>>;
    if (!reply.ok) throw new Error(reply.error.code);
    return reply.data;
  }

  /** Resolves with the first view, the present one included, that fits. */
  until(fits: (view: ViewOf<R>) => boolean, timeoutMs = 15_000): Promise<ViewOf<R>> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        reject(new Error(`no such view of ${this.role} came; the last one: ${JSON.stringify(this.view)}`));
      }, timeoutMs);
      const check = (): void => {
        if (this.view === null || !fits(this.view)) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve(this.view);
      };
      this.#waiting.add(check);
      check();
    });
  }

  /** The next event of that name. */
  next<N extends EventName>(name: N): Promise<EventPayload<N>> {
    return new Promise((resolve) => this.socket.once(name as string, resolve));
  }

  leave(): void {
    this.socket.disconnect();
  }
}

/** A session token from the demo's door. */
export async function signIn(url: string, role: Role, id: string): Promise<string> {
  const response = await fetch(`${url}/api/demo/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role, id }),
  });
  const token = /distans_\w+=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1];
  if (!response.ok || token === undefined) throw new Error(`sign-in as ${id} failed: ${response.status}`);
  return token;
}
