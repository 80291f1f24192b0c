import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { agencySchema, pointSchema } from '#shared/contract/catalogue.ts';
import { expertKey } from '#shared/call/mediaRouting.ts';
import type { ExpertId } from '#shared/ids.ts';
import { importContent, staffMemberSchema } from '#server/catalogue/store.ts';
import { type Database, openDatabase } from '#server/platform/database/index.ts';
import { type Engine, createTestEngine } from '#tests/support/engine.ts';
import { startPostgres } from '#tests/support/postgres.ts';

/**
 * What routing costs: with 10,000 calls waiting at 60 agencies with 1,000 experts, how long from "expert free" to "offer sent" at 100
 * assignments a second, and how many a second at most; and how the cost of one assignment grows with the number of those who wait. Sent
 * means: committed, announced, and the expert's own view read anew with the offer in it, which the socket would then carry. The colleagues'
 * lists, which follow later, no media and no sockets: these are benched by bench:answer.
 */
const agencyCount = 60;
const expertCount = 1_000;
const waitingCount = 10_000;
const rate = 100;
/** A server that has just started plans every statement once a connection. That many first assignments are shown apart. */
const coldCount = 300;
const growth = [100, 1_000, 10_000, 100_000];
const samples = 40;

const options = { poolSize: 10, dumpIntervalMs: 3_600_000, logger: pino({ level: 'silent' }) };
const names = { sv: 'x', fi: 'x', en: 'x' };
const agencyOf = (index: number): string => `agency${index % agencyCount}`;
const service = (id: string) => ({ id, names, description: names, prepare: names });
const agencies = Array.from({ length: agencyCount }, (_, index) =>
  agencySchema.parse({
    id: agencyOf(index),
    names,
    shortNames: names,
    description: names,
    icon: 'House',
    services: [1, 2, 3].map((n) => service(`${agencyOf(index)}.${n}`)),
  }),
);
const staff = Array.from({ length: expertCount }, (_, index) =>
  staffMemberSchema.parse({
    id: `expert${index}`,
    role: 'expert',
    displayName: 'x',
    agencyId: agencyOf(index),
    languages: ['sv', 'fi', 'en'].slice(index % 2).map((language) => ({ language, level: 3 })),
    services: [1, 2, 3].map((n) => ({ serviceId: `${agencyOf(index)}.${n}`, level: n })),
  }),
);
const terminals = Array.from({ length: waitingCount }, (_, index) => ({ id: `terminal${index + 1}`, names }));
const points = [pointSchema.parse({ id: 'point', kind: 'fixed', names, municipality: names, defaultLanguage: 'sv', terminals })];

/** Waiting calls as the engine writes them, made by the database itself; `agency` null: spread over all. */
const fill = (database: Database, count: number, agency: string | null): Promise<void> =>
  database.transaction(async (tx) => {
    for (const table of ['routing_targets', 'call_events', 'calls', 'visits']) await tx.run(`delete from ${table}`);
    await tx.run(`update expert_statuses set chosen = '{"status":"break","breakCode":"pause"}'`);
    await tx.run(
      `insert into visits (id, number, terminal_id, point_id, started_at, last_active_at)
       select ('00000000-0000-4000-9000-' || lpad(i::text, 12, '0'))::uuid, 1, null, 'point', $1::int8, $1::int8 from generate_series(1, $2::int) i`,
      [tx.now, count],
    );
    await tx.run(
      `insert into calls (id, visit_id, terminal_id, point_id, agency_id, service_id, room_id, state, priority, is_rejoin, queued_at, rank_at, event_count, body, changed_at)
       select id, visit_id, terminal, 'point', agency, service, id, 'queued', 0, false, at, at, 1,
         jsonb_build_object('callId', id, 'visitId', visit_id, 'terminalId', terminal, 'pointId', 'point', 'agencyId', agency, 'serviceId', service, 'language', 'fi',
           'priority', 0, 'queuedAt', at, 'bookedFor', null, 'setUpBy', null, 'roomId', id, 'offerCount', 0, 'otherLanguages', '[]'::jsonb, 'consultation', null,
           'state', 'queued', 'terminal', '{"state":"present"}'::jsonb, 'refusals', '[]'::jsonb, 'lostExpertId', null), $1::int8
       from (select ('00000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid as id, ('00000000-0000-4000-9000-' || lpad(i::text, 12, '0'))::uuid as visit_id,
               'terminal' || i as terminal, coalesce($3::text, 'agency' || i % $4::int) as agency, coalesce($3::text, 'agency' || i % $4::int) || '.' || 1 + i % 3 as service,
               $1::int8 - 3600000 + i as at from generate_series(1, $2::int) i) made`,
      [tx.now, count, agency, agencyCount],
    );
    await tx.run(
      `insert into routing_targets (call_id, agency_id, service_id, language, unit_id, eligible_from, is_rejoin, rank_at)
       select id, agency_id, service_id, 'fi', '', queued_at, false, rank_at from calls`,
    );
  });

