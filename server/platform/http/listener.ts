import { type RequestListener, type Server, createServer } from 'node:http';
import type { Logger } from 'pino';

/**
 * The HTTP server that pages and sockets come in through. Node takes its own listener off a connection that asks for an upgrade (RFC 9110, 7.8). Where
 * whoever handles that has to wait for something first, a stranger who breaks off meanwhile would end the process, if nobody listened here.
 */
export function createListener(handler: RequestListener, logger: Logger): Server {
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 15_000, keepAliveTimeout: 10_000 }, handler);
  server.on('connection', (socket) => socket.on('error', (error) => logger.debug({ err: error }, 'a connection broke off')));
  server.on('error', (error) => logger.error({ err: error }, 'the HTTP server has failed to take a connection'));
  return server;
}
