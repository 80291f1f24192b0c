import { type Socket, io } from 'socket.io-client';
import { type StoreApi, createStore } from 'zustand/vanilla';
import type { Role } from '#shared/contract/define.ts';
import type { ClientToServer, EventName, EventPayload, Reply, RequestInput, RequestName, RequestReply, ServerToClient } from '#shared/contract/index.ts';
import { protocolVersion } from '#shared/contract/version.ts';
import type { WireError } from '#shared/errors.ts';
import { bearer } from './bearer.ts';
import { RequestError, offline } from './requestError.ts';
import { proofFor } from './terminalKey.ts';

export type SignallingState = 'connecting' | 'connected' | 'reconnecting' | 'replaced' | 'notSignedIn' | 'outdated';

/** What the server says when it lets no page in just now. */
const waitingRefusals = ['tooMany', 'unavailable'] as const;

export type ConnectionState = {
  readonly signalling: SignallingState;
  /** Why the last attempt was refused, where trying again helps. */
  readonly refusedWith: (typeof waitingRefusals)[number] | null;
  /** How many requests wait for an answer longer than usual. */
  readonly lateAnswers: number;
};

const answerTimeoutMs = 8_000;
/** An answer that takes longer is worth a word to who waits for it. */
const slowAfterMs = 4_000;
/** Most attempts give up soon, so that the next one meets a network that has just come back; every fourth one has patience with a slow one. */
const attemptMs = 2_000;
const patientAttemptMs = 8_000;
/** Who is in a call comes back as fast as the network; the others spread out, so that a server that starts is not overrun. */
const longestPauseMs = { inCall: 800, otherwise: 3_000 };
const firstPauseMs = { inCall: 80, otherwise: 300 };

export type Connection = ReturnType<typeof connect>;

/** The only use of Socket.IO in the pages: one typed socket that comes back for ever by itself, unless another window took its place. */
export function connect(role: Role) {
  const store = createStore<ConnectionState>(() => ({ signalling: 'connecting', refusedWith: null, lateAnswers: 0 }));
  const socket = openSocket(role);
  const listeners = new Set<() => void>();
  followSocket(socket, store, () => {
    for (const listener of listeners) listener();
  });
  const signedOut = (): void => {
    store.setState({ signalling: 'notSignedIn' });
    socket.disconnect();
  };
  socket.on('session:ended', signedOut);
  socket.on('session:replaced', () => {
    store.setState({ signalling: 'replaced' });
    socket.disconnect();
  });

  async function request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestReply<N>> {
    if (!socket.connected) throw offline();
    let reply: Reply<RequestReply<N>>;
    const done = noteIfLate(store);
    try {
      // The one cast of the client's side: emitWithAck cannot follow a generic name to its payload.
      const emit = socket.timeout(answerTimeoutMs).emitWithAck as unknown as (name: string, input: unknown) => Promise<Reply<RequestReply<N>>>;
      reply = await emit.call(socket.timeout(answerTimeoutMs), name, input);
    } catch {
      throw offline();
    } finally {
      done();
    }
    if (!reply.ok) throw new RequestError(reply.error);
    return reply.data;
  }

  return {
    store,
    request,
    on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
      const untyped = socket as unknown as { on(name: string, listener: unknown): void; off(name: string, listener: unknown): void };
      untyped.on(name, listener);
      return () => untyped.off(name, listener);
    },
    /** Calls back after every connect, the first one included. */
    onConnect(listener: () => void): void {
      listeners.add(listener);
      if (socket.connected) listener();
    },
    /** Connects anew if nothing is heard within that time: a line that hangs is noticed long before its heartbeat is. */
    async checkAlive(withinMs: number): Promise<void> {
      if (!socket.connected) return;
      const ping = request('connection:ping', {}).then(
        () => true,
        () => true,
      );
      const isAlive = await Promise.race([ping, new Promise<false>((resolve) => setTimeout(() => resolve(false), withinMs))]);
      // The engine's end makes the socket come back by itself, as after any loss.
      if (!isAlive && socket.connected) socket.io.engine.close();
    },
    /** Whether a call runs, which decides how soon a lost connection is tried again. */
    setInCall(isInCall: boolean): void {
      const kind = isInCall ? 'inCall' : 'otherwise';
      socket.io.reconnectionDelay(firstPauseMs[kind]);
      socket.io.reconnectionDelayMax(longestPauseMs[kind]);
    },
    /** The person has signed out here. */
    signedOut,
    /** Takes the place of the other window. */
    takeOver(): void {
      store.setState({ signalling: 'connecting' });
      socket.connect();
    },
  };
}

