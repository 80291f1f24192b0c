import { Server, type Socket } from 'socket.io';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import type { ClientToServer, EventName, EventPayload, ServerToClient } from '#shared/contract/index.ts';
import type { Topic } from '#server/platform/changes.ts';
import { isAllowedOrigin } from './handshake.ts';
import { answersPing } from './ping.ts';
import type { PagesPort } from './port.ts';
import type { Session } from './port.ts';

/** Larger than any payload of the contract. A socket that sends more is closed before the message is parsed (Q26). */
export const maxMessageBytes = 64 * 1024;
export const pingIntervalMs = 3_000;
export const pingTimeoutMs = 4_000;
const browserPatienceMs = 700;

type SocketData = { session: Session; hash: Buffer; ready: Promise<void> };
type InterServer = { changed: (topics: Topic[]) => void };
export type GatewaySocket = Socket<ClientToServer, ServerToClient, InterServer, SocketData>;
export type GatewayServer = Server<ClientToServer, ServerToClient, InterServer, SocketData>;

/** Socket.IO's emit cannot follow the link between a generic name and its payload. */
export function emit(to: unknown, name: string, payload: unknown): void {
  (to as { emit(name: string, payload: unknown): void }).emit(name, payload);
}

export type Sockets = ReturnType<typeof createSockets>;

/** The sockets of this process, so that features can send. Nobody is connected until `attachGateway` lets pages in. */
export function createSockets(publicOrigins: readonly string[]) {
  const io: GatewayServer = new Server({
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: maxMessageBytes,
    pingInterval: pingIntervalMs,
    pingTimeout: pingTimeoutMs,
    connectTimeout: pingTimeoutMs,
    allowRequest: (request, decide) => decide(null, isAllowedOrigin(request, publicOrigins)),
  });
  const pages: PagesPort = {
    send: (to, name, payload) => emit(io.to(to), name, payload),
    async answersPing(participant) {
      const [socketId] = io.sockets.adapter.rooms.get(participant) ?? [];
      const socket = socketId === undefined ? undefined : io.sockets.sockets.get(socketId);
      return socket !== undefined && answersPing(socket.conn.transport, browserPatienceMs);
    },
    dismiss(connectionId) {
      io.local.to(connectionId).emit('session:ended', {});
      io.local.in(connectionId).disconnectSockets(true);
    },
  };
  return {
    io,
    pages,
    /** Sends to the participant's page if it is connected to this process. */
    sendLocally: <N extends EventName>(to: ParticipantKey, name: N, payload: EventPayload<N>): void => emit(io.local.to(to), name, payload),
    /** Whether pages are let in, which they are not while the database is lost. */
    door: { isShut: false },
  };
}
