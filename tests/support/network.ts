import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { atEnd } from './atEnd.ts';

const exec = promisify(execFile);
/** Only root may make networks; others go through sudo. */
const asRoot: readonly string[] = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
const run = async (...words: readonly string[]): Promise<string> => {
  const [command = '', ...args] = [...asRoot, ...words];
  return (await exec(command, args)).stdout;
};

/** Which way the fault works, as the namespace sees it. */
export type Direction = 'up' | 'down' | 'both';

const nameOf = (number: number): string => `distans-${number}`;

/** Takes the first free number by making its namespace, which succeeds for one process only. */
async function takeNumber(): Promise<number> {
  for (let number = 1; number < 255; number += 1) {
    const isTaken = await run('ip', 'netns', 'add', nameOf(number)).then(
      () => false,
      (error: unknown) => {
        if (String(error).includes('File exists')) return true;
        throw error;
      },
    );
    if (!isTaken) return number;
  }
  throw new Error('all networks are taken: see `ip netns list`');
}

/**
 * A network of its own for one browser: a namespace and a pair of virtual interfaces, with faults that the kernel makes. Needs root and
 * nftables. Loss is random by packet; a bandwidth is that of a token bucket with a queue behind it.
 */
export class Network {
  readonly name: string;
  /** The server's side. */
  readonly serverAddress: string;
  readonly #net: string;
  readonly #folder: string;
  readonly #table: string;
  readonly #forget: () => void;
  #address = 2;

