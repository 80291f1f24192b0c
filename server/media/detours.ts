import type { ParticipantKey } from '#shared/call/flows.ts';
import { type NetworkFaults, noNetworkFaults } from '#shared/practice/networkFaults.ts';
import { AppError } from '#server/errors.ts';
import { FaultRelay } from './faultRelay.ts';
import type { MediaSession } from './session.ts';

/** Practice calls at once, each with a port of its own, and how far these are from the first media worker's, so that a firewall can know them. */
const practicePorts = 20;
const practiceOffset = 100;

/** The bad networks of those who practise. Faults outlive a session that is made anew; a practice call begins without any. */
export class Detours {
  readonly #listenIp: string;
  readonly #ports: readonly number[];
  readonly #relays = new Map<ParticipantKey, FaultRelay>();
  readonly #faults = new Map<ParticipantKey, { readonly home: string; readonly faults: NetworkFaults }>();

  constructor(listenIp: string, basePort: number) {
    this.#listenIp = listenIp;
    this.#ports = basePort === 0 ? [0] : Array.from({ length: practicePorts }, (_, index) => basePort + practiceOffset + index);
  }

  /** Puts a relay before the session, which ends with it. Resolves with the relay's port. Errors: mediaUnavailable, where all ports are taken. */
  async open({ participant, room, receiveTransport }: MediaSession): Promise<number> {
    const port = receiveTransport.iceCandidates.find(({ protocol }) => protocol === 'udp')?.port ?? 0;
    // One that listens everywhere listens on the loopback too, whatever it announces.
    const relay = await FaultRelay.open(this.#listenIp, this.#ports, { address: this.#listenIp === '0.0.0.0' ? '127.0.0.1' : this.#listenIp, port });
    if (relay === null) throw new AppError('mediaUnavailable');
    const known = this.#faults.get(participant);
    if (known?.home === room.home) relay.faults = known.faults;
    else this.#faults.set(participant, { home: room.home, faults: noNetworkFaults });
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
    relay.faults = faults;
    this.#faults.set(participant, { ...known, faults });
    return true;
  }
}