const analyse = (database: Database): Promise<number> => database.transaction((tx) => tx.run('analyze'));
const percentile = (values: readonly number[], share: number): number => [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? NaN;
const round = (value: number, digits = 1): number => Number(value.toFixed(digits));

/** The expert becomes free and is offered a call; resolves with the milliseconds from then, or from when it should have begun, till the offer could be sent. */
async function serve(engine: Engine, expertId: string, from = performance.now()): Promise<number> {
  await engine.experts.choose(expertId, { status: 'available' });
  const rings = offered(expertId);
  engine.routing.request(engine.catalogue.member(expertId)?.agencyId ?? '');
  await rings;
  return performance.now() - from;
}

const waitingFor = new Map<string, () => void>();

function offered(expertId: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${expertId} was not offered anything`)), 120_000);
    waitingFor.set(expertId, () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function measure(database: Database, name: string) {
  await database.transaction((tx) => importContent(tx, { agencies, points, staff }));
  const engine = await createTestEngine(database, {
    bringContent: async () => {},
  });
  const push = async (id: ExpertId): Promise<void> => {
    const view = await engine.views.sync<'expert'>({ role: 'expert', id, connectionId: id, key: expertKey(id) });
    if (view.offer === null) return;
    waitingFor.get(id)?.();
    waitingFor.delete(id);
  };
  engine.changes.onChange((topics) => {
    for (const topic of topics) {
      const [kind, id = ''] = topic.split(':');
      if (kind === 'expert' && waitingFor.has(id)) void push(id as ExpertId);
    }
  });
  for (const { id } of staff) await engine.presence.connected({ role: 'expert', id }, id);
  // As the server does meanwhile.
  const loops = [setInterval(() => void engine.presence.tick(), 2_000), setInterval(() => void engine.routing.tick(), 1_000)];

  async function refill(count: number, agency: string | null): Promise<void> {
    await fill(database, count, agency);
    await analyse(database);
    // Filling takes longer than a lease, and the embedded database lets nobody renew meanwhile.
    await engine.presence.tick();
  }
  async function atRate(served: typeof staff): Promise<number[]> {
    const start = performance.now();
    return Promise.all(
      served.map(async ({ id }, index) => {
        const due = start + (index * 1_000) / rate;
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
        return serve(engine, id, due);
      }),
    );
  }

  await refill(waitingCount, null);
  const cold = await atRate(staff.slice(0, coldCount));
  console.log(`${name}: just started, at ${rate}/s p50 ${round(percentile(cold, 0.5))} ms, p99 ${round(percentile(cold, 0.99))} ms`);
  await refill(waitingCount, null);
  const latencies = await atRate(staff);
  console.log(`${name}: at ${rate}/s p50 ${round(percentile(latencies, 0.5))} ms, p99 ${round(percentile(latencies, 0.99))} ms`);

  await refill(waitingCount, null);
  const from = performance.now();
  const queue = [...staff];
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) await serve(engine, next.id);
    }),
  );
  const assignmentsPerSecond = round(expertCount / ((performance.now() - from) / 1_000));
  console.log(`${name}: ${assignmentsPerSecond} assignments a second at most`);

  const costs: [number, number][] = [];
  const own = staff.filter((member) => member.role === 'expert' && member.agencyId === 'agency0');
  for (const count of growth) {
    await refill(count, 'agency0');
    const times: number[] = [];
    for (let sample = 0; sample < samples; sample += 1) {
      const member = own[sample % own.length];
      if (member === undefined) break;
      await engine.experts.choose(member.id, { status: 'available' });
      const began = performance.now();
      await engine.route('agency0');
      times.push(performance.now() - began);
      await database.transaction((tx) => tx.run(`update calls set state = 'closed', expert_id = null where expert_id = $1`, [member.id]));
      await engine.experts.choose(member.id, { status: 'away' });
    }
    costs.push([count, percentile(times, 0.5)]);
    console.log(`${name}: ${count} waiting, ${round(percentile(times, 0.5), 2)} ms for one assignment`);
  }
  loops.forEach(clearInterval);
  return { assignmentsPerSecond, p99Ms: round(percentile(latencies, 0.99)), exponent: round(slope(costs), 3) };
}

/** The slope of the straight line through the logarithms, by least squares: how the cost grows with the number. */
function slope(points: readonly [number, number][]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (index: 0 | 1): number => logs.reduce((sum, point) => sum + point[index], 0) / logs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  return logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

const folder = await mkdtemp(path.join(tmpdir(), 'distans-bench-'));
const embedded = await openDatabase({ ...options, url: undefined, dataDir: folder });
const onEmbedded = await measure(embedded, 'embedded');
await embedded.close();
await rm(folder, { recursive: true, force: true });
const postgres = await startPostgres();
const server = await openDatabase({ ...options, url: await postgres.createDatabase(), dataDir: '' });
const onServer = await measure(server, 'PostgreSQL');
await server.close();
await postgres.stop();
console.log(JSON.stringify({ embedded: onEmbedded, postgres: onServer }));
