import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import type { AdviserId, AgencyId, CallId, ExpertId, ServiceId, TerminalId } from '#shared/ids.ts';
import { createCalls } from '#server/calls/index.ts';
import { CatalogueReader, importDirectory } from '#server/catalogue/index.ts';
import { createChanges } from '#server/changes.ts';
import type { Database } from '#server/db/index.ts';
import { createExperts } from '#server/experts/index.ts';
import { createHours } from '#server/hours/index.ts';
import { createPresence } from '#server/presence/index.ts';
import { createRouting } from '#server/routing/index.ts';
import { createVisits } from '#server/visits/index.ts';
import { timings } from './callArbitraries.ts';

export const demoContent = fileURLToPath(new URL('../../server/catalogue/demo', import.meta.url));
const logger = pino({ level: 'silent' });

export type Engine = Awaited<ReturnType<typeof createEngine>>;

/** The real features over a real database, without sockets and media; routing runs only when the test asks for it. */
export async function createEngine(database: Database, changedTimings: Partial<typeof timings> = {}) {
  await importDirectory(database, demoContent);
  const catalogue = await CatalogueReader.create(database);
  const changes = createChanges();
  const experts = createExperts({ database, changes, catalogue, offlineAfterMs: 10_000 });
  const calls = createCalls({
    database,
    changes,
    timings: { ...timings, ...changedTimings },
    noteRetentionMs: 3_600_000,
    reactions: [(...event) => experts.reactToCall(...event)],
    onCommitted: () => {},
    logger,
  });
  const hours = createHours(catalogue);
  const visits = createVisits({ database, calls, catalogue, changes, hours, randomId: randomUUID, idleMs: 600_000 });
  const routing = createRouting({ database, calls, catalogue, logger });
  const presence = createPresence({
    database,
    nodeId: randomUUID(),
    leaseMs: 8_000,
    react: async (tx, { role, id }, isConnected) => {
      await calls.presenceChangedIn(tx, role, id, isConnected, catalogue.member(id)?.pointId ?? null);
      if (role === 'expert') await experts.presenceChangedIn(tx, id, isConnected);
    },
  });
  return {
    catalogue,
    hours,
    changes,
    experts,
    calls,
    visits,
    presence,
    async route(agencyId: string): Promise<void> {
      routing.request(agencyId);
      await routing.settled();
    },
    /** The expert's page is open and the expert has chosen to be available. */
    async arrive(expertId: string): Promise<void> {
      await presence.connected({ role: 'expert', id: expertId }, `socket-of-${expertId}`);
      await experts.choose(expertId, { status: 'available' });
    },
    /** The terminal's page is open. */
    connect: (terminalId: string): Promise<void> => presence.connected({ role: 'terminal', id: terminalId }, `socket-of-${terminalId}`),
    async queue(terminalId: string, callId = randomUUID(), note = ''): Promise<CallId> {
      const errand = {
        agencyId: 'fpa' as AgencyId,
        serviceId: 'fpa.studentAid' as ServiceId,
        language: 'sv' as const,
        note,
        setUpBy: null as AdviserId | null,
      };
      await visits.join({ ...errand, callId: callId as CallId, terminalId: terminalId as TerminalId });
      return callId as CallId;
    },
  };
}

export const expert = (id: string): ExpertId => id as ExpertId;
