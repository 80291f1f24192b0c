import type { CauseCode } from '#shared/connection/findings.ts';
import type { Role } from '#shared/contract/define.ts';
import { AnswerWindow } from './answerWindow.ts';
import type { Api } from './api.ts';
import { createCallLife } from './callLife.ts';
import { createDeviceControls } from './deviceControls.ts';
import { keepChoices } from './devices/choices.ts';
import { Devices } from './devices/devices.ts';
import { Encryption } from './encryption/encryption.ts';
import { startReporter } from './measure/reporter.ts';
import { createMediaControls } from './mediaControls.ts';
import { Capture } from './quality/capture.ts';
import { Playout } from './quality/playout.ts';
import { QualityLadder } from './quality/qualityLadder.ts';
import { probeTransport } from './recovery/probeTransport.ts';
import { Recovery } from './recovery/recovery.ts';
import { SessionKeeper, type Intent } from './session/keeper.ts';
import { Mutes } from './session/mutes.ts';
import { Remotes } from './session/remotes.ts';
import type { Session } from './session/session.ts';
import { loadDevice } from './session/transports.ts';
import { type CallMediaStore, createCallMediaStore } from './state.ts';

/** UDP that gets through connects within this time. */
const udpWithinMs = 2_000;

export type CallMedia = ReturnType<typeof createCallMedia>;

/**
 * A page's picture and sound: devices, the session with the server, its quality and its recovery, and how they are wired. Made once a page; React
 * only draws `store`.
 */
export function createCallMedia(api: Api, role: Role) {
  const store: CallMediaStore = createCallMediaStore();
  keepChoices(store, role);
  const intent: Intent = { target: null, isHalted: false };
  const answerWindow = new AnswerWindow(() => remotes.isPictureThere);
  const remotes: Remotes = new Remotes(store, (work) => answerWindow.afterwards('remotes', work));
  const { capture, devices } = createDevices({ role, store, answerWindow, whileOpen: (work) => void keeper.whileOpen(work) });
  const mutes = createMutes(api, store, intent, () => ({ devices, keeper }));
  const playout = new Playout((delayMs) => keeper.current?.setPlayoutDelay(delayMs));
  const encryption = createEncryption({ api, store, role, intent, keeper: () => keeper });
  const keeper: SessionKeeper = new SessionKeeper({
    api,
    store,
    intent,
    remotes,
    mutes,
    playout,
    answerWindow,
    capture: () => capture.level,
    isSide: role === 'terminal' || role === 'expert',
    encryption,
    onTransportState: (state) => {
      recovery.transportChanged(state);
      // A path that has just been made is news for the desk.
      if (state === 'connected') reporter.reportSoon();
    },
  });
  const recovery = createRecovery(api, store, keeper, answerWindow);
  const videoLadder = createVideoLadder(store, keeper);
  followServer(api, keeper, remotes);
  const session = () => keeper.current;
  const reporter = startReporter({
    api,
    store,
    devices,
    session,
    answerWindow,
    capture,
    onReport: (report) => [videoLadder, playout, recovery].forEach((one) => one.report(report)),
  });
  const deviceControls = createDeviceControls({ store, devices, mutes });
  return {
    store,
    ...deviceControls,
    ...createMediaControls({
      store,
      devices,
      videoLadder,
      session,
      path: () => keeper.path,
      isWanted: () => intent.target !== null,
      opening: () => keeper.opening,
      open: () => keeper.open(),
    }),
    ...createCallLife({
      store,
      intent,
      devices,
      mutes,
      keeper,
      recovery,
      videoLadder,
      encryption,
      endPractice: () => deviceControls.setDeviceFault('none'),
      reportSoon: reporter.reportSoon,
    }),
    /** End-to-end encryption: what the person has compared, and whom they let in. */
    encryption,
    /** What the server finds at this page's leg; see Recovery. */
    setFindings: (codes: readonly CauseCode[]) => recovery.setFindings(codes),
    /** Does what is no media: at once, or after the first picture of a call that begins just now. The newest of a kind is done. */
    afterFirstPicture: (kind: string, work: () => void) => answerWindow.afterwards(kind, work),
    /** What every session stands on, so that the first one does not wait for it. Errors: it cannot be had now; the next session tries again. */
    prepareSessions: async (): Promise<void> => void (await loadDevice(api)),
    stats: () => keeper.current?.stats() ?? Promise.resolve([]),
  };
}

