import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import type { Duplex } from 'node:stream';
import { attribute, magicCookie } from './stun.ts';

type Credentials = { readonly username: string; readonly credential: string };

const methods = { allocate: 0x003, createPermission: 0x008 } as const;
const udpTransport = attribute(0x0019, Buffer.from([17, 0, 0, 0]));
const family = (isSix: boolean): Buffer => attribute(0x0017, Buffer.from([isSix ? 2 : 1, 0, 0, 0]));

/** As many bytes as the address has, from its text; `::ffff:1.2.3.4` may end in dots. */
function bytesOf(address: string): Buffer {
  if (!isIPv6(address)) return Buffer.from(address.split('.').map(Number));
  const text = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [head = '', tail = ''] = text.split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const missing = 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array.from({ length: text.includes('::') ? missing : 0 }, () => '0'), ...groups(tail)];
  return Buffer.concat(all.map((group) => Buffer.from(group.padStart(4, '0'), 'hex')));
}

function message(method: number, attributes: readonly Buffer[], key: Buffer | null, transaction = randomBytes(12)): Buffer {
  const withLength = (extra: number): Buffer => {
    const body = Buffer.concat(attributes);
    const head = Buffer.alloc(8);
    head.writeUInt16BE(method, 0);
    head.writeUInt16BE(body.length + extra, 2);
    head.writeUInt32BE(magicCookie, 4);
    return Buffer.concat([head, transaction, body]);
  };
  if (key === null) return withLength(0);
  const signed = withLength(24);
  return Buffer.concat([signed, attribute(0x0008, createHmac('sha1', key).update(signed).digest())]);
}

type Answer = { readonly code: number; readonly values: ReadonlyMap<number, Buffer> };
function read(answer: Buffer): Answer {
  const values = new Map<number, Buffer>();
  for (let at = 20; at + 4 <= answer.length;) {
    const length = answer.readUInt16BE(at + 2);
    values.set(answer.readUInt16BE(at), answer.subarray(at + 4, at + 4 + length));
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
  const error = values.get(0x0009);
  return { code: error === undefined ? 200 : (error[2] ?? 0) * 100 + (error[3] ?? 0), values };
}

/** One client of a relay (RFC 8656): asks for an address and for peers, and says how it was answered; 200 is yes. */
export class TurnClient {
  readonly #socket = createSocket('udp4');
  readonly #server: { readonly address: string; readonly port: number };
  readonly #credentials: Credentials;
  #nonce: Buffer = Buffer.alloc(0);
  #realm: Buffer = Buffer.alloc(0);

  constructor(server: { readonly address: string; readonly port: number }, credentials: Credentials) {
    this.#server = server;
    this.#credentials = credentials;
  }

  async #ask(method: number, attributes: readonly Buffer[], isSigned: boolean, transaction = randomBytes(12)): Promise<Answer> {
    const { username, credential } = this.#credentials;
    const identity = [attribute(0x0006, Buffer.from(username)), attribute(0x0014, this.#realm), attribute(0x0015, this.#nonce)];
    const key = createHash('md5').update(`${username}:${this.#realm.toString()}:${credential}`).digest();
    const answered = once(this.#socket, 'message', { signal: AbortSignal.timeout(5_000) });
    const asked = isSigned ? message(method, [...attributes, ...identity], key, transaction) : message(method, attributes, null);
    this.#socket.send(asked, this.#server.port, this.#server.address);
    const [answer] = (await answered) as [Buffer];
    return read(answer);
  }

  async allocate(isSix = false): Promise<number> {
    const wanted = [udpTransport, family(isSix)];
    const { values } = await this.#ask(methods.allocate, wanted, false);
    this.#realm = values.get(0x0014) ?? this.#realm;
    this.#nonce = values.get(0x0015) ?? this.#nonce;
    return (await this.#ask(methods.allocate, wanted, true)).code;
  }

  /** Asks to exchange packets with a peer. */
  async permit(peer: string): Promise<number> {
    const address = bytesOf(peer);
    const transaction = randomBytes(12);
    const mask = Buffer.alloc(16);
    mask.writeUInt32BE(magicCookie);
    transaction.copy(mask, 4);
    const masked = Buffer.from(address.map((byte, index) => byte ^ (mask[index] ?? 0)));
    const head = Buffer.from([0, isIPv6(peer) ? 2 : 1, 0x12, 0x34]);
    return (await this.#ask(methods.createPermission, [attribute(0x0012, Buffer.concat([head, masked]))], true, transaction)).code;
  }

  close(): void {
    this.#socket.close();
  }
}

/** How a relay answers over a stream, such as TLS, to somebody without credentials; 401 is what a relay says that works. */
export async function askOverStream(stream: Duplex): Promise<number> {
  const answered = once(stream, 'data', { signal: AbortSignal.timeout(5_000) });
  stream.write(message(methods.allocate, [udpTransport], null));
  const [answer] = (await answered) as [Buffer];
  return read(answer).code;
}
