import { type ConnectionReport, reportEveryMs } from '#shared/contract/connectionReport.ts';
import type { Api } from '../api.ts';
import type { Devices } from '../devices.ts';
import type { Session } from '../session.ts';
import type { CallMediaStore } from '../state.ts';
import { type Stats, inboundOf, outboundOf, pathOf } from './stats.ts';
import { watchTimer } from './timer.ts';

type Before = { readonly sessionId: string; readonly send: Stats; readonly receive: Stats };

type ReporterOptions = {
  readonly api: Api;
  readonly store: CallMediaStore;
  readonly devices: Devices;
  readonly session: () => Session | null;
  /** Gets each report before it is sent, for what the page itself does about it. */
  readonly onReport: (report: ConnectionReport) => void;
};

const nothingYet: Stats = new Map();

/** Measures this page's connection every two seconds while it has a session, and tells the server; once more when the session has ended. `reportSoon` when something has just changed. */
export function startReporter({ api, store, devices, session, onReport }: ReporterOptions): { reportSoon(): void } {
  const timer = watchTimer();
  let before: Before | null = null;
  let lastAt = performance.now();
  let hasReported = false;

  async function measure(visibilityState: ConnectionReport['visibilityState']): Promise<ConnectionReport> {
    const current = session();
    const stats = current === null ? null : await current.stats();
    const [send, receive] = (stats ?? []) as unknown as [Stats?, Stats?];
    const isSame = before !== null && before.sessionId === current?.id;
    const earlier = isSame && before !== null ? before : { send: nothingYet, receive: nothingYet };
    before = current === null || send === undefined || receive === undefined ? null : { sessionId: current.id, send, receive };
    const now = performance.now();
    const intervalMs = now - lastAt;
    lastAt = now;
    const { cameraState, microphoneState, isCameraMuted, isMicrophoneMuted, isSoundBlocked, volume, quality, pathPolicy } = store.getState();
    const { microphone, camera } = devices.read();
    return {
      sessionId: current?.id ?? null,
      intervalMs,
      visibilityState,
      timerLatenessMs: timer.read(),
      devices: {
        microphone: microphoneState,
        camera: cameraState,
        isMicrophoneMuted,
        isCameraMuted,
        microphonePeak: microphone?.peak ?? null,
        microphoneLevel: microphone?.level ?? null,
        howlRatio: microphone?.howlRatio ?? null,
        cameraBrightness: camera?.brightness ?? null,
        cameraContrast: camera?.contrast ?? null,
        cameraChange: camera?.change ?? null,
        isSoundBlocked,
        volume,
      },
      quality,
      pathPolicy,
      send: current === null || send === undefined ? null : pathOf(send, current.send.connectionState),
      receive: current === null || receive === undefined ? null : pathOf(receive, current.receive.connectionState),
      outbound: send === undefined ? [] : outboundOf(earlier.send, send),
      inbound: current === null || receive === undefined ? [] : inboundOf(earlier.receive, receive, current.received()),
    };
  }

  async function report(visibilityState: ConnectionReport['visibilityState']): Promise<void> {
    if (session() === null && !hasReported) return;
    const made = await measure(visibilityState);
    hasReported = made.sessionId !== null;
    onReport(made);
    await api.request('connection:report', made);
  }

  const visibility = (): ConnectionReport['visibilityState'] => (document.visibilityState === 'hidden' ? 'hidden' : 'visible');
  // A report that does not arrive is news in itself to the server; the next one follows.
  const carefully = (state: ConnectionReport['visibilityState']): void => void report(state).catch(() => undefined);
  setInterval(() => carefully(visibility()), reportEveryMs);
  // The last thing that a page can say before the browser puts it to sleep (https://wicg.github.io/page-lifecycle/).
  document.addEventListener('freeze', () => carefully('frozen'));
  return { reportSoon: () => carefully(visibility()) };
}
