import { EventEmitter } from 'node:events';
import { z } from 'zod';

/**
 * A page that has not taken so much, and nothing of it for so long, is as good as gone, and would fill our memory. Within one turn of the event loop
 * more than that may come together for a page that reads well.
 */
export const backlogLimit = { packets: 64, bytes: 1_048_576, stalledMs: 1_000 };
/** So much is too much at once. */
const hardBytes = 8 * backlogLimit.bytes;
/** From so many packets on, a page is told of the newest state only, when it can take it. */
const slowPackets = 4;

/** Engine.IO keeps what is unsent to itself, and the WebSocket too. */
const packets = z.array(z.object({ data: z.unknown() }));
type WebSocketLike = { readonly bufferedAmount: number; terminate(): void };
const isWebSocket = (value: unknown): value is WebSocketLike =>
  typeof value === 'object' && value !== null && 'bufferedAmount' in value && 'terminate' in value;

const sizeOf = (data: unknown): number => (typeof data === 'string' ? Buffer.byteLength(data) : Buffer.isBuffer(data) ? data.byteLength : 0);

function webSocketUnder(connection: object): WebSocketLike | null {
  const transport: unknown = Reflect.get(connection, 'transport');
  const socket: unknown = typeof transport === 'object' && transport !== null ? Reflect.get(transport, 'socket') : undefined;
  return isWebSocket(socket) ? socket : null;
}

const unsentIn = (connection: object): z.output<typeof packets> => packets.catch([]).parse(Reflect.get(connection, 'writeBuffer'));

/** What waits to be sent to one page. */
export function watchBacklog(connection: object, { onTooMuch, onDrained }: { readonly onTooMuch: () => void; readonly onDrained: () => void }) {
  if (!(connection instanceof EventEmitter)) throw new Error('a connection of Engine.IO tells of its packets');
  let isCut = false;
  let tookAt = performance.now();
  const isTooMuch = (): boolean => {
    const unsent = unsentIn(connection);
    const inSocket = webSocketUnder(connection)?.bufferedAmount ?? 0;
    const bytes = unsent.reduce((sum, { data }) => sum + sizeOf(data), inSocket);
    if (bytes > hardBytes) return true;
    return (unsent.length > backlogLimit.packets || bytes > backlogLimit.bytes) && performance.now() - tookAt > backlogLimit.stalledMs;
  };
  connection.on('packetCreate', () => {
    if (isCut || !isTooMuch()) return;
    isCut = true;
    onTooMuch();
    // Not closed in good order: that would wait for what cannot be sent.
    webSocketUnder(connection)?.terminate();
  });
  connection.on('drain', () => {
    tookAt = performance.now();
    onDrained();
  });
  return { isSlow: (): boolean => unsentIn(connection).length >= slowPackets };
}
