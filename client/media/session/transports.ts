import type { Device, types } from 'mediasoup-client';
import type { MediaSessionDescription } from '#shared/contract/mediaSession.ts';
import type { PathPolicy } from '#shared/connection/pathPolicy.ts';
import { loadPart } from '#client/app/loadPart.ts';
import type { Api } from '#client/media/api.ts';

/** The library weighs as much as the rest of a terminal's first screen, and is not needed for it. Errors: it cannot be had; the next try may. */
const loadLibrary = () => loadPart(() => import('./library.ts'));

let loadedDevice: Promise<Device> | null = null;

/** The browser's media abilities, matched with the server's once a page. */
export function loadDevice(api: Api): Promise<Device> {
  loadedDevice ??= (async () => {
    const [{ default: Library }, { routerRtpCapabilities }] = await Promise.all([loadLibrary(), api.request('media:capabilities', {})]);
    const device = await Library.factory();
    await device.load({ routerRtpCapabilities: routerRtpCapabilities as types.RtpCapabilities });
    return device;
  })();
  loadedDevice.catch(() => {
    loadedDevice = null;
  });
  return loadedDevice;
}

/** What a transport is made of, over that path alone. */
export function transportOptions(
  { iceServers }: MediaSessionDescription,
  transport: MediaSessionDescription['sendTransport'],
  path: PathPolicy,
): types.TransportOptions {
  const { id, iceParameters, iceCandidates, dtlsParameters, sctpParameters } = transport;
  // The schema keeps mediasoup's own structures loose; they come straight from mediasoup on the server.
  return {
    id,
    iceParameters,
    iceCandidates: path === 'tcp' ? iceCandidates.filter(({ protocol }) => protocol === 'tcp') : iceCandidates,
    iceTransportPolicy: path === 'relay' ? 'relay' : 'all',
    dtlsParameters,
    ...(sctpParameters === null ? {} : { sctpParameters }),
    iceServers: path === 'tcp' ? [] : iceServers,
  } as unknown as types.TransportOptions;
}