type ClientSocket = Socket<ServerToClient, ClientToServer>;

function openSocket(role: Role): ClientSocket {
  const by = { role, version: protocolVersion, ...bearer() };
  const socket: ClientSocket = io({
    transports: ['websocket'],
    // Asked at each connection. A terminal proves its key for this one; the frames of the demo's stage have none.
    auth: (give) => (role === 'terminal' && !('token' in by) ? void giveProof(socket, by, give) : give(by)),
    reconnectionDelay: firstPauseMs.otherwise,
    reconnectionDelayMax: longestPauseMs.otherwise,
    randomizationFactor: 0.5,
    timeout: attemptMs,
    // Acknowledgements that were under way when the socket broke are refused at once; what was not sent is never sent late.
    retries: 0,
  });
  return socket;
}

async function giveProof(socket: ClientSocket, by: object, give: (auth: object) => void): Promise<void> {
  const sid = socket.io.engine.id;
  const key = await proofFor(sid).catch((error: unknown) => {
    // As a browser without a key: the server says what it makes of that.
    console.warn('the key of this terminal could not be used', error);
    return null;
  });
  // Where another connection has come meanwhile, it asks for a proof of its own.
  if (socket.io.engine.id === sid) give(key === null ? by : { ...by, key });
}

/** Keeps the store at what the socket does, and brings the socket back where Socket.IO does not. */
function followSocket(socket: ClientSocket, store: StoreApi<ConnectionState>, onConnect: () => void): void {
  socket.io.on('reconnect_attempt', (attempt) => void socket.io.timeout(attempt % 4 === 0 ? patientAttemptMs : attemptMs));

  socket.on('connect', () => {
    store.setState({ signalling: 'connected', refusedWith: null });
    onConnect();
  });
  socket.on('disconnect', (reason) => {
    const { signalling } = store.getState();
    if (signalling === 'replaced' || signalling === 'notSignedIn' || signalling === 'outdated') return;
    store.setState({ signalling: 'reconnecting' });
    // Socket.IO does not come back by itself when it was the server that closed.
    if (reason === 'io server disconnect') setTimeout(() => socket.connect(), 300 + Math.random() * 700);
  });
  socket.on('connect_error', (error) => {
    const refusal = 'data' in error ? (error.data as WireError | undefined) : undefined;
    store.setState({ refusedWith: waitingRefusals.find((code) => code === refusal?.code) ?? null });
    if (refusal?.code === 'versionNotServed') {
      store.setState({ signalling: 'outdated' });
      socket.disconnect();
    } else if (refusal?.code === 'notSignedIn' || refusal?.code === 'invalidPayload') {
      store.setState({ signalling: 'notSignedIn' });
      socket.disconnect();
    } else if (!socket.active) setTimeout(() => socket.connect(), 1_000 + Math.random() * 2_000);
  });
}

/** Counts as late after a while; call what it returns when the answer is there. */
function noteIfLate(store: StoreApi<ConnectionState>): () => void {
  let late = 0;
  const timer = setTimeout(() => {
    late = 1;
    store.setState({ lateAnswers: store.getState().lateAnswers + 1 });
  }, slowAfterMs);
  return () => {
    clearTimeout(timer);
    if (late > 0) store.setState({ lateAnswers: store.getState().lateAnswers - late });
  };
}
