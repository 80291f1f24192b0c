import type { types } from 'mediasoup';
import type { Logger } from 'pino';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import type { MediaSource } from '#shared/contract/mediaSource.ts';
import type { CallId } from '#shared/ids.ts';
import { AppError } from '#server/errors.ts';
import { limitEach, oneByOne } from '#server/limits.ts';
import { capabilitiesReader } from './capabilities.ts';
import { canReceiveAny } from './codecs.ts';
import { PracticeRelayPorts } from './practiceRelayPorts.ts';
import { measures } from './measures.ts';
import { orInvalid } from './orInvalid.ts';
import { SubscriptionReconciler, describeConsumer } from './subscriptionReconciler.ts';
import type { RouterOwner, MediaNotice, MediaPort } from './port.ts';
import { Room } from './room.ts';
import { MediaSession, type SessionConsumer } from './session.ts';
import { watch } from './watch.ts';
import { type PooledWorker, WorkerPool } from './workerPool.ts';

export type MediaOptions = {
  readonly workerCount: number;
  readonly listenIp: string;
  readonly announcedAddress: string | null;
  readonly basePort: number;
  readonly iceServers: (participant: ParticipantKey) => { urls: string[]; username: string; credential: string }[];
  readonly logger: Logger;
};

const testLifetimeMs = 30_000;
/** Test transports that one participant may open: three self-tests a minute with three paths each, and the tries to get back to a direct path. */
export const testLimit = { points: 12, duration: 60 };
/** The most tests that a worker carries at once; calls come first. */
const testsAWorker = 20;