type Senders = { readonly devices: Devices; readonly keeper: SessionKeeper };

/** What is muted gives nothing and is not sent. */
const createMutes = (api: Api, store: CallMediaStore, intent: Readonly<Intent>, senders: () => Senders): Mutes =>
  new Mutes({
    api,
    store,
    callId: () => intent.target?.callId ?? null,
    apply: () => {
      const { devices, keeper } = senders();
      devices.applyMutes();
      void keeper.whileOpen((session) => session.sending.applyMutes());
    },
    shelf: () => sessionStorage,
  });

const createVideoLadder = (store: CallMediaStore, keeper: SessionKeeper): QualityLadder =>
  new QualityLadder(store, {
    onLevel: (quality) => void keeper.whileOpen((session) => session.sending.setQuality(quality)),
    onProbe: () => void keeper.whileOpen((session) => session.sending.probe()),
  });

type EncryptionOptions = {
  readonly api: Api;
  readonly store: CallMediaStore;
  readonly role: Role;
  readonly intent: Readonly<Intent>;
  readonly keeper: () => SessionKeeper;
};

function createEncryption({ api, store, role, intent, keeper }: EncryptionOptions): Encryption {
  const requestKeyFrames = () => keeper().whileOpen(async ({ id }) => void (await api.request('media:requestKeyFrames', { sessionId: id })));
  const encryption = new Encryption({
    api,
    store,
    // An administrator's page is in no call.
    role: role === 'administrator' ? 'supervisor' : role,
    roomId: () => intent.target?.roomId ?? null,
    onKey: () => void requestKeyFrames(),
    startWorker: () => new Worker(new URL('./encryption/frameWorker.ts', import.meta.url), { type: 'module' }),
  });
  api.on('encryption:received', ({ roomId, from, message }) => void encryption.receive(roomId, from, message));
  return encryption;
}

type DeviceParts = {
  readonly role: Role;
  readonly store: CallMediaStore;
  readonly answerWindow: AnswerWindow;
  readonly whileOpen: (work: (session: Session) => Promise<void>) => void;
};

/** Camera and microphone, and how large a picture the camera gives. */
function createDevices({ role, store, answerWindow, whileOpen }: DeviceParts): { readonly capture: Capture; readonly devices: Devices } {
  const capture = new Capture({
    shelf: () => localStorage,
    key: `distans.${role}.capture`,
    onLevel: (level) => {
      void devices.applyCapture();
      whileOpen((session) => session.sending.setCapture(level));
    },
  });
  const devices = new Devices({
    store,
    answerWindow,
    capture: () => capture.level,
    onTrack: (source, track) => whileOpen((session) => session.sending.produce(source, track)),
  });
  return { capture, devices };
}

const createRecovery = (api: Api, store: CallMediaStore, keeper: SessionKeeper, answerWindow: AnswerWindow): Recovery =>
  new Recovery({
    store,
    session: () => keeper.current,
    answerWindow,
    path: () => keeper.path,
    open: (path, isNeeded) => keeper.open(path, isNeeded),
    checkAlive: api.checkAlive,
    requestKeyFrames: ({ id }) => api.request('media:requestKeyFrames', { sessionId: id }),
    probeUdp: async () => (await probeTransport(api, 'udp', udpWithinMs)).state === 'connected',
  });

/** What the server tells of the session and of those in it. */
function followServer(api: Api, keeper: SessionKeeper, remotes: Remotes): void {
  api.on('media:consumerAdded', (description) => keeper.consumerAdded(description));
  api.on('media:consumerChanged', ({ consumerId, isOpen, isMutedBySender }) => remotes.change(consumerId, isOpen, isMutedBySender));
  api.on('media:consumerRemoved', ({ consumerId }) => keeper.current?.drop(consumerId));
  api.on('media:producersOpened', (told) => keeper.producersOpened(told));
  api.on('media:sessionLost', ({ sessionId }) => keeper.lost(sessionId));
}