  private constructor(number: number, folder: string) {
    this.name = nameOf(number);
    this.#net = `10.77.${number}`;
    this.serverAddress = `${this.#net}.1`;
    this.#folder = folder;
    this.#table = this.name;
    this.#forget = atEnd(
      `${[...asRoot, 'ip'].join(' ')} netns delete ${this.name}; ${[...asRoot, 'nft'].join(' ')} delete table ip ${this.#table}; rm -rf ${folder}`,
    );
  }

  /** Makes one whose name and addresses nobody else on this machine has. */
  static async create(): Promise<Network> {
    const network = new Network(await takeNumber(), await mkdtemp(path.join(tmpdir(), 'distans-net-')));
    try {
      await network.#setUp();
    } catch (error) {
      await network.remove();
      throw error;
    }
    return network;
  }

  async #setUp(): Promise<void> {
    const [out, inner] = [`${this.name}-out`, `${this.name}-in`];
    await run('ip', 'link', 'add', out, 'type', 'veth', 'peer', 'name', inner);
    await run('ip', 'link', 'set', inner, 'netns', this.name);
    await run('ip', 'address', 'add', `${this.serverAddress}/24`, 'dev', out);
    await run('ip', 'link', 'set', out, 'up');
    await this.inside('ip', 'link', 'set', 'lo', 'up');
    await this.inside('ip', 'address', 'add', `${this.#net}.2/24`, 'dev', inner);
    await this.inside('ip', 'link', 'set', inner, 'up');
    // Both directions drop packets where they arrive. A program learns of a packet that is dropped on its way out, and sends it again.
    await run('nft', 'add', 'table', 'ip', this.#table);
    await run('nft', 'add', 'chain', 'ip', this.#table, 'up', '{ type filter hook prerouting priority 0; }');
    await this.inside('nft', 'add', 'table', 'ip', this.#table);
    await this.inside('nft', 'add', 'chain', 'ip', this.#table, 'down', '{ type filter hook prerouting priority 0; }');
  }

  /** Runs a command inside. */
  inside(command: string, ...args: string[]): Promise<string> {
    return run('ip', 'netns', 'exec', this.name, command, ...args);
  }

  /** A program that starts `executable` inside, for those who can only be given a path. */
  async wrapper(executable: string): Promise<string> {
    const file = path.join(this.#folder, 'run-inside');
    await writeFile(file, `#!/bin/sh\nexec ${[...asRoot, 'ip'].join(' ')} netns exec ${this.name} ${executable} "$@"\n`, { mode: 0o755 });
    return file;
  }

  /** Drops that share, 0 to 1, of the UDP packets. */
  async lose(ratio: number, direction: Direction = 'both'): Promise<void> {
    for (const chain of chains(direction))
      await this.#rule(chain, 'meta', 'l4proto', 'udp', 'numgen', 'random', 'mod', '1000', '<', String(Math.round(ratio * 1000)), 'drop');
  }

  /** No UDP at all. */
  async blockUdp(): Promise<void> {
    for (const chain of chains('both')) await this.#rule(chain, 'meta', 'l4proto', 'udp', 'drop');
  }

  /** RTP and RTCP vanish, while STUN passes: the first byte tells them apart (RFC 7983). */
  async blockRtp(direction: Direction): Promise<void> {
    for (const chain of chains(direction)) await this.#rule(chain, 'meta', 'l4proto', 'udp', '@th,64,8', '>=', '128', '@th,64,8', '<=', '191', 'drop');
  }

  /** One kind of media vanishes, everywhere or at that port inside: its payload type stands in the clear (RFC 3711). */
  async blockPayloadType(payloadType: number, direction: Direction, port?: number): Promise<void> {
    for (const chain of chains(direction))
      await this.#rule(
        chain,
        'meta',
        'l4proto',
        'udp',
        ...(port === undefined ? [] : ['udp', direction === 'down' ? 'dport' : 'sport', String(port)]),
        '@th,64,8',
        '>=',
        '128',
        '@th,64,8',
        '<=',
        '191',
        '@th,72,8',
        'and',
        '127',
        '==',
        String(payloadType),
        'drop',
      );
  }

  /** Only the signalling port is closed. */
  async blockTcp(port: number): Promise<void> {
    await this.#rule('up', 'tcp', 'dport', String(port), 'drop');
    await this.#rule('down', 'tcp', 'sport', String(port), 'drop');
  }

  /** Nothing but TCP to those ports, as behind the strictest firewalls. */
  async blockAllBut(...ports: readonly number[]): Promise<void> {
    await this.blockUdp();
    const others = ['!=', `{ ${ports.join(', ')} }`, 'drop'];
    await this.#rule('up', 'tcp', 'dport', ...others);
    await this.#rule('down', 'tcp', 'sport', ...others);
  }

  /** Nothing passes. */
  async cut(): Promise<void> {
    for (const chain of chains('both')) await this.#rule(chain, 'drop');
  }

  /** Ends everything that was done to the packets. */
  async heal(): Promise<void> {
    await run('nft', 'flush', 'chain', 'ip', this.#table, 'up');
    await this.inside('nft', 'flush', 'chain', 'ip', this.#table, 'down');
    await this.inside('tc', 'qdisc', 'del', 'dev', `${this.name}-in`, 'root').catch(() => undefined);
    await run('tc', 'qdisc', 'del', 'dev', `${this.name}-out`, 'root').catch(() => undefined);
  }

  /** So many kilobits a second in the direction, with 400 ms of queue. */
  async limit(kilobits: number, direction: Direction = 'both'): Promise<void> {
    const shape = ['root', 'tbf', 'rate', `${kilobits}kbit`, 'burst', '4kb', 'latency', '400ms'];
    if (direction !== 'down') await this.inside('tc', 'qdisc', 'replace', 'dev', `${this.name}-in`, ...shape);
    if (direction !== 'up') await run('tc', 'qdisc', 'replace', 'dev', `${this.name}-out`, ...shape);
  }

  /** The machine inside gets another address, as when it changes from one network to another. */
  async changeAddress(): Promise<void> {
    const old = this.#address;
    this.#address += 1;
    // The old one first: it is the primary one of its net, which takes the others along.
    await this.inside('ip', 'address', 'delete', `${this.#net}.${old}/24`, 'dev', `${this.name}-in`);
    await this.inside('ip', 'address', 'add', `${this.#net}.${this.#address}/24`, 'dev', `${this.name}-in`);
  }

  async remove(): Promise<void> {
    await run('ip', 'netns', 'delete', this.name).catch(() => undefined);
    await run('ip', 'link', 'delete', `${this.name}-out`).catch(() => undefined);
    await run('nft', 'delete', 'table', 'ip', this.#table).catch(() => undefined);
    await rm(this.#folder, { recursive: true, force: true });
    this.#forget();
  }

  #rule(chain: 'up' | 'down', ...rule: string[]): Promise<string> {
    const words = ['add', 'rule', 'ip', this.#table, chain];
    return chain === 'up' ? run('nft', ...words, 'iifname', `${this.name}-out`, ...rule) : this.inside('nft', ...words, 'iifname', `${this.name}-in`, ...rule);
  }
}

const chains = (direction: Direction): ('up' | 'down')[] => (direction === 'both' ? ['up', 'down'] : [direction]);
