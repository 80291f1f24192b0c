import type { types } from 'mediasoup-client';
import type { ConsumerDescription, MediaSource } from '#shared/contract/media.ts';
import type { CallId } from '#shared/ids.ts';
import type { Api } from './api.ts';
import { backOffMs, pause } from './backOff.ts';
import { Devices } from './devices.ts';
import { Remotes } from './remotes.ts';
import { Session } from './session.ts';
import { type CallMediaStore, createCallMediaStore, isMuted } from './state.ts';

/** A path that is only "disconnected" often comes back by itself within this time. */
const disconnectedPatienceMs = 1_500;
/** How long a restarted path may take before the whole session is made anew. */
const restartPatienceMs = 4_000;

type StartOptions = { readonly roomId?: CallId | null; readonly isDesk?: boolean; readonly isListener?: boolean };

export type CallMedia = ReturnType<typeof createCallMedia>;

/** A page's picture and sound: devices, the session with the server, and its healing. Made once a page; React only draws `store`. */
export function createCallMedia(api: Api) {
  const store: CallMediaStore = createCallMediaStore();
  const remotes = new Remotes(store);
  const devices = new Devices(store, (source, track) => void whileOpen((session) => session.produce(source, track)));
  let target: { readonly callId: CallId | null; readonly roomId: CallId | null; readonly isDesk: boolean } | null = null;
  let session: Session | null = null;
  let opening: Promise<void> | null = null;
  let early: ConsumerDescription[] = [];
  let earlySending: { sessionId: string; isOpen: boolean } | null = null;

  /** Does something with the session; if it goes away meanwhile, the next one catches up. */
  async function whileOpen(work: (session: Session) => Promise<void>): Promise<void> {
    const current = session;
    if (current === null) return;
    await work(current).catch((error: unknown) => {
      if (session === current && !current.send.closed) console.warn('media step failed', error);
    });
  }

  function close(): void {
    const old = session;
    session = null;
    remotes.clear();
    store.setState({ isSending: false });
    old?.close();
  }

  async function openOnce(callId: CallId | null): Promise<void> {
    const opened = await Session.open(api, callId, {
      onTrack: (description, track) => remotes.add(description, track, () => confirm()),
      onTrackGone: (consumerId) => remotes.remove(consumerId),
      onTransportState: (transport, state) => transportChanged(transport, state),
    });
    if (target === null) {
      opened.close();
      return;
    }
    close();
    session = opened;
    if (earlySending?.sessionId === opened.id) setSending(earlySending.isOpen);
    for (const description of early.filter((one) => one.sessionId === opened.id)) void whileOpen((s) => s.consume(description));
    early = [];
    const { localAudio, localVideo, isMicrophoneMuted, isCameraMuted } = store.getState();
    await Promise.all([opened.produce('microphone', localAudio), opened.produce('camera', localVideo)]);
    if (isMicrophoneMuted && localAudio) await api.request('media:setMuted', { sessionId: opened.id, source: 'microphone', isMuted: true });
    if (isCameraMuted && localVideo) await api.request('media:setMuted', { sessionId: opened.id, source: 'camera', isMuted: true });
  }

  /** Opens a session, again and again with growing pauses, as long as one is wanted. */
  function open(): Promise<void> {
    opening ??= (async () => {
      for (let attempt = 0; target !== null; attempt += 1) {
        const { callId, roomId } = target;
        try {
          store.setState({ connection: store.getState().connection === 'idle' ? 'connecting' : 'healing' });
          await openOnce(callId);
          if (!isElsewhere(roomId)) return;
        } catch (error) {
          // The page may have moved on to another call meanwhile, as after a transfer: that one is opened at once.
          if (isElsewhere(roomId)) continue;
          if (isCode(error, 'callEnded') || isCode(error, 'notFound')) return;
          await pause(backOffMs(attempt));
        }
      }
    })().finally(() => {
      opening = null;
    });
    return opening;
  }

  /** Whether a session in another room is wanted now. A desk's session serves all its calls, and a room all the calls in it. */
  const isElsewhere = (roomId: CallId | null): boolean => target !== null && !target.isDesk && target.roomId !== roomId;

  function setSending(isSending: boolean): void {
    store.setState({ isSending });
    void whileOpen((s) => s.setSending(isSending));
  }

  function confirm(): void {
    const callId = target?.callId ?? null;
    // Only a hint for the server, which starts the call by itself after a while.
    if (callId !== null) api.request('call:confirmConnected', { callId }).catch(() => undefined);
  }

  function transportChanged(transport: types.Transport, state: types.ConnectionState): void {
    const current = session;
    if (current === null || (transport !== current.send && transport !== current.receive)) return;
    if (state === 'connected') store.setState({ connection: 'connected' });
    if (state === 'disconnected' || state === 'failed') void heal(current, transport, state);
  }

  /** The ladder: patience, a new path, a new session. */
  async function heal(current: Session, transport: types.Transport, state: types.ConnectionState): Promise<void> {
    store.setState({ connection: 'healing' });
    if (state === 'disconnected') await pause(disconnectedPatienceMs * (0.8 + 0.4 * Math.random()));
    if (session !== current || isWell(transport)) return;
    try {
      await current.restartIce(transport);
      await pause(restartPatienceMs);
      if (session !== current || isWell(transport)) return;
    } catch {
      // The server has lost the session or signalling is away: either way a new session is next.
    }
    if (session === current && target !== null) await open();
  }

  const isWell = (transport: types.Transport): boolean => transport.connectionState === 'connected';

  api.on('media:consumerAdded', (description) => {
    if (session?.id === description.sessionId) void whileOpen((s) => s.consume(description));
    else early.push(description);
  });
  api.on('media:consumerChanged', ({ consumerId, isOpen, isMutedBySender }) => remotes.change(consumerId, isOpen, isMutedBySender));
  api.on('media:consumerRemoved', ({ consumerId }) => session?.drop(consumerId));
  api.on('media:producersOpened', ({ sessionId, isOpen }) => {
    if (session?.id === sessionId) setSending(isOpen);
    else earlySending = { sessionId, isOpen };
  });
  api.on('media:sessionLost', ({ sessionId }) => {
    if (session?.id !== sessionId) return;
    close();
    if (target === null) store.setState({ connection: 'idle' });
    else void open();
  });

  async function setMuted(source: MediaSource, muted: boolean): Promise<void> {
    store.setState(source === 'microphone' ? { isMicrophoneMuted: muted } : { isCameraMuted: muted });
    const { localAudio, localVideo } = store.getState();
    const track = source === 'microphone' ? localAudio : localVideo;
    if (track) track.enabled = !muted;
    const current = session;
    if (current && track) await api.request('media:setMuted', { sessionId: current.id, source, isMuted: isMuted(store.getState(), source) });
  }

  return {
    store,
    prepareDevices: () => devices.prepare(),
    selectDevice: (source: MediaSource, deviceId: string) => devices.select(source, deviceId),
    /** Camera and microphone off; mutes and volume back to their beginning. */
    releaseDevices(): void {
      devices.release();
      store.setState({ isMicrophoneMuted: false, isCameraMuted: false, volume: 1 });
    },
    setMuted,
    setVolume: (volume: number) => store.setState({ volume }),

    /**
     * Has a session for this call (an expert: at the desk, call or not) from now on. `isDesk` keeps one session over many calls,
     * a `roomId` over the calls of one room. Who only listens opens no camera and no microphone.
     */
    async start(callId: CallId | null, { roomId = callId, isDesk = false, isListener = false }: StartOptions = {}): Promise<void> {
      const isSame = target !== null && (isDesk || target.roomId === roomId);
      target = { callId, roomId, isDesk };
      if (isSame) return;
      if (!isListener) await devices.prepare();
      await open();
    },

    stop(): void {
      target = null;
      close();
      store.setState({ connection: 'idle' });
    },

    /** After signalling was away: the server may have forgotten the session, or things may have happened meanwhile. */
    async reconnected(): Promise<void> {
      const current = session;
      if (target === null) return;
      if (current === null) return open();
      try {
        const { consumers, isSending } = await api.request('media:sync', { sessionId: current.id });
        const known = new Set(consumers.map(({ consumerId }) => consumerId));
        current.consumerIds.filter((id) => !known.has(id)).forEach((id) => current.drop(id));
        await Promise.all(consumers.map((description) => current.consume(description)));
        consumers.forEach(({ consumerId, isOpen, isMutedBySender }) => remotes.change(consumerId, isOpen, isMutedBySender));
        setSending(isSending);
      } catch (error) {
        if (session === current && isCode(error, 'mediaSessionGone')) await open();
      }
    },

    stats: () => session?.stats() ?? Promise.resolve([]),
  };
}

const isCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code;
