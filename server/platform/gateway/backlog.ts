import { EventEmitter } from 'node:events';

/**
 * A page that has not taken so much, and nothing of it for so long, is as good as gone, and would fill our memory. Within one turn of the event loop
 * more than that may come together for a page that reads well.
 */
export const backlogLimit = { packets: 64, bytes: 1_048_576, stalledMs: 1_000 };
/** So much is too much at once. */
const hardBytes = 8 * backlogLimit.bytes;
/** From so many packets on, a page is told of the newest state only, when it can take it. */
const slowPackets = 4;

/** Engine.IO keeps the WebSocket to itself. */
type WebSocketLike = { readonly bufferedAmount: number; terminate(): void };
const isWebSocket = (value: unknown): value is WebSocketLike =>
  typeof value === 'object' && value !== null && 'bufferedAmount' in value && 'terminate' in value;

function webSocketUnder(connection: object): WebSocketLike | null {
  const transport: unknown = Reflect.get(connection, 'transport');
  const socket: unknown = typeof transport === 'object' && transport !== null ? Reflect.get(transport, 'socket') : undefined;
  return isWebSocket(socket) ? socket : null;
}

const sizeOf = (data: unknown): number => (typeof data === 'string' ? Buffer.byteLength(data) : Buffer.isBuffer(data) ? data.byteLength : 0);

type Watcher = { readonly onTooMuch: () => void; readonly onDrained: () => void };

/** What waits to be sent to one page. Engine.IO hands all of it on (`drain`) as soon as what went before has left. */
export function watchBacklog(connection: object, { onTooMuch, onDrained }: Watcher) {
  if (!(connection instanceof EventEmitter)) throw new Error('a connection of Engine.IO tells of its packets');
  let isCut = false;
  let unsent = { packets: 0, bytes: 0 };
  let waitsSince = performance.now();
  const isTooMuch = (): boolean => {
    const bytes = unsent.bytes + (webSocketUnder(connection)?.bufferedAmount ?? 0);
    if (bytes > hardBytes) return true;
    return (unsent.packets > backlogLimit.packets || bytes > backlogLimit.bytes) && performance.now() - waitsSince > backlogLimit.stalledMs;
  };
  connection.on('packetCreate', ({ data }: { readonly data?: unknown }) => {
    if (unsent.packets === 0) waitsSince = performance.now();
    unsent = { packets: unsent.packets + 1, bytes: unsent.bytes + sizeOf(data) };
    if (isCut || !isTooMuch()) return;
    isCut = true;
    onTooMuch();
    // Not closed in good order: that would wait for what cannot be sent.
    webSocketUnder(connection)?.terminate();
  });
  connection.on('drain', () => {
    unsent = { packets: 0, bytes: 0 };
    onDrained();
  });
  return { isSlow: (): boolean => unsent.packets >= slowPackets };
}
