import { parentPort } from 'node:worker_threads';
import { FaultRelay } from './faultRelay.ts';
import type { RelayAnswer, RelayCommand } from './practiceRelays.ts';

/** The thread in which the relays of PracticeRelays live. */
const relays = new Map<number, FaultRelay>();
const answer = (message: RelayAnswer): void => parentPort?.postMessage(message);

async function open({ id, place: { listenIp, ports, target } }: Extract<RelayCommand, { type: 'open' }>): Promise<void> {
  const relay = await FaultRelay.open(listenIp, ports, target);
  if (relay !== null) relays.set(id, relay);
  answer({ id, port: relay?.port ?? null });
}

parentPort?.on('message', (command: RelayCommand) => {
  const relay = relays.get(command.id);
  switch (command.type) {
    case 'open':
      open(command).catch((error: unknown) => answer({ id: command.id, failure: String(error) }));
      break;
    case 'setFaults':
      if (relay !== undefined) relay.faults = command.faults;
      break;
    case 'close':
      relay?.close();
      relays.delete(command.id);
  }
});
