import { type RemoteInfo, type Socket, createSocket } from 'node:dgram';
import { type LineState, type NetworkFaults, emptyLine, noNetworkFaults, packetFate } from '#shared/practice/networkFaults.ts';

/** One address of the terminal's, with the socket that speaks for it to the media server. */
type Guest = { readonly socket: Socket; up: LineState; down: LineState };

/**
 * A bad network for one terminal: passes its UDP packets on to the media server and back, with faults. It neither reads nor changes
 * them, so that everything above meets a real network.
 */
export class FaultRelay {
  faults: NetworkFaults = noNetworkFaults;
  readonly #front: Socket;
  readonly #target: { readonly address: string; readonly port: number };
  readonly #guests = new Map<string, Guest>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #isClosed = false;

  private constructor(front: Socket, target: { readonly address: string; readonly port: number }) {
    this.#front = front;
    this.#target = target;
    front.on('message', (packet, from) => this.#fromGuest(packet, from));
  }

  /** Listens at any free port of the address. Errors: an address that is not this machine's. */
  static async open(listenIp: string, target: { readonly address: string; readonly port: number }): Promise<FaultRelay> {
    return new FaultRelay(await bound(listenIp), target);
  }

  get port(): number {
    return this.#front.address().port;
  }

  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#front.close();
    for (const { socket } of this.#guests.values()) socket.close();
  }

  #fromGuest(packet: Buffer, { address, port }: RemoteInfo): void {
    const guest = this.#guest(address, port);
    guest.up = this.#pass(guest.up, packet, () => guest.socket.send(packet, this.#target.port, this.#target.address));
  }

  #guest(address: string, port: number): Guest {
    const name = `${address}:${port}`;
    const known = this.#guests.get(name);
    if (known !== undefined) return known;
    const socket = createSocket('udp4');
    const guest: Guest = { socket, up: emptyLine, down: emptyLine };
    this.#guests.set(name, guest);
    socket.on('message', (packet) => {
      guest.down = this.#pass(guest.down, packet, () => this.#front.send(packet, port, address));
    });
    return guest;
  }

  #pass(line: LineState, packet: Buffer, send: () => void): LineState {
    const now = performance.now();
    const fate = packetFate(this.faults, line, packet.length, now, Math.random);
    for (const arrival of fate.arrivals) {
      if (arrival - now < 1) send();
      else this.#after(arrival - now, send);
    }
    return fate.line;
  }

  #after(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (!this.#isClosed) work();
    }, ms);
    this.#timers.add(timer);
  }
}

function bound(address: string): Promise<Socket> {
  const socket = createSocket('udp4');
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(0, address, () => {
      socket.off('error', reject);
      // A terminal that is gone refuses packets; there is nobody to tell.
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
}