/** The media of this process behind `MediaPort`. All of it can be rebuilt: rooms and sessions are made when asked for. */
export async function createMedia(options: MediaOptions): Promise<MediaPort> {
  const { logger } = options;
  const sessions = new Map<ParticipantKey, MediaSession>();
  const tests = new Map<ParticipantKey, MediaSession>();
  const rooms = new Map<RouterOwner, Promise<Room>>();
  let notify: (notice: MediaNotice) => void = () => {};
  const subscriptions = new SubscriptionReconciler({ sessionOf: (participant) => sessions.get(participant), notify: (notice) => notify(notice), logger });

  const forget = (session: MediaSession, reason: 'workerDied' | 'closed'): void => {
    if (sessions.get(session.participant) === session) sessions.delete(session.participant);
    session.close();
    notify({ to: session.participant, name: 'media:sessionLost', payload: { sessionId: session.id, reason } });
    if (session.room.routerOwner.startsWith('desk:')) closeRoom(session.room);
  };
  const practiceRelayPorts = new PracticeRelayPorts(
    options.listenIp,
    options.basePort,
    (session) => sessions.get(session.participant) === session && forget(session, 'closed'),
    logger,
  );
  const closeRoom = (room: Room): void => {
    rooms.delete(room.routerOwner);
    room.close();
  };
  const onDied = (dead: PooledWorker): void => {
    for (const [routerOwner, room] of rooms) {
      // Whoever asked for a room that could not be made also removes it.
      room.then(
        (made) => made.pooled === dead && rooms.get(routerOwner) === room && rooms.delete(routerOwner),
        () => rooms.get(routerOwner) === room && rooms.delete(routerOwner),
      );
    }
    for (const session of [...sessions.values()].filter(({ room }) => room.pooled === dead)) forget(session, 'workerDied');
  };
  const pool = await WorkerPool.create({ ...options, onDied });

  /** One after the other, so that two who come at once get the same room. */
  function roomOf(routerOwner: RouterOwner): Promise<Room> {
    const before = rooms.get(routerOwner);
    const room = (async () => {
      const known = await before?.catch(() => undefined);
      return known !== undefined && !known.router.closed ? known : Room.create(routerOwner, pool.leastLoaded());
    })();
    rooms.set(routerOwner, room);
    return room;
  }

  const requestKeyFrames = (items: Iterable<SessionConsumer>): void => {
    for (const item of items) subscriptions.requestKeyFrame(item);
  };

  /** On a new path pictures begin with a key frame. Otherwise the decoder would wait for packets that no longer exist. */
  function requestKeyFramesOnPathChange(session: MediaSession): void {
    session.receiveTransport.on('iceselectedtuplechange', () => requestKeyFrames(session.consumers.values()));
    session.sendTransport.on('iceselectedtuplechange', () => {
      for (const { consumers } of sessions.values())
        requestKeyFrames([...consumers.values()].filter(({ origin }) => session.producers.get(origin.source) === origin));
    });
  }

  const limitTests = limitEach(testLimit);
  const testByTest = oneByOne();
  const endTest = (participant: ParticipantKey): void => tests.get(participant)?.room.close();

  /** The participant's open session, in a call or in a test. Errors: mediaSessionGone, also for somebody else's id. */
  const own = (participant: ParticipantKey, sessionId: string): MediaSession => {
    const session = [sessions.get(participant), tests.get(participant)].find((one) => one?.id === sessionId);
    if (session === undefined) throw new AppError('mediaSessionGone');
    return session;
  };
  /** The participant's session, if it serves that room. A desk's session serves all of its calls. */
  const sessionIn = (participant: ParticipantKey, roomId: CallId): MediaSession | undefined => {
    const session = sessions.get(participant);
    return session?.room.routerOwner === `call:${roomId}` || session?.room.routerOwner.startsWith('desk:') === true ? session : undefined;
  };
  /** Closes what the person has closed and nothing else; the others are told. */
  function mute(session: MediaSession, muted: ReadonlySet<MediaSource>): void {
    session.muted = muted;
    for (const item of session.producers.values()) {
      if (item.isMuted === muted.has(item.source)) continue;
      item.isMuted = muted.has(item.source);
      subscriptions.applyProducer(item);
      for (const receiver of sessions.values()) {
        for (const consumed of receiver.consumers.values()) if (consumed.origin === item) subscriptions.notifyChanged(receiver, consumed);
      }
    }
  }

  /** Where two sessions are opened at once, the later one closes the earlier one. */
  const openingInTurn = oneByOne();
  const openNow: MediaPort['open'] = async (participant, routerOwner, { rtpCapabilities, isPractice, muted }) => {
    if (!canReceiveAny(rtpCapabilities.codecs ?? [])) throw new AppError('noCommonCodec');
    const older = sessions.get(participant);
    if (older !== undefined) {
      sessions.delete(participant);
      older.close();
      if (older.room.routerOwner.startsWith('desk:')) closeRoom(older.room);
    }
    let session: MediaSession;
    try {
      // The browser's own list, checked by mediasoup when it is used.
      session = await MediaSession.create(participant, await roomOf(routerOwner), rtpCapabilities as types.RtpCapabilities);
    } catch (cause) {
      throw cause instanceof AppError ? cause : new AppError('mediaUnavailable', undefined, { cause });
    }
    const detour = isPractice
      ? await practiceRelayPorts.open(session).catch((error: unknown) => {
          session.close();
          throw error;
        })
      : null;
    if (muted !== null) {
      session.mutedIn = muted.roomId;
      session.muted = new Set(muted.muted);
    }
    sessions.set(participant, session);
    session.onVideoGateChanged = () => subscriptions.applyGate(session);
    watch(session, () => sessions.get(participant) === session && forget(session, 'closed'));
    requestKeyFramesOnPathChange(session);
    logger.info({ participant, routerOwner }, 'media session opened');
    // Only after the reply has reached the page, so that the page knows the session that the notices name.
    setImmediate(() => void subscriptions.refresh(participant));
    return { ...session.describe(options.iceServers(participant), detour), isSending: subscriptions.isSending(participant), muted: [...session.muted] };
  };

  /** Opens test transports in place of the participant's earlier ones. Errors: mediaUnavailable, tooMany. */
  async function openTest(participant: ParticipantKey): Promise<MediaSession> {
    endTest(participant);
    const pooled = pool.leastLoaded();
    if ([...tests.values()].filter(({ room }) => room.pooled === pooled).length >= testsAWorker) throw new AppError('tooMany');
    const room = await Room.create(`test:${participant}`, pooled);
    setTimeout(() => room.close(), testLifetimeMs).unref();
    const session = await MediaSession.create(participant, room, {});
    tests.set(participant, session);
    session.receiveTransport.observer.once('close', () => tests.get(participant) === session && tests.delete(participant));
    return session;
  }

  return {
    capabilities: capabilitiesReader(pool),

    open: (participant, routerOwner, options) => openingInTurn(participant, () => openNow(participant, routerOwner, options)),

    async openTest(participant) {
      await limitTests(participant);
      const session = await testByTest(participant, () => openTest(participant));
      // The bad network of a practice call holds for a test as well.
      return session.describe(options.iceServers(participant), practiceRelayPorts.portOf(participant));
    },

    setNetworkFaults: (participant, faults) => practiceRelayPorts.setFaults(participant, faults),

    async connectTransport(participant, { sessionId, transportId, dtlsParameters }) {
      const session = own(participant, sessionId);
      const transport = session.transport(transportId);
      if (session.connecting.has(transport)) throw new AppError('wrongState');
      session.connecting.add(transport);
      try {
        await orInvalid(() => transport.connect({ dtlsParameters: dtlsParameters as types.DtlsParameters }));
      } catch (error) {
        session.connecting.delete(transport);
        throw error;
      }
    },

    async produce(participant, { sessionId, kind, source, rtpParameters }) {
      if ((kind === 'audio') !== (source === 'microphone')) throw new AppError('invalidPayload', { places: 'source' });
      return own(participant, sessionId).produceInTurn(source, async () => {
        const session = own(participant, sessionId);
        session.producers.get(source)?.producer.close();
        const paused = session.muted.has(source);
        const producer = await orInvalid(() => session.sendTransport.produce({ kind, rtpParameters: rtpParameters as types.RtpParameters, paused }));
        const item = { source, producer, isMuted: paused };
        session.producers.set(source, item);
        producer.observer.once('close', () => session.producers.get(source) === item && session.producers.delete(source));
        // Mute may have been pressed while the worker was asked.
        mute(session, session.muted);
        await subscriptions.refresh(participant);
        return { producerId: producer.id, isSending: session.isSending };
      });
    },

    setMutes(participant, roomId, muted) {
      const session = sessionIn(participant, roomId);
      if (session === undefined || (session.mutedIn === roomId) === (muted !== null)) return;
      session.mutedIn = muted === null ? null : roomId;
      mute(session, new Set(muted));
    },

    setMuted(participant, roomId, { source, isMuted, muted }) {
      const session = sessionIn(participant, roomId);
      if (session === undefined) return;
      const others = [...(session.mutedIn === roomId ? session.muted : muted)].filter((one) => one !== source);
      session.mutedIn = roomId;
      mute(session, new Set(isMuted ? [...others, source] : others));
    },

    async setReceiveQuality(participant, { sessionId, quality }) {
      const session = own(participant, sessionId);
      session.receiveQuality = quality;
      for (const item of session.consumers.values()) subscriptions.applyConsumer(session, item);
    },

    async consumerReady(participant, { sessionId, consumerId }) {
      const session = own(participant, sessionId);
      const item = session.consumers.get(consumerId);
      if (item === undefined) throw new AppError('notFound');
      item.isReady = true;
      subscriptions.applyConsumer(session, item);
    },

    async sync(participant, { sessionId }) {
      const session = own(participant, sessionId);
      return { consumers: [...session.consumers.values()].map((item) => describeConsumer(session, item)), isSending: session.isSending };
    },

    async restartIce(participant, { sessionId, transportId }) {
      const { usernameFragment, password, iceLite } = await own(participant, sessionId).transport(transportId).restartIce();
      return { iceParameters: { usernameFragment, password, ...(iceLite === undefined ? {} : { iceLite }) } };
    },

    requestKeyFrames(participant, { sessionId }) {
      requestKeyFrames(own(participant, sessionId).consumers.values());
    },

    setSubscriptions: (callId, links) => subscriptions.set(callId, links),

    async dropCall(callId: CallId) {
      await subscriptions.drop(callId);
      const routerOwner: RouterOwner = `call:${callId}`;
      for (const session of [...sessions.values()].filter(({ room }) => room.routerOwner === routerOwner)) forget(session, 'closed');
      const room = await rooms.get(routerOwner)?.catch(() => undefined);
      rooms.delete(routerOwner);
      room?.close();
    },

    async closeSession(participant) {
      const session = sessions.get(participant);
      if (session !== undefined) forget(session, 'closed');
    },

    onNotice(listener) {
      notify = listener;
    },

    ...measures({ sessions, subscriptions }),

    workers: () => pool.workers.map(({ worker, routers }) => ({ pid: worker.pid, routers })),

    async close() {
      pool.close();
      practiceRelayPorts.close();
      sessions.clear();
      rooms.clear();
    },
  };
}
