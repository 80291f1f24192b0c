import type { MediaSessionDescription } from '#shared/contract/mediaSession.ts';
import type { Api } from '#client/media/api.ts';
import { loadDevice, transportOptions } from '#client/media/session/transports.ts';

export type TransportKind = 'udp' | 'tcp' | 'turn';
/** `absent`: there is no relay to try. */
export type ConnectivityResult =
  { readonly state: 'connected'; readonly ms: number } | { readonly state: 'failed'; readonly error: string } | { readonly state: 'absent' };

const connectWithinMs = 6_000;

/** Leaves only the candidates of one path. */
function only(description: MediaSessionDescription, transportKind: TransportKind): MediaSessionDescription {
  const { receiveTransport } = description;
  const iceCandidates = receiveTransport.iceCandidates.filter(({ protocol }) => transportKind === 'turn' || protocol === transportKind);
  return { ...description, receiveTransport: { ...receiveTransport, iceCandidates }, iceServers: transportKind === 'turn' ? description.iceServers : [] };
}

/** Connects to the media server over one path, as a call would, and closes again. Errors: those of selfTest:open. */
export async function probeTransport(api: Api, transportKind: TransportKind, withinMs = connectWithinMs): Promise<ConnectivityResult> {
  const device = await loadDevice(api);
  const description = only(await api.request('selfTest:open', {}), transportKind);
  const { sessionId, receiveTransport, iceServers } = description;
  if (transportKind === 'turn' && iceServers.length === 0) return { state: 'absent' };
  const transport = device.createRecvTransport(transportOptions(description, receiveTransport, transportKind === 'turn' ? 'relay' : 'any'));
  transport.on('connect', ({ dtlsParameters: { fingerprints, role } }, done, failed) => {
    const dtlsParameters = { fingerprints, ...(role === undefined ? {} : { role }) };
    api.request('media:connectTransport', { sessionId, transportId: transport.id, dtlsParameters }).then(() => done(), failed);
  });
  const from = performance.now();
  try {
    const connected = new Promise<void>((resolve, reject) => {
      transport.on('connectionstatechange', (state) => {
        if (state === 'connected') resolve();
        if (state === 'failed') reject(new Error('failed'));
      });
      setTimeout(() => reject(new Error('timeout')), withinMs);
    });
    const opened = transport.consumeData(receiveTransport.warmUpChannel as unknown as Parameters<typeof transport.consumeData>[0]);
    // A channel that never opens shows in the transport's state, or runs into the time limit.
    opened.catch(() => undefined);
    await connected;
    return { state: 'connected', ms: Math.round(performance.now() - from) };
  } catch (error) {
    return { state: 'failed', error: error instanceof Error ? error.message : 'unknown' };
  } finally {
    transport.close();
  }
}
