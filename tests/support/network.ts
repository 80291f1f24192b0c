import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const exec = promisify(execFile);
/** Networks are the kernel's, so whoever is not root asks to be. */
const asRoot: readonly string[] = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
const run = async (...words: readonly string[]): Promise<string> => {
  const [command = '', ...args] = [...asRoot, ...words];
  return (await exec(command, args)).stdout;
};

/** Which way the fault works, as the namespace sees it. */
export type Direction = 'up' | 'down' | 'both';

/** The server's side of every such network. */
export const serverAddress = '10.77.0.1';

/**
 * A network of its own for one browser: a namespace and a pair of virtual interfaces, with faults that the kernel makes. Needs root and
 * nftables. Loss is random by packet; a bandwidth is that of a token bucket with a queue behind it.
 */
export class Network {
  readonly name: string;
  readonly #folder: string;
  readonly #table: string;
  #address = 2;

  private constructor(name: string, folder: string) {
    this.name = name;
    this.#folder = folder;
    this.#table = name;
  }

  static async create(name: string): Promise<Network> {
    await run('ip', 'netns', 'delete', name).catch(() => undefined);
    await run('ip', 'link', 'delete', `${name}-out`).catch(() => undefined);
    await run('ip', 'netns', 'add', name);
    await run('ip', 'link', 'add', `${name}-out`, 'type', 'veth', 'peer', 'name', `${name}-in`);
    await run('ip', 'link', 'set', `${name}-in`, 'netns', name);
    await run('ip', 'address', 'add', `${serverAddress}/24`, 'dev', `${name}-out`);
    await run('ip', 'link', 'set', `${name}-out`, 'up');
    const network = new Network(name, await mkdtemp(path.join(tmpdir(), 'distans-net-')));
    await network.inside('ip', 'link', 'set', 'lo', 'up');
    await network.inside('ip', 'address', 'add', '10.77.0.2/24', 'dev', `${name}-in`);
    await network.inside('ip', 'link', 'set', `${name}-in`, 'up');
    // Both where packets arrive: one that is dropped on its way out is told to the program that sent it, which then sends it again.
    await run('nft', 'delete', 'table', 'ip', network.#table).catch(() => undefined);
    await run('nft', 'add', 'table', 'ip', network.#table);
    await run('nft', 'add', 'chain', 'ip', network.#table, 'up', '{ type filter hook prerouting priority 0; }');
    await network.inside('nft', 'add', 'table', 'ip', network.#table);
    await network.inside('nft', 'add', 'chain', 'ip', network.#table, 'down', '{ type filter hook prerouting priority 0; }');
    return network;
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
    await this.inside('ip', 'address', 'delete', `10.77.0.${old}/24`, 'dev', `${this.name}-in`);
    await this.inside('ip', 'address', 'add', `10.77.0.${this.#address}/24`, 'dev', `${this.name}-in`);
  }

  async remove(): Promise<void> {
    await run('ip', 'netns', 'delete', this.name).catch(() => undefined);
    await run('ip', 'link', 'delete', `${this.name}-out`).catch(() => undefined);
    await run('nft', 'delete', 'table', 'ip', this.#table).catch(() => undefined);
    await rm(this.#folder, { recursive: true, force: true });
  }

  #rule(chain: 'up' | 'down', ...rule: string[]): Promise<string> {
    const words = ['add', 'rule', 'ip', this.#table, chain];
    return chain === 'up' ? run('nft', ...words, 'iifname', `${this.name}-out`, ...rule) : this.inside('nft', ...words, 'iifname', `${this.name}-in`, ...rule);
  }
}

const chains = (direction: Direction): ('up' | 'down')[] => (direction === 'both' ? ['up', 'down'] : [direction]);
