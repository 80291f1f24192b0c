import { createStore } from 'zustand/vanilla';

/** The last fault that is to be said in words, and has not been closed. */
export const faultToTell = createStore<{ readonly fault: { readonly error: unknown } | null }>(() => ({ fault: null }));

/** Has the page say what a press came to, where nothing nearer does. */
export const tellFault = (error: unknown): void => faultToTell.setState({ fault: { error } });

const presses = ['pointerup', 'keydown', 'click'] as const;
/** What was given up or closed while it was under way, as media is at the end of a call, is no fault. */
const givenUp = ['AbortError', 'InvalidStateError', 'AwaitQueueStoppedError', 'AwaitQueueRemovedTaskError'];
/** What fails so long after a press is taken as its answer; what nobody has asked for stays in the console. */
const answersWithinMs = 10_000;

/** Whatever a press throws, now or later, is told: no button is silent. */
export function watchFaults(): void {
  let lastPress = -Infinity;
  for (const name of presses) window.addEventListener(name, () => (lastPress = performance.now()), { capture: true, passive: true });
  const failed = (error: unknown): void => {
    if (error instanceof Error && givenUp.includes(error.name)) return;
    if (performance.now() - lastPress < answersWithinMs) tellFault(error);
  };
  // Warnings of the browser itself, as of ResizeObserver, carry no error.
  window.addEventListener('error', ({ error }: { error: unknown }) => error instanceof Error && failed(error));
  window.addEventListener('unhandledrejection', ({ reason }: { reason: unknown }) => failed(reason));
}
