import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { z } from 'zod';
import type { Database } from '#server/db/index.ts';
import type { MediaPort } from '#server/media/port.ts';

const stateRow = z.object({ state: z.string(), count: z.number() });

/** GET /metrics: the process's own figures, calls by state, and received media. No ids, no names. */
export function createMetrics(database: Database, media: Pick<MediaPort, 'rtpBytes'>): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'distans_calls',
    help: 'Calls by state, closed ones left out',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const rows = await database.transaction((tx) =>
        tx.rows(stateRow, `select state, count(*)::int as count from calls where state <> 'closed' group by state`),
      );
      this.reset();
      for (const { state, count } of rows) this.set({ state }, count);
    },
  });
  for (const [name, help, way] of [
    ['distans_media_received_rtp_bytes', 'RTP received by the media sessions that are open now', 'fromPages'],
    ['distans_media_sent_rtp_bytes', 'RTP sent to the pages of the media sessions that are open now', 'toPages'],
  ] as const) {
    new Gauge({
      name,
      help,
      labelNames: ['role'],
      registers: [registry],
      async collect() {
        for (const [role, bytes] of Object.entries(await media.rtpBytes())) this.set({ role }, bytes[way]);
      },
    });
  }
  return registry;
}
