import { randomInt } from 'node:crypto';
import { setInterval } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agencySchema, pointSchema } from '#shared/contract/catalogue.ts';
import type { AgencyId, CallId, ExpertId } from '#shared/ids.ts';
import { type Content, importContent, staffMemberSchema } from '#server/catalogue/store.ts';
import { type Database, openDatabase } from '#server/platform/database/index.ts';
import { AppError } from '#server/errors.ts';
import { checkReplay, readSnapshot } from '#tests/simulation/snapshot.ts';
import { type Engine, createTestEngine } from '#tests/support/engine.ts';
import { type TestPostgres, startPostgres } from '#tests/support/postgres.ts';
import { measureSteadily } from '#tests/support/steadyMachine.ts';
import { system } from '#server/calls/index.ts';

const races = Number(process.env['CLAIM_RACES'] ?? 10_000);
/** So many at once, each for a call and two experts of an agency of its own. */
const abreast = 8;
/** One race in so many is for a call that nobody has been offered yet; these cost most. */
const pickedOneIn = 16;
/** How often a node looks for what is due; faster than in the product, since here a ring lasts some milliseconds. */
const dueEveryMs = 4;

const names = { sv: 'x', fi: 'x', en: 'x' };
const pair = Array.from({ length: abreast }, (_, index) => ({ agencyId: `agency${index}` as AgencyId, experts: [`e${index}a`, `e${index}b`] as ExpertId[] }));
const content: Content = {
  agencies: pair.map(({ agencyId: id }) => {
    const service = { id: `${id}.1`, names, description: names, prepare: names };
    return agencySchema.parse({ id, names, shortNames: names, description: names, icon: 'House', services: [service] });
  }),
  points: [pointSchema.parse({ id: 'p', kind: 'fixed', names, municipality: names, defaultLanguage: 'sv', terminals: [{ id: 't', names }] })],
  staff: pair.flatMap(({ agencyId, experts }) =>
    experts.map((id) =>
      staffMemberSchema.parse({
        id,
        role: 'expert',
        displayName: id,
        agencyId,
        languages: [{ language: 'sv', level: 3 }],
        services: [`${agencyId}.1`],
      }),
    ),
  ),
};

type Race = { readonly callId: CallId; readonly agencyId: AgencyId; readonly first: ExpertId; readonly second: ExpertId; readonly isPicked: boolean };
/** `ok`, or the code of the refusal, and how long the answer took. */
type Answer = { readonly code: string; readonly ms: number };

async function answer(work: Promise<unknown>): Promise<Answer> {
  const from = performance.now();
  const code = await work.then(
    () => 'ok',
    (error: unknown) => {
      if (error instanceof AppError) return error.code;
      throw error;
    },
  );
  return { code, ms: performance.now() - from };
}

