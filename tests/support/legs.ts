import type { LegHistory, LegSample, ServerLeg } from '#shared/connection/evidence.ts';
import type { RemoteSummary } from '#shared/connection/remote.ts';
import type { ConnectionReport } from '#shared/contract/connectionReport.ts';

const path: NonNullable<ConnectionReport['send']> = {
  state: 'connected',
  candidateType: 'host',
  protocol: 'udp',
  relayProtocol: null,
  currentRoundTripTime: 0.02,
  availableOutgoingBitrate: 2_000_000,
};

/** What a page reports when all is well. */
export const goodReport: ConnectionReport = {
  sessionId: '6f1f4c1e-6d1e-4b57-9a39-2f7f7a5d9a11',
  intervalMs: 2_000,
  visibilityState: 'visible',
  timerLatenessMs: 1,
  isMendingProcessor: false,
  devices: {
    microphone: 'ok',
    camera: 'ok',
    isMicrophoneMuted: false,
    isCameraMuted: false,
    microphonePeak: 0.3,
    microphoneLevel: 0.05,
    acousticFeedbackRatio: 0,
    echoRatio: 0,
    echoDelay: 0,
    cameraBrightness: 0.5,
    cameraContrast: 0.2,
    cameraChange: 0.01,
    isSoundBlocked: false,
    isSpeakerMissing: false,
    volume: 1,
  },
  quality: 'full',
  pathPolicy: 'any',
  healingStep: null,
  send: path,
  receive: path,
  outbound: [
    {
      source: 'microphone',
      bitrate: 40_000,
      packetsSent: 100,
      fractionLost: 0,
      roundTripTime: 0.02,
      framesPerSecond: null,
      frameWidth: null,
      frameHeight: null,
      qualityLimitationReason: null,
    },
    {
      source: 'camera',
      bitrate: 1_000_000,
      packetsSent: 250,
      fractionLost: 0,
      roundTripTime: 0.02,
      framesPerSecond: 30,
      frameWidth: 1280,
      frameHeight: 720,
      qualityLimitationReason: 'none',
    },
  ],
  inbound: (['microphone', 'camera'] as const).map((source) => ({
    from: { role: 'expert', id: 'e1' },
    source,
    bitrate: source === 'microphone' ? 40_000 : 1_000_000,
    packetsReceived: 100,
    packetsLost: 0,
    nackCount: 0,
    jitter: 0.005,
    totalAudioEnergy: source === 'microphone' ? 0.1 : null,
    concealedSamples: source === 'microphone' ? 0 : null,
    silentConcealedSamples: source === 'microphone' ? 0 : null,
    totalSamplesReceived: source === 'microphone' ? 96_000 : null,
    framesPerSecond: source === 'camera' ? 30 : null,
    frameWidth: source === 'camera' ? 1280 : null,
    frameHeight: source === 'camera' ? 720 : null,
    framesDecoded: source === 'camera' ? 60 : null,
    freezeCount: source === 'camera' ? 0 : null,
    totalFreezesDuration: source === 'camera' ? 0 : null,
  })),
};

/** What the server sees when all is well. */
export const goodServer: ServerLeg = {
  isAnswering: true,
  windowMs: 2_000,
  workerLoad: 0.2,
  upRtpBytes: 250_000,
  upBitrate: 1_000_000,
  downBitrate: 1_000_000,
  upJitter: 0.003,
  upLossRatio: 0,
  soundResent: 0,
  availableOutgoingBitrate: 3_000_000,
  roundTripTime: 0.02,
  producerScore: 10,
  consumerScore: 10,
  consumers: (['microphone', 'camera'] as const).map((source) => ({
    from: 'expert:e1' as never,
    source,
    isFlowing: true,
    sentBytes: source === 'camera' ? 240_000 : 10_000,
    spatialLayer: source === 'camera' ? 2 : null,
  })),
};

export const goodRemote: RemoteSummary = { jitterNow: 0.003, jitter: 0.003, residualLoss: 0, uplinkCongested: false };

export const goodSample = (at: number): LegSample => ({
  at,
  report: goodReport,
  isSignalling: true,
  isBrowserAnswering: true,
  server: goodServer,
  remote: goodRemote,
});

type Change = {
  readonly report?: Partial<ConnectionReport> | null;
  readonly server?: Partial<ServerLeg> | null;
  readonly isSignalling?: boolean;
  readonly isBrowserAnswering?: boolean;
};

/** A good sample with something changed. */
export const changed = (at: number, { report = {}, server = {}, isSignalling = true, isBrowserAnswering = report !== null }: Change): LegSample => ({
  at,
  report: report === null ? null : { ...goodReport, ...report },
  isSignalling,
  isBrowserAnswering,
  remote: goodRemote,
  server: server === null ? null : { ...goodServer, ...server },
});

/** Good samples every two seconds, then the given ones. */
export function historyWith(changes: readonly Change[], farReport: ConnectionReport | null = null): LegHistory {
  const before = [0, 2_000, 4_000].map(goodSample);
  return {
    samples: [...before, ...changes.map((change, index) => changed(6_000 + index * 2_000, change))],
    farSides: [{ participant: 'expert:e1' as never, report: farReport, isArriving: true, remote: goodRemote }],
  };
}
