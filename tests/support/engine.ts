import { randomInt as drawInt, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import type { ParticipantKey } from '#shared/call/flows.ts';
import type { Call } from '#shared/call/lifecycle.ts';
import type { AdviserId, AgencyId, CallId, ExpertId, ServiceId, TerminalId } from '#shared/ids.ts';
import { createCalls } from '#server/calls/index.ts';
import { createCallbacks } from '#server/callbacks/index.ts';
import { CatalogueReader, importDemo } from '#server/catalogue/index.ts';
import { createChanges } from '#server/changes.ts';
import type { Database } from '#server/db/index.ts';
import { createConsultations } from '#server/consultations/index.ts';
import { createExperts } from '#server/experts/index.ts';
import { createHours } from '#server/hours/index.ts';
import { createPresence } from '#server/presence/index.ts';
import { createRouting } from '#server/routing/index.ts';
import { followSelfTest } from '#server/connection/terminalFaults.ts';
import { createTerminals } from '#server/terminals/index.ts';
import { type PinHashing, createTickets, scryptHashing } from '#server/tickets/index.ts';
import { createVisiting } from '#server/visiting/index.ts';
import { createFeelings, createSharedNotes, createVisits } from '#server/visits/index.ts';
import { timings } from './callArbitraries.ts';

export const demoContent = fileURLToPath(new URL('../../server/catalogue/demo', import.meta.url));
const logger = pino({ level: 'silent' });

/** Which build of the pages this server says that it serves. */
export const servedBuild = 'Newest12';

/** The session by which somebody is connected here. */
const sessionOf = (id: string): Buffer => Buffer.from(id);

export type Engine = Awaited<ReturnType<typeof createEngine>>;

type EngineOptions = {
  readonly timings?: Partial<typeof timings>;
  readonly bringContent?: (database: Database) => Promise<void>;
  readonly randomId?: () => string;
  readonly randomInt?: (below: number) => number;
  readonly hashing?: PinHashing;
  /** Told of every call right after its commit. */
  readonly onCommitted?: (call: Call) => void;
  /** Many, unless the limit itself is tested. */
  readonly entriesAnHour?: number;
  /** Told of who does not go along to another expert. */
  readonly onLeftBehind?: (key: ParticipantKey) => void;
};

/** The real features over a real database, without sockets and media; routing runs only when the test asks for it. */
export async function createEngine(
  database: Database,
  {
    timings: changedTimings = {},
    bringContent = (empty) => importDemo(empty, demoContent),
    randomId = randomUUID,
    randomInt = drawInt,
    hashing = scryptHashing(2),
    onCommitted = () => {},
    onLeftBehind = () => {},
    entriesAnHour = 10_000,
  }: EngineOptions = {},
) {
  await bringContent(database);
  const catalogue = await CatalogueReader.create(database);
  const changes = createChanges();
  const experts = createExperts({ database, changes, catalogue, offlineAfterMs: 10_000 });
  const calls = createCalls({
    database,
    changes,
    timings: { ...timings, ...changedTimings },
    noteRetentionMs: 3_600_000,
    reactions: [
      experts.reactToCall,
      (...change) => routing.reactToCall(...change),
      (...change) => consultations.reactToCall(...change),
      (...change) => visits.reactToCall(...change),
    ],
    onCommitted,
    logger,
  });
  const hours = createHours({ database, catalogue, changes });
  const visits = createVisits({ database, calls, catalogue, changes, hours, randomId, randomInt, idleMs: 600_000, entriesAnHour });
  const tickets = createTickets({ database, randomId, randomInt, hashing });
  const sharedNotes = createSharedNotes({ database, changes, retentionMs: 3_600_000 });
  const callbacks = createCallbacks({ database, calls, visits, catalogue, hours, changes, tickets, randomId, randomInt });
  const visiting = createVisiting({ database, visits, catalogue, changes, tickets, randomInt });
  const terminals = createTerminals({ database, catalogue, changes, pagesBuild: servedBuild, onSelfTest: followSelfTest });
  const consultations = createConsultations({ database, calls, changes, catalogue, hours, onLeftBehind });
  const routing = createRouting({ database, calls, catalogue, hours, logger });
  const presence = createPresence({
    database,
    nodeId: randomId(),
    leaseMs: 8_000,
    react: async (tx, { role, id }, coming) => {
      await calls.presenceChangedIn(tx, role, id, coming);
      if (role === 'expert') await experts.presenceChangedIn(tx, id, coming);
    },
    logger,
  });
  return {
    catalogue,
    hours,
    changes,
    experts,
    calls,
    visits,
    presence,
    routing,
    sharedNotes,
    feelings: createFeelings({ database, changes }),
    callbacks,
    visiting,
    tickets,
    terminals,
    consultations,
    async route(agencyId: string): Promise<void> {
      routing.request(agencyId);
      await routing.settled();
    },
    /** The expert's page is open and the expert has chosen to be available. */
    async arrive(expertId: string): Promise<void> {
      await presence.connected({ role: 'expert', id: expertId }, `socket-of-${expertId}`, sessionOf(expertId));
      await experts.choose(expertId, { status: 'available' });
    },
    /** The terminal's page is open. */
    connect: (terminalId: string): Promise<void> => presence.connected({ role: 'terminal', id: terminalId }, `socket-of-${terminalId}`, sessionOf(terminalId)),
    /** The session of an expert or a terminal has ended. */
    dismiss: (role: 'expert' | 'terminal', id: string): Promise<void> => presence.dismissed({ role, id }, sessionOf(id)),
    /** The terminal's page is gone. */
    disconnect: (terminalId: string): Promise<void> => presence.disconnected({ role: 'terminal', id: terminalId }, `socket-of-${terminalId}`),
    async queue(terminalId: string, callId = randomUUID(), note = '', serviceId = 'fpa.studentAid'): Promise<CallId> {
      const errand = {
        agencyId: serviceId.split('.')[0] as AgencyId,
        serviceId: serviceId as ServiceId,
        language: 'sv' as const,
        note,
        setUpBy: null as AdviserId | null,
        next: [],
      };
      await visits.join({ ...errand, callId: callId as CallId, terminalId: terminalId as TerminalId });
      return callId as CallId;
    },
  };
}

/** The call is offered to the expert and accepted. */
export async function accept(engine: Engine, callId: CallId, expertId: string, offerNumber = 1): Promise<void> {
  await engine.calls.command(callId, { type: 'accept', expertId: expertId as ExpertId, offerNumber });
  await engine.calls.command(callId, { type: 'confirmConnected' });
}

export const expert = (id: string): ExpertId => id as ExpertId;
