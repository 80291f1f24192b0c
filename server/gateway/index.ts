import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Server, type Socket } from 'socket.io';
import type { ParticipantKey } from '#shared/call/flows.ts';
import { type ClientToServer, type EventName, type EventPayload, type RequestName, type ServerToClient, requests } from '#shared/contract/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes, Topic } from '#server/changes.ts';
import { AppError } from '#server/errors.ts';
import { limitEach, limitGuesses } from '#server/limits.ts';
import type { Identity } from '#server/identity/index.ts';
import type { Presence } from '#server/presence/index.ts';
import { type AnswerOptions, answer, answerError } from './answer.ts';
import { answersPing } from './ping.ts';
import { connectNodes } from './nodes.ts';
import { isAllowedOrigin, sessionOf } from './handshake.ts';
import type { Session } from './session.ts';
import type { ViewPusher } from './viewPusher.ts';

export type { Handlers, HandlersOf, Session, SessionFor } from './session.ts';
export { isAllowedOrigin } from './handshake.ts';
export { type ViewPusher, createViewPusher } from './viewPusher.ts';

/** Larger than any payload of the contract; what is above is cut off before it is parsed (Q26). */
const maxMessageBytes = 64 * 1024;
const pingIntervalMs = 3_000;
const pingTimeoutMs = 4_000;
const browserPatienceMs = 700;
/** Requests that one socket may make within the window. */
const requestLimit = { points: 300, duration: 5 };
/** Wrong tokens from one address within the window, and connections of one terminal or person. */
const guessLimit = { points: 600, duration: 60 };
const connectLimit = { points: 100, duration: 60 };

type SocketData = { session: Session; hash: Buffer; ready: Promise<void> };
type InterServer = { changed: (topics: Topic[]) => void };
type GatewaySocket = Socket<ClientToServer, ServerToClient, InterServer, SocketData>;
type GatewayServer = Server<ClientToServer, ServerToClient, InterServer, SocketData>;

export type GatewayOptions = AnswerOptions & {
  readonly http: HttpServer;
  readonly identity: Identity;
  readonly catalogue: CatalogueReader;
  readonly presence: Presence;
  readonly views: ViewPusher;
  readonly changes: Changes;
  readonly databaseUrl: string | null;
  readonly publicOrigins: readonly string[];
  /** Who asks, whichever proxies are between. */
  readonly addressOf: (request: IncomingMessage) => string;
};

export type Gateway = Awaited<ReturnType<typeof attachGateway>>;

/** The only Socket.IO code of the server: authorise, validate, handle, answer. */
export async function attachGateway(options: GatewayOptions) {
  const { http, changes, views, logger, publicOrigins, databaseUrl } = options;
  const io: GatewayServer = new Server(http, {
    transports: ['websocket'],
    serveClient: false,
    maxHttpBufferSize: maxMessageBytes,
    pingInterval: pingIntervalMs,
    pingTimeout: pingTimeoutMs,
    connectTimeout: pingTimeoutMs,
    allowRequest: (request, decide) => decide(null, isAllowedOrigin(request, publicOrigins)),
  });
  const nodes = await connectNodes(io, databaseUrl, { logger, onRejoined: () => void views.refreshAll() });
  const door = { isShut: false };
  admit(io, door, options);
  io.on('connection', (socket) => serve(io, socket, options));
  changes.onChange((topics, isLocal) => {
    if (isLocal && databaseUrl !== null) io.serverSideEmit('changed', [...topics]);
    views.touch(topics);
  });
  io.on('changed', (topics) => changes.relay(topics));

  return {
    /** Sends to the participant's page if it is connected to this process. */
    sendLocally<N extends EventName>(to: ParticipantKey, name: N, payload: EventPayload<N>): void {
      // Socket.IO's emit cannot follow the link between a generic name and its payload.
      (io.local.to(to) as unknown as { emit(name: string, payload: unknown): void }).emit(name, payload);
    },
    /** Sends to the participant's page, whichever process it is connected to. */
    send<N extends EventName>(to: ParticipantKey, name: N, payload: EventPayload<N>): void {
      (io.to(to) as unknown as { emit(name: string, payload: unknown): void }).emit(name, payload);
    },
    /** Whether the browser of a participant who is connected to this process answers, awake or not. */
    async answersPing(participant: ParticipantKey): Promise<boolean> {
      const [socketId] = io.sockets.adapter.rooms.get(participant) ?? [];
      const socket = socketId === undefined ? undefined : io.sockets.sockets.get(socketId);
      return socket !== undefined && answersPing(socket.conn.transport, browserPatienceMs);
    },
    /** Sends away the page of that connection: its session has ended. */
    dismiss(connectionId: string): void {
      io.local.to(connectionId).emit('session:ended', {});
      io.local.in(connectionId).disconnectSockets(true);
    },
    /** Whether pages are let in: not while the database is lost. */
    isOpen: (): boolean => !door.isShut,
    /** This process has lost the database: its pages go to another one, which has not. Nobody is let in meanwhile. */
    shut(): void {
      door.isShut = true;
      io.local.disconnectSockets(true);
    },
    /** The database is back. What was missed meanwhile is read anew, and the line to the other processes is made anew. */
    reopen(): void {
      door.isShut = false;
      nodes.renew();
    },
    /** Closes all sockets; pages reconnect by themselves. */
    async close(): Promise<void> {
      io.local.disconnectSockets(true);
      await io.close();
      await nodes.close();
    },
  };
}

