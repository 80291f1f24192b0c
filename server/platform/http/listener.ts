import { type RequestListener, type Server, createServer } from 'node:http';
import type { Logger } from 'pino';

/** So many lines are held at once, each with some memory; more are closed at once. Behind a proxy they are few, since it keeps its own open. */
const maxConnections = 10_000;
/** Half a request is waited for at most so long, with what the checking every second adds. */
const wholeRequestMs = 14_000;

/**
 * The HTTP server that pages and sockets come in through. Node takes its own listener off a connection that asks for an upgrade (RFC 9110, 7.8). Where
 * whoever handles that has to wait for something first, a stranger who breaks off meanwhile would end the process, if nobody listened here.
 */
export function createListener(handler: RequestListener, logger: Logger, connections: number = maxConnections): Server {
  const server = createServer(
    // Node looks every half minute only, unless it is told otherwise.
    { headersTimeout: 10_000, requestTimeout: wholeRequestMs, keepAliveTimeout: 10_000, connectionsCheckingInterval: 1_000, maxHeaderSize: 16_384 },
    handler,
  );
  server.maxConnections = connections;
  server.on('connection', (socket) => socket.on('error', (error) => logger.debug({ err: error }, 'a connection broke off')));
  server.on('error', (error) => logger.error({ err: error }, 'the HTTP server has failed to take a connection'));
  return server;
}
