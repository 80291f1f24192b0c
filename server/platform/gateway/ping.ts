import { EventEmitter } from 'node:events';

type PingableSocket = EventEmitter & { ping(): void };

const isPingable = (value: unknown): value is PingableSocket => value instanceof EventEmitter && 'ping' in value && typeof value.ping === 'function';

/**
 * Whether the browser behind an Engine.IO transport answers a WebSocket ping (RFC 6455, 5.5.2) within that time. The browser does so
 * by itself: it answers for a page that sleeps or hangs as well, which Engine.IO's own pings, answered by the page, cannot tell from a lost line.
 */
export async function answersPing(transport: object, withinMs: number): Promise<boolean> {
  // Engine.IO keeps the WebSocket to itself.
  const socket: unknown = Reflect.get(transport, 'socket');
  if (!isPingable(socket)) return false;
  let onPong = (): void => {};
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<boolean>((resolve) => {
      onPong = () => resolve(true);
      timer = setTimeout(() => resolve(false), withinMs);
      socket.on('pong', onPong);
      socket.ping();
    });
  } catch {
    // Closed in the meantime, which is no answer.
    return false;
  } finally {
    clearTimeout(timer);
    socket.off('pong', onPong);
  }
}
