import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { CallTimings } from '#shared/call/commands.ts';
import type { AdviserId, AgencyId, CallId, ExpertId, ServiceId, TerminalId } from '#shared/ids.ts';
import type { Language } from '#shared/language.ts';
import { CatalogueReader, importDemo } from '#server/catalogue/index.ts';
import type { Database } from '#server/platform/database/index.ts';
import { type EnginePorts, createEngine } from '#server/engine.ts';
import { timings } from './callArbitraries.ts';
import { emptyPorts, testSettings } from './ports.ts';
import { system } from '#server/calls/index.ts';

export const demoContent = fileURLToPath(new URL('../../server/catalogue/demo', import.meta.url));

/** The session by which somebody is connected here. */
const sessionOf = (id: string): Buffer => Buffer.from(id);

export type Engine = Awaited<ReturnType<typeof createTestEngine>>;

type EngineOptions = {
  readonly bringContent?: (database: Database) => Promise<void>;
  readonly ports?: Partial<EnginePorts>;
  readonly timings?: Partial<CallTimings>;
  /** Many, unless the limit itself is tested. */
  readonly entriesAnHour?: number;
};

const bringDemo = (empty: Database): Promise<void> => importDemo(empty, demoContent);

/** The server's engine over a real database, without sockets and media, with what tests do to it. Routing runs only when the test asks for it. */
export async function createTestEngine(database: Database, options: EngineOptions = {}) {
  const { bringContent = bringDemo, ports = {}, timings: changedTimings = {}, entriesAnHour = testSettings.entriesAnHour } = options;
  await bringContent(database);
  const catalogue = await CatalogueReader.create(database);
  const engine = createEngine({ ...emptyPorts, database, catalogue, ...ports }, { ...testSettings, timings: { ...timings, ...changedTimings }, entriesAnHour });
  const { experts, presence, routing, visits } = engine;
  return {
    ...engine,
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
    async queue(terminalId: string, callId = randomUUID(), note = '', serviceId = 'fpa.studentAid', language: Language = 'sv'): Promise<CallId> {
      const serviceRequest = {
        agencyId: serviceId.split('.')[0] as AgencyId,
        serviceId: serviceId as ServiceId,
        language,
        note,
        setUpBy: null as AdviserId | null,
        next: [],
      };
      await visits.join({ ...serviceRequest, callId: callId as CallId, terminalId: terminalId as TerminalId });
      return callId as CallId;
    },
  };
}

/** The call is offered to the expert and accepted. */
export async function accept(engine: Engine, callId: CallId, expertId: string, offerNumber = 1): Promise<void> {
  await engine.calls.command(callId, { type: 'accept', expertId: expertId as ExpertId, offerNumber }, system);
  await engine.calls.command(callId, { type: 'confirmConnected' }, system);
}

export const expert = (id: string): ExpertId => id as ExpertId;
