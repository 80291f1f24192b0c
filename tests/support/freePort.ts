import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createConnection, createServer } from 'node:net';

/** A port of that address which nobody uses, for TCP and for UDP alike. */
export async function freePort(address = '127.0.0.1'): Promise<number> {
  for (;;) {
    const server = createServer().listen(0, address);
    await once(server, 'listening');
    const found = server.address();
    const port = typeof found === 'object' && found !== null ? found.port : 0;
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4').bind(port, address);
    const isFree = await Promise.race([once(socket, 'listening').then(() => true), once(socket, 'error').then(() => false)]);
    await Promise.all([new Promise((resolve) => server.close(resolve)), new Promise<void>((resolve) => socket.close(resolve))]);
    if (isFree) return port;
  }
}

/** Whether something listens there; resolves after the attempt, so that asking again is no busy loop. */
export const accepts = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: 500 });
    const done = (isUp: boolean): void => {
      socket.destroy();
      setTimeout(() => resolve(isUp), isUp ? 0 : 50);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.once('timeout', () => done(false));
  });
