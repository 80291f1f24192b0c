import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { type RequestName, requests } from '#shared/contract/index.ts';
import { type Audit, actAs, sessionMark } from '#server/audit/index.ts';
import type { CatalogueReader } from '#server/catalogue/index.ts';
import type { Changes } from '#server/platform/changes.ts';
import { AppError } from '#server/errors.ts';
import { atOnce, limitEach, limitGuesses } from '#server/limits.ts';
import type { Identity } from '#server/identity/index.ts';
import type { Presence } from '#server/presence/index.ts';
import type { ViewPusher } from '#server/views/index.ts';
import { type AnswerOptions, answer, answerError } from './answer.ts';
import { watchBacklog } from './backlog.ts';
import { connectNodes } from './nodes.ts';
import { sessionOf } from './handshake.ts';
import type { Session } from './port.ts';
import { type RequestLimits, createRequestLimits, inFlight } from './requestLimits.ts';
import { type GatewayServer, type GatewaySocket, type Sockets, emit } from './sockets.ts';

export { isAllowedOrigin } from './handshake.ts';
export { type Sockets, createSockets } from './sockets.ts';

/** Wrong tokens from one address within the window, and connections of one terminal or person. */
export const guessLimit = { points: 600, duration: 60 };
export const connectLimit = { points: 100, duration: 60 };

export type GatewayOptions = AnswerOptions & {
  readonly sockets: Sockets;
  readonly http: HttpServer;
  readonly identity: Identity;
  readonly catalogue: CatalogueReader;
  readonly presence: Presence;
  readonly views: ViewPusher;
  readonly changes: Changes;
  readonly audit: Pick<Audit, 'refused'>;
  readonly databaseUrl: string | null;
  /** Milliseconds of a clock that nobody sets. */
  readonly now: () => number;
  /** Who asks, whichever proxies are between. */
  readonly addressOf: (request: IncomingMessage) => string;
};

export type Gateway = Awaited<ReturnType<typeof attachGateway>>;

/** Lets pages in: authorise, validate, handle, answer. Socket.IO is used in this folder only. */
export async function attachGateway(options: GatewayOptions) {
  const { http, sockets, changes, views, logger, databaseUrl } = options;
  const { io, door } = sockets;
  const nodes = await connectNodes(io, databaseUrl, { logger, onRejoined: () => void views.refreshAll() });
  const limits = createRequestLimits(options.catalogue);
  admit(io, door, limits, options);
  io.on('connection', (socket) => serve(io, socket, limits, options));
  changes.onChange((topics, isLocal) => {
    if (isLocal && databaseUrl !== null) io.serverSideEmit('changed', [...topics]);
    views.touch(topics);
  });
  io.on('changed', (topics) => changes.relay(topics));
  io.attach(http);

  return {
    /** This process has lost the database: its pages go to another one, which has not. Nobody is let in meanwhile. */
    shut(): void {
      door.isShut = true;
      io.local.disconnectSockets(true);
    },
    /** The database is back. Reads again what was missed meanwhile, and connects to the other processes again. */
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

function admit(io: GatewayServer, door: { readonly isShut: boolean }, limits: RequestLimits, { identity, catalogue, addressOf, logger }: GatewayOptions): void {
  const limitAddress = limitGuesses(guessLimit);
  const limitSubject = limitEach(connectLimit);
  const authorise = async (socket: GatewaySocket): Promise<void> => {
    if (door.isShut) throw new AppError('unavailable');
    const { session, hash } = await limitAddress(addressOf(socket.request), () =>
      sessionOf(socket.handshake.auth, socket.handshake.headers.cookie, { connectionId: socket.id, sid: sidOf(socket) }, { identity, catalogue }),
    );
    await limitSubject(session.key);
    await limits.demandWelcome(session);
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

/** The number that Engine.IO has drawn for this connection, and told the page before it asked to be let in. Socket.IO's types keep it to themselves. */
const sidOf = (socket: GatewaySocket): string => (socket.conn as unknown as { readonly id: string }).id;

function serve(io: GatewayServer, socket: GatewaySocket, limits: RequestLimits, options: GatewayOptions): void {
  const { presence, views, logger } = options;
  const { session, hash } = socket.data;
  const { role, id, key, connectionId } = session;
  const subject = { role, id };
  // The newest connection of a subject is the only one: no ghosts, and no refusal because the old one is not dead yet.
  // Other processes carry this out later, when this socket has joined its room: hence the exception.
  io.to(key).except(connectionId).emit('session:replaced', {});
  io.in(key).except(connectionId).disconnectSockets(true);
  void socket.join(key);
  const { isSlow } = watchBacklog(socket.conn, {
    onTooMuch: () => logger.warn({ role, subjectId: id }, 'a page that takes nothing is cut off'),
    onDrained: () => views.drained(connectionId),
  });
  views.add(session, { send: ({ name, payload }) => emit(socket, name, payload), isSlow });
  const ready = presence.connected(subject, connectionId, hash);
  ready.then(
    () => logger.info({ role, subjectId: id }, 'page connected'),
    (error: unknown) => {
      logger.warn({ err: error, role }, 'a page could not be registered; it will connect again');
      socket.disconnect(true);
    },
  );
  register(socket, ready, limits, options);
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

function register(socket: GatewaySocket, ready: Promise<void>, limits: RequestLimits, options: GatewayOptions): void {
  const { session, hash } = socket.data;
  const inTurn = atOnce(inFlight);
  const noteUse = notesUse(session, options);
  const acting = { role: session.role, id: session.id, session: sessionMark(hash) };
  const answerOptions: AnswerOptions = { ...options, onRefused: ({ role, id }, refused) => void options.audit.refused({ role, id }, refused) };
  const answered = (name: string, payload: unknown) =>
    isRequestName(name) ? actAs(acting, () => answer(name, session, payload, answerOptions)) : refuseName();
  const respond = async (name: string, payload: unknown, acknowledge: unknown): Promise<void> => {
    const reply = await limits
      .demand(session, name)
      .then(() => inTurn(() => ready.then(() => answered(name, payload))))
      .catch((error: unknown) => answerError(error, options.logger, { request: name }));
    if (typeof acknowledge === 'function') acknowledge(reply);
    noteUse(name);
    if (reply.ok || !(await limits.isOneTooMany(session, reply.error.code)) || !socket.connected) return;
    options.logger.warn({ role: session.role, subjectId: session.id }, 'a page that is refused again and again is sent away');
    socket.disconnect(true);
  };
  // One listener for all names, so that a name which is not in the contract gets an answer too.
  socket.onAny((name: unknown, ...values: unknown[]) => {
    const acknowledge = values.at(-1);
    void respond(String(name), values[0], acknowledge);
  });
}

/** What a person's page asks by itself is no sign that anybody is there. A terminal is used for as long as its page runs. */
const byItself = /^(?:connection|media|remoteAction|wall|session):|:sync$/;
const noteUseEveryMs = 60_000;

/** Tells now and then that the session is used. */
function notesUse({ role, connectionId }: Session, { identity, now, logger }: GatewayOptions): (request: string) => void {
  let notedAt = -Infinity;
  return (request) => {
    if ((role !== 'terminal' && byItself.test(request)) || now() - notedAt < noteUseEveryMs) return;
    notedAt = now();
    // The next request makes it good.
    identity.used(role, connectionId).catch((error: unknown) => logger.warn({ err: error, role }, 'the use of a session could not be written'));
  };
}

const isRequestName = (name: string): name is RequestName => Object.hasOwn(requests, name);
const refuseName = () => ({ ok: false as const, error: new AppError('unknownRequest').toWire() });