function admit(io: GatewayServer, door: { readonly isShut: boolean }, { identity, catalogue, addressOf, logger }: GatewayOptions): void {
  const limitAddress = limitGuesses(guessLimit);
  const limitSubject = limitEach(connectLimit);
  const authorise = async (socket: GatewaySocket): Promise<void> => {
    if (door.isShut) throw new AppError('unavailable');
    const { session, hash } = await limitAddress(addressOf(socket.request), () =>
      sessionOf(socket.handshake.auth, socket.handshake.headers.cookie, socket.id, { identity, catalogue }),
    );
    await limitSubject(session.key);
    socket.data.session = session;
    socket.data.hash = hash;
  };
  io.use((socket, next) => {
    authorise(socket).then(
      () => next(),
      (error: unknown) => {
        const reply = answerError(error, logger, { request: 'handshake' });
        next(Object.assign(new Error('refused'), { data: reply.ok ? undefined : reply.error }));
      },
    );
  });
}

function serve(io: GatewayServer, socket: GatewaySocket, options: GatewayOptions): void {
  const { presence, views, logger } = options;
  const { session, hash } = socket.data;
  const { role, id, key, connectionId } = session;
  const subject = { role, id };
  // The newest connection of a subject is the only one: no ghosts, and no refusal because the old one is not dead yet.
  // Across processes this is carried out later than here, when this socket has long joined: hence the exception.
  io.to(key).except(connectionId).emit('session:replaced', {});
  io.in(key).except(connectionId).disconnectSockets(true);
  void socket.join(key);
  views.add(session, (view) => (socket as unknown as { emit(name: string, payload: unknown): void }).emit(view.name, view.payload));
  const ready = presence.connected(subject, connectionId, hash);
  ready.then(
    () => logger.info({ role, subjectId: id }, 'page connected'),
    (error: unknown) => {
      logger.warn({ err: error, role }, 'a page could not be registered; it will connect again');
      socket.disconnect(true);
    },
  );
  register(socket, ready, options);
  socket.on('error', (error) => logger.warn({ err: error, role }, 'socket error'));
  socket.on('disconnect', (reason) => {
    views.remove(connectionId);
    logger.info({ role, subjectId: id, reason }, 'page disconnected');
    ready
      .then(() => presence.disconnected(subject, connectionId))
      // The lease ends by itself where this could not be written.
      .catch((error: unknown) => logger.warn({ err: error, role }, 'a departure could not be written'));
  });
}

function register(socket: GatewaySocket, ready: Promise<void>, options: AnswerOptions): void {
  const limiter = new RateLimiterMemory(requestLimit);
  const { session } = socket.data;
  const respond = async (name: string, payload: unknown, acknowledge: unknown): Promise<void> => {
    const reply = await limiter
      .consume('socket')
      .then(
        () => ready.then(() => (isRequestName(name) ? answer(name, session, payload, options) : refuseName())),
        () => ({ ok: false, error: new AppError('tooMany').toWire() }),
      )
      .catch((error: unknown) => answerError(error, options.logger, { request: name }));
    if (typeof acknowledge === 'function') acknowledge(reply);
  };
  // One listener for all names, so that a name which is not in the contract gets an answer too.
  socket.onAny((name: unknown, ...values: unknown[]) => {
    const acknowledge = values.at(-1);
    void respond(String(name), values[0], acknowledge);
  });
}

const isRequestName = (name: string): name is RequestName => Object.hasOwn(requests, name);
const refuseName = () => ({ ok: false as const, error: new AppError('unknownRequest').toWire() });
