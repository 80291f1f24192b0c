import type { types } from 'mediasoup';
import { mediaCodecs } from './codecs.ts';
import type { MediaPort } from './port.ts';
import type { WorkerPool } from './workerPool.ts';

/** What every router here can do, read from the first one. Callers at the same time share the answer. */
export function capabilitiesReader(pool: WorkerPool): MediaPort['capabilities'] {
  let known: Promise<types.RtpCapabilities> | undefined;
  async function read(): Promise<types.RtpCapabilities> {
    const router = await pool.leastLoaded().worker.createRouter({ mediaCodecs });
    router.close();
    return router.rtpCapabilities;
  }
  return async () => {
    known ??= read().catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return { routerRtpCapabilities: { ...(await known) } };
  };
}
