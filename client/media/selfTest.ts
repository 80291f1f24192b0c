import { type SelfTestOutcome, type SelfTestStep, type SelfTestStepName, judgeBandwidth, judgeRoundTrip, selfTestSteps } from '#shared/connection/selfTest.ts';
import { selfTestBytes } from '#shared/contract/http.ts';
import type { Api } from './api.ts';
import type { CallMedia } from './callMedia.ts';
import { type TransportKind, probeTransport } from './recovery/probeTransport.ts';
import { within } from './recovery/within.ts';

type Result = readonly [outcome: SelfTestOutcome, detail?: SelfTestStep['detail']];

const listenMs = 1_500;
const pings = 5;
const transferWithinMs = 8_000;

type Options = { readonly api: Api; readonly media: CallMedia; readonly onStep: (steps: readonly SelfTestStep[]) => void };

/** Tries everything that a call will need, one step after the other, and tells each as it comes (F4). Never rejects; a step that cannot be done has failed. */
export async function runSelfTest({ api, media, onStep }: Options): Promise<readonly SelfTestStep[]> {
  const tests: Record<SelfTestStepName, () => Promise<Result>> = {
    browser: async () => ('RTCPeerConnection' in window && navigator.mediaDevices !== undefined ? ['passed'] : ['failed']),
    camera: async () => {
      await media.prepareDevices();
      const { cameraState, isCameraMuted } = media.store.getState();
      if (isCameraMuted) return ['skipped', { reason: 'muted' }];
      return [cameraState === 'ok' ? 'passed' : 'failed', { state: cameraState }];
    },
    microphone: () => tryMicrophone(media),
    speaker: trySpeaker,
    signalling: async () => {
      await api.request('connection:ping', {});
      return ['passed'];
    },
    roundTrip: () => tryRoundTrip(api),
    udp: () => transportResult(api, 'udp'),
    tcp: () => transportResult(api, 'tcp'),
    turn: () => transportResult(api, 'turn'),
    // On a narrow line the test would take bandwidth from a call.
    bandwidth: async () => (media.store.getState().isSending ? ['skipped', { reason: 'inCall' }] : tryBandwidth()),
  };
  const steps: SelfTestStep[] = [];
  for (const name of selfTestSteps) {
    const [outcome, detail = {}] = await tests[name]().catch((error: unknown): Result => [
      'failed',
      { error: error instanceof Error ? error.name : 'unknown' },
    ]);
    steps.push({ name, outcome, detail });
    onStep([...steps]);
  }
  return steps;
}

/** A microphone that is open but gives digital silence is no microphone. What a person has muted is not opened for a test. */
async function tryMicrophone(media: CallMedia): Promise<Result> {
  const { microphoneState, isMicrophoneMuted } = media.store.getState();
  if (isMicrophoneMuted) return ['skipped', { reason: 'muted' }];
  if (microphoneState !== 'ok') return ['failed', { state: microphoneState }];
  let loudest: number | null = null;
  const stop = media.store.subscribe(({ microphoneLevel }) => {
    loudest = Math.max(loudest ?? 0, microphoneLevel);
  });
  await new Promise((resolve) => setTimeout(resolve, listenMs));
  stop();
  // A page that nobody has touched since it was loaded may not listen, as in the night after a restart.
  if (loudest === null) return ['skipped', { reason: 'untouched' }];
  return [loudest > 0 ? 'passed' : 'failed', { level: Math.round(loudest * 100) / 100 }];
}

/** Whether the browser plays sound, and has a loudspeaker for it. Only a person can hear what comes out. */
async function trySpeaker(): Promise<Result> {
  const context = new AudioContext();
  const listed = await within(navigator.mediaDevices.enumerateDevices(), []);
  const outputs = listed.filter(({ kind }) => kind === 'audiooutput').length;
  // Without a touch on the page the context stays suspended for good; a moment tells.
  await within(context.resume(), undefined, 500);
  const { state } = context;
  void context.close();
  // A page that nobody has touched since it was loaded may not play, as in the night after a restart.
  if (state !== 'running' && !navigator.userActivation.hasBeenActive) return ['skipped', { reason: 'untouched' }];
  return [state === 'running' && outputs > 0 ? 'passed' : 'poor', { state, outputs }];
}

async function tryRoundTrip(api: Api): Promise<Result> {
  const times: number[] = [];
  for (let count = 0; count < pings; count += 1) {
    const from = performance.now();
    await api.request('connection:ping', {});
    times.push(performance.now() - from);
  }
  const ms = Math.round(times.toSorted((a, b) => a - b)[Math.floor(pings / 2)] ?? 0);
  return [judgeRoundTrip(ms), { ms }];
}

async function transportResult(api: Api, transportKind: TransportKind): Promise<Result> {
  const outcome = await probeTransport(api, transportKind);
  switch (outcome.state) {
    case 'connected':
      return ['passed', { ms: outcome.ms }];
    case 'absent':
      return ['skipped', { reason: 'none' }];
    case 'failed':
      return ['failed', { error: outcome.error }];
  }
}

async function tryBandwidth(): Promise<Result> {
  const signal = AbortSignal.timeout(transferWithinMs);
  const rate = async (bytes: number, work: () => Promise<unknown>): Promise<number> => {
    const from = performance.now();
    await work();
    return Math.round((bytes * 8 * 1000) / (performance.now() - from));
  };
  const down = await rate(selfTestBytes.down, async () => {
    const response = await fetch('/api/self-test/bytes', { signal, cache: 'no-store' });
    if (!response.ok) throw new Error(String(response.status));
    await response.arrayBuffer();
  });
  const body = crypto.getRandomValues(new Uint8Array(60_000));
  const rounds = Math.floor(selfTestBytes.up / body.length);
  const up = await rate(body.length * rounds, async () => {
    for (let count = 0; count < rounds; count += 1) {
      const response = await fetch('/api/self-test/bytes', { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body, signal });
      if (!response.ok) throw new Error(String(response.status));
    }
  });
  return [judgeBandwidth(up, down), { up, down }];
}
