import { pino } from 'pino';
import { beforeEach } from 'vitest';
import type { ParticipantKey } from '#shared/call/mediaRouting.ts';
import type { ServerLeg } from '#shared/connection/evidence.ts';
import type { Alert } from '#shared/contract/connection.ts';
import type { ConnectionReport } from '#shared/contract/connectionReport.ts';
import type { AdviserId, CallId, TerminalId } from '#shared/ids.ts';
import { createChanges } from '#server/platform/changes.ts';
import { type Connections, createConnections } from '#server/connection/index.ts';
import { type RemoteActions, createRemoteActions } from '#server/remoteActions/index.ts';
import type { Database } from '#server/platform/database/index.ts';
import type { PagesPort } from '#server/platform/gateway/port.ts';
import { readAdviserView } from '#server/views/index.ts';
import type { MediaPort } from '#server/media/port.ts';
import { accept, expert } from './engine.ts';
import { goodReport, goodServer } from './legs.ts';
import type { World } from './onBothDatabases.ts';

export const terminalId = 'mikkeli-1' as TerminalId;
export const adviserId = 'adviser-mikkeli-1' as AdviserId;
export const terminal: ParticipantKey = `terminal:${terminalId}`;
export const official: ParticipantKey = `expert:${expert('expert-fpa-1')}`;
const logger = pino({ level: 'silent' });

/** A terminal in a call with an expert, and the real connection feature over a small stand-in for the media worker. */
export class ConnectionHouse {
  readonly #world: World;
  #now = 0;
  callId!: CallId;
  connections!: Connections;
  remoteActions!: RemoteActions;
  /** The remote actions that were sent to pages. */
  sent: unknown[] = [];
  /** What the media server sees. */
  seen: Partial<ServerLeg> = {};
  /** How many transactions of the feature fail from now on. */
  failures = 0;

  /** Begins anew before each test. */
  constructor(world: World) {
    this.#world = world;
    beforeEach(async () => {
      this.#now = 1_000_000;
      this.seen = {};
      this.failures = 0;
      this.sent = [];
      await world.engine.connect(terminalId);
      await world.engine.arrive('expert-fpa-1');
      this.callId = await world.engine.queue(terminalId);
      await world.engine.route('fpa');
      await accept(world.engine, this.callId, 'expert-fpa-1');
      this.connections = this.open();
      this.remoteActions = createRemoteActions({ ...this.#ports(), meanOf: this.connections.monitor.meanOf });
    });
  }

  pass(ms: number): void {
    this.#now += ms;
    this.#world.later(ms);
  }

  /** The feature in one more server process. */
  open(): Connections {
    const sampleStats = async () => ({ leg: { ...goodServer, ...this.seen }, roomId: this.callId });
    const media = { sampleStats, readUplinkStats: async () => null } as unknown as MediaPort;
    return createConnections({ ...this.#ports(), media, now: () => this.#now });
  }

  #ports() {
    const { database, engine } = this.#world;
    const pages: Pick<PagesPort, 'send' | 'answersPing'> = { send: (_to, _name, payload) => void this.sent.push(payload), answersPing: async () => false };
    const failing: Database = {
      ...database,
      transaction: (work) => {
        this.failures -= 1;
        return this.failures >= 0 ? Promise.reject(new Error('the database is away')) : database.transaction(work);
      },
    };
    return { database: failing, changes: createChanges(), catalogue: engine.catalogue, pages, logger };
  }

  /** Samples a leg several times, two seconds apart, and waits until the findings are written. */
  async sampleStats(times: number, who: ParticipantKey = terminal, report: Partial<ConnectionReport> = {}): Promise<void> {
    for (let count = 0; count < times; count += 1) {
      this.pass(2_000);
      await this.connections.monitor.report(who, { ...goodReport, ...report });
    }
    await this.connections.settled();
  }

  adviserView(id: string = adviserId) {
    const { database, engine } = this.#world;
    return database.transaction((tx) => readAdviserView(tx, engine.catalogue, engine.hours, id as AdviserId));
  }

  async alerts(): Promise<readonly Alert[]> {
    return (await this.adviserView()).terminals.find((one) => one.terminalId === terminalId)?.alerts ?? [];
  }
}