describe('[Q18] [Q19] [F16] two experts and one customer, at the same moment', () => {
  let postgres: TestPostgres;
  let database: Database;
  let other: Database;
  let left: Engine;
  let right: Engine;
  beforeAll(async () => {
    postgres = await startPostgres();
    // Who wins is decided by locks; waiting for the disk would only make it slower.
    const url = `${await postgres.createDatabase()}?options=-c%20synchronous_commit%3Doff`;
    const options = { url, dataDir: '', poolSize: 8, dumpIntervalMs: 3_600_000, logger: pino({ level: 'silent' }) };
    database = await openDatabase(options);
    other = await openDatabase(options);
    await database.transaction((tx) => importContent(tx, content));
    left = await createTestEngine(database, { bringContent: async () => {} });
    right = await createTestEngine(other, {
      bringContent: async () => {},
      ports: {
        mediaSync: {
          sync: async (callId) => {
            if ((await right.calls.read(callId))?.state === 'queued') missed.get(callId)?.resolve();
          },
        },
      },
    });
    for (const id of pair.flatMap(({ experts }) => experts)) await left.arrive(id);
    await database.transaction((tx) => tx.run('update presences set lease_until = lease_until + 3600000'));
  }, 120_000);
  afterAll(async () => {
    await other.close();
    await database.close();
    await postgres.stop();
  });

  const missed = new Map<CallId, PromiseWithResolvers<void>>();
  /** Resolves when the call has been missed and waits again. */
  const ringsOut = (callId: CallId): Promise<void> => {
    const known = missed.get(callId) ?? Promise.withResolvers<void>();
    missed.set(callId, known);
    return known.promise;
  };

  const accept = (engine: Engine, { callId }: Race, expertId: ExpertId, offerNumber: number): Promise<Answer> =>
    answer(engine.calls.command(callId, { type: 'accept', expertId, offerNumber }, system));

  /** Both press the same waiting customer; who got the customer accepts by a double click that reaches both nodes, and the other tries too. */
  async function pick(race: Race): Promise<{ winner: ExpertId; refusals: Answer[] }> {
    const press = (engine: Engine, expertId: ExpertId) =>
      answer(engine.routing.offerManually(race.callId, race.agencyId, expertId, { reason: 'picked', note: 'urgent' }));
    const [here, there] = await Promise.all([press(left, race.first), press(right, race.second)]);
    expect([here.code, there.code].sort()).toEqual(['ok', 'wrongState']);
    const [winner, loser] = here.code === 'ok' ? [race.first, race.second] : [race.second, race.first];
    const late = here.code === 'ok' ? there : here;
    const [click, again, thief] = await Promise.all([accept(left, race, winner, 1), accept(right, race, winner, 1), accept(right, race, loser, 1)]);
    expect([click.code, again.code, thief.code]).toEqual(['ok', 'ok', 'offerTaken']);
    return { winner, refusals: [late, thief] };
  }

  /**
   * The first accepts as the ring ends, every other one by a double click that reaches both nodes. If the ring was over, the call goes on to
   * the second, who accepts while the first presses once more.
   */
  async function ringEnd(race: Race, isDouble: boolean): Promise<{ winner: ExpertId; refusals: Answer[] }> {
    const { callId, first, second } = race;
    const clicks = Promise.all([accept(left, race, first, 1), ...(isDouble ? [accept(right, race, first, 1)] : [])]);
    const isAccepted = await Promise.race([
      ringsOut(callId).then(() => false),
      clicks.then((all) => all.some(({ code }) => code === 'ok') || ringsOut(callId).then(() => false)),
    ]);
    if (isAccepted) {
      const refused = await answer(right.calls.command(callId, { type: 'offer', expertId: second, reason: 'onlyOne', note: null }, system));
      // Of a double click at the very end one may be in time and the other not; one is enough.
      for (const { code } of await clicks) expect(['ok', 'offerTaken']).toContain(code);
      expect(refused.code).toBe('wrongState');
      return { winner: first, refusals: [refused] };
    }
    const offered = await answer(right.calls.command(callId, { type: 'offer', expertId: second, reason: 'onlyOne', note: null }, system));
    const [taken, late, early] = await Promise.all([accept(right, race, second, 2), accept(left, race, first, 1), clicks]);
    const refusals = [late, ...early];
    expect([offered, taken, ...refusals].map(({ code }) => code)).toEqual(['ok', 'ok', ...refusals.map(() => 'offerTaken')]);
    return { winner: second, refusals };
  }

  /** What a node does by itself at intervals, all the while. */
  async function passOnWhile(round: Promise<unknown>): Promise<void> {
    let isOver = false;
    const untilOver = async (): Promise<void> => {
      for await (const _ of setInterval(dueEveryMs)) {
        if (isOver) return;
        await right.calls.runDue();
      }
    };
    await Promise.all([round.finally(() => (isOver = true)), untilOver()]);
  }

  /** Plays all races; resolves with the milliseconds within which 99 % of the refusals came. */
  async function play(): Promise<number> {
    const refusals: number[] = [];
    const wins = { first: 0, second: 0 };
    let ringMs = 10;
    for (let from = 0; from < races; from += abreast) {
      missed.clear();
      const round = await prepare(from, ringMs);
      const played = Promise.all(round.map(async (race, index) => ({ race, ...(await (race.isPicked ? pick(race) : ringEnd(race, index % 2 === 0))) })));
      await passOnWhile(played);
      const results = await played;
      const rows = await readSnapshot(database);
      expect(rows.calls).toHaveLength(abreast);
      for (const { race, winner, refusals: told } of results) {
        expect(rows.calls.find(({ callId }) => callId === race.callId)).toMatchObject({ state: 'connecting', expertId: winner });
        wins[winner === race.first ? 'first' : 'second'] += 1;
        refusals.push(...told.map(({ ms }) => ms));
      }
      // However fast the machine is, the end of the ring comes when the accept does.
      ringMs = Math.min(500, Math.max(2, ringMs * (wins.first < wins.second ? 1.1 : 0.9)));
      if (from % 1_000 === 0) await checkReplay(database, rows);
    }
    refusals.sort((a, b) => a - b);
    const [p99 = NaN, max = NaN] = [refusals[Math.floor(refusals.length * 0.99)], refusals.at(-1)];
    console.log(`${races} races, ${wins.first} and ${wins.second} won; ${refusals.length} refusals, p99 ${p99.toFixed(1)} ms, longest ${max.toFixed(1)} ms`);
    // Neither was always the faster, or there was no race.
    expect(Math.min(wins.first, wins.second)).toBeGreaterThan(races / 50);
    expect(refusals.length).toBeGreaterThanOrEqual(races);
    return p99;
  }

  it(`ASVS 15.4.2: ${races} times over two nodes: one winner, and 99 % of the others are told so within 100 ms`, async () => {
    expect(await measureSteadily(play, (p99) => p99 <= 100)).toBeLessThanOrEqual(100);
  }, 600_000);

  /** A call for each pair, waiting or ringing at the first for a few milliseconds more; those of the round before are gone. */
  const prepare = (from: number, ringMs: number): Promise<Race[]> =>
    database.transaction(async (tx) => {
      for (const table of ['routing_targets', 'call_events', 'calls', 'visits']) await tx.run(`delete from ${table}`);
      await tx.run(`update expert_statuses set chosen = '{"status": "available"}' where chosen ->> 'status' <> 'available'`);
      const made = pair.map(({ agencyId, experts }, index) => {
        const callId = `00000000-0000-4000-8000-${String(from + index).padStart(12, '0')}` as CallId;
        const isPicked = (from + index) % pickedOneIn === 0;
        const [first, second] = experts as [ExpertId, ExpertId];
        const place = { callId, visitId: callId, terminalId: `t${index}`, pointId: 'p', agencyId, serviceId: `${agencyId}.1`, roomId: callId };
        const facts = { ...place, language: 'sv', priority: 0, queuedAt: tx.now, bookedFor: null, setUpBy: null };
        const waiting = { terminal: { state: 'present' }, refusals: [], lostExpertId: null };
        const offer = { expertId: first, ringUntil: tx.now + randomInt(1, Math.ceil(ringMs) + 1) };
        const state = isPicked ? { state: 'queued', offerCount: 0 } : { state: 'offered', offerCount: 1, ...offer };
        const body = { ...facts, ...state, otherLanguages: [], consultation: null, isBookedTime: false, isMoved: false, ...waiting };
        const events = [
          { type: 'EntryQueued', facts, terminal: waiting.terminal, consultationOf: null },
          ...(isPicked ? [] : [{ type: 'EntryOffered', ...offer, reason: 'onlyOne', note: null }]),
        ];
        return { race: { callId, agencyId, first, second, isPicked }, body, events };
      });
      const rows = JSON.stringify(made);
      await tx.run(
        `insert into visits (id, number, point_id, started_at, last_active_at)
         select (made -> 'race' ->> 'callId')::uuid, 1, 'p', 0, 0 from jsonb_array_elements($1::jsonb) made`,
        [rows],
      );
      await tx.run(
        `insert into calls (id, visit_id, terminal_id, point_id, agency_id, service_id, room_id, state, expert_id, priority, is_rejoin, queued_at, rank_at, due_at, event_count, body, changed_at)
         select (body ->> 'callId')::uuid, (body ->> 'callId')::uuid, body ->> 'terminalId', 'p', body ->> 'agencyId', body ->> 'serviceId', (body ->> 'callId')::uuid,
           body ->> 'state', body ->> 'expertId', 0, false, $2::int8, $2::int8, (body ->> 'ringUntil')::int8, jsonb_array_length(events), body, $2::int8
         from jsonb_to_recordset($1::jsonb) made (body jsonb, events jsonb)`,
        [rows, tx.now],
      );
      await tx.run(
        `insert into call_events (call_id, number, at, type, event)
         select (body ->> 'callId')::uuid, e.number, $2::int8, e.event ->> 'type', e.event
         from jsonb_to_recordset($1::jsonb) made (body jsonb, events jsonb), jsonb_array_elements(events) with ordinality e (event, number)`,
        [rows, tx.now],
      );
      await tx.run(
        `insert into routing_targets (call_id, agency_id, service_id, language, unit_id, eligible_from, is_rejoin, rank_at)
         select id, agency_id, service_id, 'sv', '', 0, false, rank_at from calls where state = 'queued'`,
      );
      return made.map(({ race }) => race);
    });
});
