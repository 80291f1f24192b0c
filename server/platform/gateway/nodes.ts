import { createAdapter } from '@socket.io/postgres-adapter';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Server } from 'socket.io';

type Nodes = { renew(): void; close(): Promise<void> };
type NodesOptions = { readonly logger: Logger; readonly onRejoined: () => void };

/** The adapter listens again at most 3 s after it has lost its connection; what was missed is read after that, so that nothing falls between. */
const listensAgainMs = 3_400;

/**
 * Several processes on one PostgreSQL tell each other through it. Above two connections the adapter loses the order of events, so it has
 * a pool of its own. What is said while a connection is away is lost: `onRejoined` tells when to read anew what it may have been about.
 */
// The server's own types of events do not matter to the line between the processes.
export async function connectNodes(io: Pick<Server, 'adapter'>, databaseUrl: string | null, { logger, onRejoined }: NodesOptions): Promise<Nodes> {
  if (databaseUrl === null) return { renew: () => {}, close: async () => {} };
  const clients = new Set<pg.PoolClient>();
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2, connectionTimeoutMillis: 5_000, keepAlive: true });
  const warn = (error: Error): void => logger.warn({ err: error }, 'the connection between the servers was lost; it is made anew');
  pool.on('error', warn);
  const taken = new Set<pg.PoolClient>();
  pool.on('acquire', (client) => taken.add(client));
  pool.on('release', (_error, client) => taken.delete(client));
  pool.on('connect', (client) => {
    clients.add(client);
    // The listening connection is checked out for good; an error that nobody hears there would end the process.
    client.on('error', warn);
    client.once('end', () => {
      clients.delete(client);
      // The adapter forgets a lost connection without giving it back, and after two the pool would be empty for ever.
      if (taken.delete(client)) client.release(true);
      setTimeout(onRejoined, listensAgainMs).unref();
    });
  });
  await pool.query('create table if not exists socket_io_attachments (id bigserial unique, created_at timestamptz default now(), payload bytea)');
  io.adapter(createAdapter(pool, { errorHandler: (error) => logger.warn({ err: error }, 'the adapter between the servers failed') }));
  return {
    /** Drops connections that may be dead without knowing it; the adapter makes new ones. */
    renew(): void {
      for (const client of clients) (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    },
    close: () => pool.end(),
  };
}
