import type { DeviceFault } from '#shared/practice/deviceFaults.ts';
import type { types } from 'mediasoup-client';
import type { CauseCode } from '#shared/connection/findings.ts';
import type { PathPolicy } from '#shared/connection/pathPolicy.ts';
import type { ConnectionReport } from '#shared/contract/connectionReport.ts';
import type { ConsumerDescription } from '#shared/contract/media.ts';
import type { Role } from '#shared/contract/define.ts';
import type { MediaSource } from '#shared/contract/mediaSource.ts';
import type { CallId } from '#shared/ids.ts';
import type { Api } from './api.ts';
import { backOffMs, pause } from './recovery/backOff.ts';
import { keepChoices } from './devices/choices.ts';
import { createMediaControls } from './mediaControls.ts';
import { Devices } from './devices/devices.ts';
import { startReporter } from './measure/reporter.ts';
import { Mutes } from './session/mutes.ts';
import { Playout } from './quality/playout.ts';
import { QualityLadder } from './quality/qualityLadder.ts';
import { Recovery } from './recovery/recovery.ts';
import { Remotes } from './session/remotes.ts';
import { Session } from './session/session.ts';
import { probeTransport } from './recovery/probeTransport.ts';
import { type CallMediaStore, createCallMediaStore, isMuted } from './state.ts';

/** UDP that gets through connects within this time. */
const udpWithinMs = 2_000;

type StartOptions = {
  readonly roomId?: CallId | null;
  /** What the person has closed in the room, as the server knows it. */
  readonly muted?: readonly MediaSource[];
  readonly isDesk?: boolean;
  readonly isListener?: boolean;
  readonly isWeakLine?: boolean;
};

export type CallMedia = ReturnType<typeof createCallMedia>;

