import type { MediaSession } from './session.ts';

/** A session whose page has sent nothing on its transports for this long is closed. */
const abandonedAfterMs = 60_000;

/** Calls back when both transports have heard nothing of their page for too long. */
export function watch({ sendTransport, receiveTransport }: MediaSession, onAbandoned: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  const check = (): void => {
    clearTimeout(timer);
    const isGone = [sendTransport, receiveTransport].every(({ iceState }) => iceState === 'disconnected' || iceState === 'closed' || iceState === 'new');
    if (isGone) timer = setTimeout(onAbandoned, abandonedAfterMs).unref();
  };
  for (const transport of [sendTransport, receiveTransport]) transport.on('icestatechange', check);
  receiveTransport.observer.once('close', () => clearTimeout(timer));
}
