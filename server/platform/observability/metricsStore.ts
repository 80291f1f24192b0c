import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { z } from 'zod';
import { type CauseCode, causeCodes } from '#shared/connection/findings.ts';
import type { Database } from '#server/platform/database/index.ts';
import type { MediaPort } from '#server/media/port.ts';
import { lostLines } from './logger.ts';

const stateRow = z.object({ state: z.string(), count: z.number() });

type Findings = { readonly active: () => ReadonlyMap<CauseCode, number> };

/** GET /metrics: the process's own figures, calls by state, media, and what is wrong with connections. No ids, no names. */
export function createMetrics(database: Database, media: Pick<MediaPort, 'rtpBytes' | 'sourceBytes'>, findings: Findings): Registry {
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
  new Gauge({
    name: 'distans_media_received_source_bytes',
    help: 'RTP received by the producers that are open now',
    labelNames: ['role', 'source'],
    registers: [registry],
    async collect() {
      for (const [role, bytes] of Object.entries(await media.sourceBytes())) for (const [source, sum] of Object.entries(bytes)) this.set({ role, source }, sum);
    },
  });
  new Gauge({
    name: 'distans_findings',
    help: 'Connections of this process at which a cause of trouble stands now',
    labelNames: ['code'],
    registers: [registry],
    collect() {
      const active = findings.active();
      for (const code of causeCodes) this.set({ code }, active.get(code) ?? 0);
    },
  });
  new Gauge({
    name: 'distans_log_lines_lost',
    help: 'How often a line of the log could not be written, as on a full disk',
    registers: [registry],
    collect() {
      this.set(lostLines());
    },
  });
  return registry;
}