/** A page's picture and sound: devices, the session with the server, and its recovery. Made once a page; React only draws `store`. */
export function createCallMedia(api: Api, role: Role) {
  const store: CallMediaStore = createCallMediaStore();
  keepChoices(store, role);
  const remotes = new Remotes(store);
  const devices = new Devices(store, (source, track) => void whileOpen((session) => session.produce(source, track)));
  const mutes = new Mutes({ api, store, callId: () => target?.callId ?? null, apply: applyMutes, shelf: () => sessionStorage });
  let target: { readonly callId: CallId | null; readonly roomId: CallId | null; readonly isDesk: boolean; readonly isListener: boolean } | null = null;
  let isHalted = false;
  let session: Session | null = null;
  let opening: Promise<void> | null = null;
  let path: PathPolicy = 'any';
  let wake: () => void = () => {};
  let early: ConsumerDescription[] = [];
  let letDevicesGo: () => void = () => {};
  let earlySending: { sessionId: string; isOpen: boolean } | null = null;

  /** Does something with the session. If the session goes away meanwhile, the next one catches up. */
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

  async function openOnce(callId: CallId | null, way: PathPolicy): Promise<void> {
    const opened = await Session.open(
      api,
      callId,
      {
        onTrack: (description, track) => remotes.add(description, track, () => confirm()),
        onTrackGone: (consumerId) => remotes.remove(consumerId),
        onSending: (sessionId, isSending) => session?.id === sessionId && setSending(isSending),
        onTransportState: (transport, state) => {
          if (session !== null && (transport === session.send || transport === session.receive)) onTransportState(state);
        },
      },
      { quality: store.getState().quality, path: way, isMuted: (source) => isMuted(store.getState(), source) },
    );
    if (target === null || isHalted) {
      opened.close();
      return;
    }
    close();
    session = opened;
    path = way;
    opened.setPlayoutDelay(playout.delayMs);
    setSending(earlySending?.sessionId === opened.id ? earlySending.isOpen : opened.isSendingAtOpening);
    for (const description of early.filter((one) => one.sessionId === opened.id)) void whileOpen((s) => s.consume(description));
    early = [];
    mutes.agree(opened.mutedAtOpening);
    const { localAudio, localVideo, isQualityChosen, quality } = store.getState();
    if (isQualityChosen) await opened.setReceiveQuality(quality);
    await Promise.all([opened.produce('microphone', localAudio), opened.produce('camera', localVideo)]);
  }

  /** A path that a person has chosen holds for recovery too. */
  const chosenOr = (way: PathPolicy): PathPolicy => (store.getState().pathPolicy === 'any' ? way : store.getState().pathPolicy);

  /** Opens a session, again and again with growing pauses, as long as one is wanted and `isNeeded`. */
  function open(wanted: PathPolicy = 'any', isNeeded: () => boolean = () => true): Promise<void> {
    opening ??= (async () => {
      for (let attempt = 0; target !== null && !isHalted && isNeeded(); attempt += 1) {
        const { callId, roomId } = target;
        const way = chosenOr(wanted);
        try {
          store.setState({ connection: store.getState().connection === 'idle' ? 'connecting' : 'healing' });
          await openOnce(callId, way);
          // A path that was chosen meanwhile is taken at once.
          if (!isElsewhere(roomId) && chosenOr(wanted) === way) return;
        } catch (error) {
          // The page may have moved on to another call meanwhile, as after a transfer: that one is opened at once.
          if (isElsewhere(roomId)) continue;
          if (isCode(error, 'callEnded') || isCode(error, 'notFound')) return;
          // Signalling that comes back ends the pause.
          await Promise.race([pause(backOffMs(attempt)), new Promise<void>((resolve) => (wake = resolve))]);
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

  function onTransportState(state: types.ConnectionState): void {
    recovery.transportChanged(state);
    // A path that has just been made is news for the desk.
    if (state === 'connected') reporter.reportSoon();
  }

  const recovery: Recovery = new Recovery({
    store,
    session: () => session,
    path: () => path,
    open,
    checkAlive: api.checkAlive,
    requestKeyFrames: ({ id }) => api.request('media:requestKeyFrames', { sessionId: id }),
    probeUdp: async () => (await probeTransport(api, 'udp', udpWithinMs)).state === 'connected',
  });
  const videoLadder = new QualityLadder(store, {
    onLevel: (quality) => void whileOpen((s) => s.setQuality(quality)),
    onProbe: () => void whileOpen((s) => s.probe()),
  });

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

  const playout = new Playout((delayMs) => session?.setPlayoutDelay(delayMs));
  const onReport = (report: ConnectionReport): void => {
    videoLadder.report(report);
    playout.report(report);
    recovery.report(report);
  };
  const reporter = startReporter({ api, store, devices, session: () => session, onReport });

  /** For practice: a silent microphone, a dark camera or a speaker turned down, as if by nature. */
  function setDeviceFault(deviceFault: DeviceFault): void {
    const volume = deviceFault === 'speakerOff' ? 0 : store.getState().ownVolume;
    const isVolumeConcerned = [deviceFault, store.getState().deviceFault].includes('speakerOff');
    store.setState({ deviceFault, ...(isVolumeConcerned ? { volume } : {}) });
    devices.applyMutes();
  }

  /** What is muted gives nothing and is not sent. */
  function applyMutes(): void {
    devices.applyMutes();
    void whileOpen((current) => current.applyMutes());
  }

  function holdDevices(): void {
    letDevicesGo();
    // A desk opens them by itself, when the expert is there for customers.
    letDevicesGo = target === null || target.isListener || target.isDesk ? () => {} : devices.hold();
  }

  /** The person closes or opens one; a device that was closed all along is opened. */
  async function setMuted(source: MediaSource, muted: boolean): Promise<void> {
    const told = mutes.press(source, muted);
    if (!muted) await devices.openMissing();
    await told;
  }

  return {
    store,
    /** How much the own picture has changed within the last second, 0 to 1; null without one. */
    cameraChange: (): number | null => devices.cameraChange,
    /** Camera and microphone are open from now on, until the returned function is called and nothing else needs them. */
    holdDevices: () => devices.hold(),
    /** Tries again what is needed and not open; ends within seconds, whatever the browser does. */
    prepareDevices: () => devices.prepare(),
    /** Another try by hand, also while nothing needs them: then they close again. */
    async tryDevices(): Promise<void> {
      const letGo = devices.hold();
      await devices.prepare();
      letGo();
    },
    selectDevice: (source: MediaSource, deviceId: string) => devices.select(source, deviceId),
    /** Camera and microphone off; mutes and volume back to their beginning. */
    releaseDevices(): void {
      devices.release();
      store.setState({
        isMicrophoneMuted: false,
        isCameraMuted: false,
        volume: store.getState().ownVolume,
        pathPolicy: 'any',
        isQualityChosen: false,
        deviceFault: 'none',
      });
    },
    setMuted,
    setDeviceFault,
    /** How loud this machine plays, 0 to 1, from now on. */
    setVolume: (volume: number) => store.setState({ volume, ownVolume: volume }),
    /** The same until the visit ends: the next customer begins with what is right for the machine. */
    setVisitVolume: (volume: number) => store.setState({ volume }),
    /** Nothing of a call is heard here, or as loud as before. */
    silence: (isSilent: boolean) => store.setState({ volume: isSilent ? 0 : store.getState().ownVolume }),
    setSoundBlocked: (isSoundBlocked: boolean) => store.setState({ isSoundBlocked }),

    /** What the server finds at this page's leg; see Recovery. */
    setFindings: (codes: readonly CauseCode[]) => recovery.setFindings(codes),

    ...createMediaControls({
      store,
      devices,
      videoLadder,
      session: () => session,
      path: () => path,
      isWanted: () => target !== null,
      opening: () => opening,
      open,
    }),

    /**
     * Has a session for this call (an expert: at the desk, call or not) from now on. `isDesk` keeps one session over many calls,
     * a `roomId` over the calls of one room. Who only listens opens no camera and no microphone, and nobody opens what is `muted` as they come
     * into the room. A weak line begins with a small picture.
     */
    async start(
      callId: CallId | null,
      { roomId = callId, muted = [], isDesk = false, isListener = false, isWeakLine = false }: StartOptions = {},
    ): Promise<void> {
      const isSame = target !== null && (isDesk || target.roomId === roomId);
      const isNewRoom = target === null || target.roomId !== roomId;
      const isNews = isNewRoom || target?.callId !== callId;
      target = { callId, roomId, isDesk, isListener };
      if (isNewRoom) mutes.enter(muted);
      if (isSame) {
        // A new call is another chance for a device that did not open.
        if (isNews) await devices.openMissing();
        return;
      }
      // What was practised in one call is not for the next.
      setDeviceFault('none');
      videoLadder.begin(isWeakLine);
      if (!isHalted) {
        recovery.start();
        holdDevices();
      }
      // Next to each other: what the devices give is sent as soon as both are there.
      await Promise.all([devices.prepare(), open()]);
    },

    stop(): void {
      target = null;
      recovery.stop();
      letDevicesGo();
      setDeviceFault('none');
      close();
      store.setState({ connection: 'idle' });
    },

    /** The page is thrown out, by another window or by the end of its session: nothing is captured or sent until signalling lets it in again. */
    halt(): void {
      isHalted = true;
      recovery.stop();
      close();
      devices.release();
      store.setState({ connection: 'idle' });
    },

    /** After signalling was away: the server may have forgotten the session, or things may have happened meanwhile. */
    async reconnected(): Promise<void> {
      wake();
      const wasHalted = isHalted;
      isHalted = false;
      const current = session;
      if (target === null) return;
      if (wasHalted) {
        recovery.start();
        // What was closed in the other window is known before anything is opened here.
        await open();
        holdDevices();
        return;
      }
      if (current === null) return open();
      const pathBack = recovery.signallingBack();
      try {
        const { consumers, isSending } = await api.request('media:sync', { sessionId: current.id });
        const known = new Set(consumers.map(({ consumerId }) => consumerId));
        current.consumerIds.filter((id) => !known.has(id)).forEach((id) => current.drop(id));
        await Promise.all(consumers.map((description) => current.consume(description)));
        consumers.forEach(({ consumerId, isOpen, isMutedBySender }) => remotes.change(consumerId, isOpen, isMutedBySender));
        setSending(isSending);
        await mutes.tell();
        await pathBack;
        reporter.reportSoon();
      } catch (error) {
        if (session === current && isCode(error, 'mediaSessionGone')) await open();
      }
    },

    stats: () => session?.stats() ?? Promise.resolve([]),
  };
}

const isCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code;
