import { parentPort } from 'node:worker_threads';
import type { RelayCommand } from '#server/media/practiceRelays.ts';

/** A thread of relays that opens none, and dies when it is to set faults. */
parentPort?.on('message', ({ type, id }: RelayCommand) => {
  if (type === 'open') parentPort?.postMessage({ id, port: 7 });
  else if (type === 'setFaults') throw new Error('this thread has died');
});
