import type { Logger } from 'pino';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import { type NetworkFaults, noNetworkFaults } from '#shared/practice/networkFaults.ts';
import { AppError } from '#server/errors.ts';
import { type PracticeRelay, PracticeRelays } from './practiceRelays.ts';
import type { MediaSession } from './session.ts';

/** How many practice calls run at once, each on its own port, and how far these ports are from the first media worker's, for the firewall. */
const practicePorts = 20;
const practiceOffset = 100;

/** The bad networks of those who practise. Faults outlive a session that is made anew; a practice call begins without any. */
export class PracticeRelayPorts {
  readonly #listenIp: string;
  readonly #ports: readonly number[];
  readonly #thread: PracticeRelays;
  readonly #onLost: (session: MediaSession) => void;
  readonly #relays = new Map<ParticipantKey, PracticeRelay>();
  readonly #faults = new Map<ParticipantKey, { readonly routerOwner: string; readonly faults: NetworkFaults }>();

  /** `onLost` is called for a session whose relay has died; the page must open another one. */
  constructor(listenIp: string, basePort: number, onLost: (session: MediaSession) => void, logger: Logger) {
    this.#thread = new PracticeRelays(logger);
    this.#onLost = onLost;
    this.#listenIp = listenIp;
    this.#ports = basePort === 0 ? [0] : Array.from({ length: practicePorts }, (_, index) => basePort + practiceOffset + index);
  }

  /** Puts a relay before the session, which ends with it. Resolves with the relay's port. Errors: mediaUnavailable, where all ports are taken. */
  async open(session: MediaSession): Promise<number> {
    const { participant, room, receiveTransport } = session;
    const port = receiveTransport.iceCandidates.find(({ protocol }) => protocol === 'udp')?.port ?? 0;
    // One that listens everywhere listens on the loopback too, whatever it announces.
    const target = { address: this.#listenIp === '0.0.0.0' ? '127.0.0.1' : this.#listenIp, port };
    const relay = await this.#thread.open({ listenIp: this.#listenIp, ports: this.#ports, target }, () => this.#onLost(session));
    if (relay === null || receiveTransport.closed) {
      relay?.close();
      throw new AppError('mediaUnavailable');
    }
    const known = this.#faults.get(participant);
    if (known?.routerOwner === room.routerOwner) relay.setFaults(known.faults);
    else this.#faults.set(participant, { routerOwner: room.routerOwner, faults: noNetworkFaults });
    this.#relays.set(participant, relay);
    receiveTransport.observer.once('close', () => {
      relay.close();
      if (this.#relays.get(participant) === relay) this.#relays.delete(participant);
    });
    return relay.port;
  }

  /** The relay's port that the participant's packets take now; null without one. */
  portOf(participant: ParticipantKey): number | null {
    return this.#relays.get(participant)?.port ?? null;
  }

  /** False where the participant has no session for practice. */
  setFaults(participant: ParticipantKey, faults: NetworkFaults): boolean {
    const relay = this.#relays.get(participant);
    const known = this.#faults.get(participant);
    if (relay === undefined || known === undefined) return false;
    relay.setFaults(faults);
    this.#faults.set(participant, { ...known, faults });
    return true;
  }

  close(): void {
    this.#thread.close();
  }
}
