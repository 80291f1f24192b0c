import type { ConnectionReport } from '#shared/contract/connectionReport.ts';
import type { DeviceState } from '#shared/contract/deviceStates.ts';
import type { SelfTestStep } from '#shared/connection/selfTest.ts';

/** What a page without media of its own reports while one of its devices has failed. */
export const troubledReport = (sessionId: string, microphone: DeviceState): ConnectionReport => ({
  sessionId,
  intervalMs: 2_000,
  visibilityState: 'visible',
  timerLatenessMs: 1,
  isMendingProcessor: false,
  devices: {
    microphone,
    camera: 'ok',
    isMicrophoneMuted: false,
    isCameraMuted: false,
    microphonePeak: null,
    microphoneLevel: null,
    acousticFeedbackRatio: null,
    echoRatio: null,
    echoDelay: null,
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
  send: null,
  receive: null,
  outbound: [],
  inbound: [],
});

/** A self-test on a line that is too narrow. */
export const narrowLine: readonly SelfTestStep[] = [
  { name: 'browser', outcome: 'passed', detail: {} },
  { name: 'camera', outcome: 'passed', detail: {} },
  { name: 'microphone', outcome: 'passed', detail: {} },
  { name: 'speaker', outcome: 'passed', detail: {} },
  { name: 'signalling', outcome: 'passed', detail: {} },
  { name: 'roundTrip', outcome: 'poor', detail: { ms: 340 } },
  { name: 'udp', outcome: 'failed', detail: {} },
  { name: 'tcp', outcome: 'passed', detail: { ms: 410 } },
  { name: 'turn', outcome: 'skipped', detail: {} },
  { name: 'bandwidth', outcome: 'poor', detail: { up: 310_000, down: 620_000 } },
];
