import { isUrgent } from '#shared/connection/urgency.ts';
import { type ConnectionReport, reportAtMostEveryMs, reportEveryMs } from '#shared/contract/connectionReport.ts';
import type { AnswerWindow } from '#client/media/answerWindow.ts';
import type { Api } from '#client/media/api.ts';
import type { Capture } from '#client/media/quality/capture.ts';
import type { Devices } from '#client/media/devices/devices.ts';
import type { Session } from '#client/media/session/session.ts';
import type { CallMediaStore } from '#client/media/state.ts';
import { type Stats, inboundOf, outboundOf, pathOf } from './stats.ts';
import { type Encoding, encodingBetween } from './encoding.ts';
import { watchTimer } from './timer.ts';

type Before = { readonly sessionId: string; readonly send: Stats; readonly receive: Stats };

type ReporterOptions = {
  readonly api: Api;
  readonly store: CallMediaStore;
  readonly devices: Devices;
  readonly session: () => Session | null;
  readonly answerWindow: Pick<AnswerWindow, 'isOpen' | 'afterwards'>;
  /** Learns how this machine keeps up, and does something about it. */
  readonly capture: Pick<Capture, 'report' | 'isMending'>;
  /** Gets each report before it is sent, for what the page itself does about it. */
  readonly onReport: (report: ConnectionReport) => void;
};

type Measured = {
  readonly encoding: Encoding;
  readonly measured: Before | null;
  readonly sessionId: string | null;
  readonly figures: Pick<ConnectionReport, 'send' | 'receive' | 'outbound' | 'inbound'>;
};

const nothingYet: Stats = new Map();
/** How much too early a timer may come. */
const slackMs = 200;

/** After news, the server gets its second sample a second later, and then reports as usual. This happens at most once in this time. */
const urgentEveryMs = 8_000;

/**
 * Measures this page's connection while it has a session, and tells the server: every two seconds, at once when the path becomes much
 * worse, and once more when the session has ended. Call `reportSoon` when something has just changed: the server knows it within a second.
 */
export function startReporter({ api, store, devices, session, answerWindow, capture, onReport }: ReporterOptions): { reportSoon(): void } {
  const timer = watchTimer();
  let before: Before | null = null;
  let reported: ConnectionReport | null = null;
  let lastAt = performance.now();
  let urgentAt = -Infinity;

  /** The path since the last report. */
  async function measurePath(): Promise<Measured> {
    const current = session();
    const stats = current === null ? null : await current.stats();
    const [send, receive] = (stats ?? []) as unknown as [Stats?, Stats?];
    if (current === null || send === undefined || receive === undefined)
      return { encoding: { share: null }, measured: null, sessionId: current?.id ?? null, figures: { send: null, receive: null, outbound: [], inbound: [] } };
    const earlier = before !== null && before.sessionId === current.id ? before : { send: nothingYet, receive: nothingYet };
    return {
      encoding: encodingBetween(earlier.send, send),
      measured: { sessionId: current.id, send, receive },
      sessionId: current.id,
      figures: {
        send: pathOf(send, current.send.connectionState),
        receive: pathOf(receive, current.receive.connectionState),
        outbound: outboundOf(earlier.send, send),
        inbound: inboundOf(earlier.receive, receive, current.received()),
      },
    };
  }

  async function send(visibilityState: ConnectionReport['visibilityState'], { encoding, measured, sessionId, figures }: Measured): Promise<void> {
    if (sessionId === null && (reported === null || reported.sessionId === null)) return;
    const now = performance.now();
    const { quality, pathPolicy, healingStep } = store.getState();
    const page = { visibilityState, timerLatenessMs: timer.read(), devices: readDevices(store, devices), quality, pathPolicy, healingStep };
    capture.report({ ...page, ...figures }, encoding);
    reported = { sessionId, intervalMs: now - lastAt, ...page, isMendingProcessor: capture.isMending, ...figures };
    before = measured;
    lastAt = now;
    onReport(reported);
    await api.request('connection:report', reported);
  }

  async function look(): Promise<void> {
    // Statistics are read in the middle of a call's beginning by nobody.
    if (answerWindow.isOpen) return;
    timer.run(session() !== null);
    const path = await measurePath();
    const now = performance.now();
    const isWorse = reported !== null && reported.sessionId === path.sessionId && isUrgent(reported, path.figures);
    if (isWorse && now - urgentAt > urgentEveryMs) urgentAt = now;
    const isDue = now - lastAt > reportEveryMs - slackMs || now - urgentAt < reportAtMostEveryMs + slackMs;
    if (isDue) await send(visibility(), path);
  }

  const visibility = (): ConnectionReport['visibilityState'] => (document.visibilityState === 'hidden' ? 'hidden' : 'visible');
  // The server notices that a report is missing; the next one follows.
  const carefully = (work: Promise<void>): void => void work.catch(() => undefined);
  const reportNow = (state: ConnectionReport['visibilityState']): void => carefully(measurePath().then((path) => send(state, path)));
  setInterval(() => carefully(look()), reportAtMostEveryMs);
  // The last thing that a page can say before the browser puts it to sleep (https://wicg.github.io/page-lifecycle/).
  document.addEventListener('freeze', () => reportNow('frozen'));
  return {
    reportSoon() {
      urgentAt = performance.now();
      answerWindow.afterwards('report', () => reportNow(visibility()));
    },
  };
}

/** How camera, microphone and loudspeaker stand, and what they give. */
function readDevices(store: CallMediaStore, devices: Devices): ConnectionReport['devices'] {
  const { cameraState, microphoneState, isCameraMuted, isMicrophoneMuted, isSoundBlocked, isSpeakerMissing, volume } = store.getState();
  const { microphone, camera } = devices.read();
  return {
    microphone: microphoneState,
    camera: cameraState,
    isMicrophoneMuted,
    isCameraMuted,
    microphonePeak: microphone?.peak ?? null,
    microphoneLevel: microphone?.level ?? null,
    acousticFeedbackRatio: microphone?.acousticFeedbackRatio ?? null,
    echoRatio: microphone?.echo?.ratio ?? null,
    echoDelay: microphone?.echo?.delay ?? null,
    cameraBrightness: camera?.brightness ?? null,
    cameraContrast: camera?.contrast ?? null,
    cameraChange: camera?.change ?? null,
    isSoundBlocked,
    isSpeakerMissing,
    volume,
  };
}
