import { type RemoteInfo, type Socket, createSocket } from 'node:dgram';
import { type LineState, type NetworkFaults, emptyLine, noNetworkFaults, packetFate } from '#shared/practice/networkFaults.ts';

/** One address of the terminal's, with the socket that speaks for it to the media server. */
type Guest = { readonly socket: Socket; up: LineState; down: LineState; heardAt: number; second: number; packets: number };

/** A terminal speaks from a few addresses at once (RFC 8445, 5.1.1); whoever else finds the port opens no more sockets than that. */
const guestsAtMost = 16;
/** Who is silent for this long gives the place to another; a path that is in use asks for consent every five seconds (RFC 7675). */
const silentMs = 15_000;
/** Packets that one guest may send within a second: several times as many as a call needs with every layer of its picture and all repair. */
const packetsASecond = 2_000;
/** Packets that may be on their way at once; above that they are lost, as in any router. */
const packetsOnTheWay = 10_000;

/**
 * A bad network for one terminal: passes its UDP packets on to the media server and back, with faults. It neither reads nor changes
 * them, so that everything above meets a real network.
 */
export class FaultRelay {
  faults: NetworkFaults = noNetworkFaults;
  readonly #front: Socket;
  readonly #target: { readonly address: string; readonly port: number };
  readonly #guests = new Map<string, Guest>();
  /** Packets on their way, the soonest first; those of one moment in the order in which they came. */
  readonly #onTheWay: { readonly arrival: number; readonly send: () => void }[] = [];
  #timer: NodeJS.Timeout | undefined;

  private constructor(front: Socket, target: { readonly address: string; readonly port: number }) {
    this.#front = front;
    this.#target = target;
    front.on('message', (packet, from) => this.#fromGuest(packet, from));
  }

  /** Listens at the first of the ports that is free; 0 is any. Null where none is. Errors: an address that is not this machine's. */
  static async open(listenIp: string, ports: readonly number[], target: { readonly address: string; readonly port: number }): Promise<FaultRelay | null> {
    for (const port of ports) {
      const front = await bound(listenIp, port);
      if (front !== null) return new FaultRelay(front, target);
    }
    return null;
  }

  get port(): number {
    return this.#front.address().port;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#onTheWay.length = 0;
    this.#front.close();
    for (const { socket } of this.#guests.values()) socket.close();
  }

  #fromGuest(packet: Buffer, { address, port }: RemoteInfo): void {
    // Nobody can be answered at port 0 (RFC 768), and a socket refuses to try.
    const guest = port === 0 ? null : this.#guest(address, port);
    if (guest === null || !mayPass(guest)) return;
    guest.up = this.#pass(guest.up, packet, () => guest.socket.send(packet, this.#target.port, this.#target.address));
  }

  #guest(address: string, port: number): Guest | null {
    const name = `${address}:${port}`;
    const known = this.#guests.get(name);
    if (known !== undefined) return known;
    if (!this.#hasRoom()) return null;
    const socket = createSocket('udp4');
    const guest: Guest = { socket, up: emptyLine, down: emptyLine, heardAt: performance.now(), second: 0, packets: 0 };
    this.#guests.set(name, guest);
    // A packet that cannot be sent is one more that is lost.
    socket.on('error', () => undefined);
    socket.on('message', (packet, from) => {
      // The socket can be found by others than the media server.
      if (from.port !== this.#target.port || from.address !== this.#target.address) return;
      guest.down = this.#pass(guest.down, packet, () => this.#front.send(packet, port, address));
    });
    return guest;
  }

  #hasRoom(): boolean {
    if (this.#guests.size < guestsAtMost) return true;
    const silent = [...this.#guests].find(([, { heardAt }]) => performance.now() - heardAt > silentMs);
    if (silent === undefined) return false;
    silent[1].socket.close();
    return this.#guests.delete(silent[0]);
  }

  #pass(line: LineState, packet: Buffer, send: () => void): LineState {
    if (this.#onTheWay.length >= packetsOnTheWay) return line;
    const fate = packetFate(this.faults, line, packet.length, performance.now(), Math.random);
    for (const arrival of fate.arrivals) {
      const index = this.#onTheWay.findLastIndex((before) => before.arrival <= arrival);
      this.#onTheWay.splice(index + 1, 0, { arrival, send });
    }
    this.#deliver();
    return fate.line;
  }

  /** Sends what has arrived by now. One timer for all: timers of their own that end at one moment do not end in order. */
  #deliver(): void {
    clearTimeout(this.#timer);
    const now = performance.now();
    for (let next = this.#onTheWay[0]; next !== undefined; next = this.#onTheWay[0]) {
      if (next.arrival - now >= 1) {
        this.#timer = setTimeout(() => this.#deliver(), next.arrival - now);
        return;
      }
      this.#onTheWay.shift();
      attempt(next.send);
    }
  }
}

/** Counts the packet, and says whether the guest has not yet sent too many within this second. */
function mayPass(guest: Guest): boolean {
  guest.heardAt = performance.now();
  const second = Math.floor(guest.heardAt / 1000);
  guest.packets = second === guest.second ? guest.packets + 1 : 1;
  guest.second = second;
  return guest.packets <= packetsASecond;
}

/** Nothing that arrives may end the thread. */
function attempt(send: () => void): void {
  try {
    send();
  } catch {
    // A packet that a socket refuses to send, closed meanwhile, say, is one more that is lost.
  }
}

/** Null where somebody else has the port. */
function bound(address: string, port: number): Promise<Socket | null> {
  const socket = createSocket('udp4');
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException): void => {
      socket.close();
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    };
    socket.once('error', refuse);
    socket.bind(port, address, () => {
      socket.off('error', refuse);
      // A terminal that is gone refuses packets; there is nobody to tell.
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
}
