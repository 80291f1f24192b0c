import { randomInt, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pino } from 'pino';
import { openDatabase } from '#server/platform/database/index.ts';
import { type Call } from '#shared/call/lifecycle.ts';
import { evolve } from '#shared/call/evolve.ts';
import { Person } from '#tests/support/socketPeople.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { type TestPostgres, startPostgres } from '#tests/support/postgres.ts';

/** The full measure of Q2, 1,000, is in tests/integration/engine, without the seconds that a whole server takes to start. */
const serverKills = 6;
/** The full measure of Q36 is 500; `npm run soak:crash`. */
const embeddedKills = Number(process.env['CRASH_ROUNDS'] ?? 6);

const env = { MEDIA_WORKERS: '0', TERMINAL_GRACE_MS: '60000' };
const serviceRequest = (callId: string) => ({ callId, agencyId: 'fpa', serviceId: 'fpa.studentAid', language: 'sv' }) as never;
const terminals = [
  'mikkeli-1',
  'mikkeli-2',
  'kiiminki-1',
  'kiiminki-2',
  'saarijarvi-1',
  'saarijarvi-2',
  'pargas-1',
  'pargas-2',
  'pelkosenniemi-1',
  'pelkosenniemi-2',
  'serviceCar-1',
];

const rowSchema = z.object({ id: z.string(), body: z.custom<Call>(), expertId: z.string().nullable() });
const eventSchema = z.object({ event: z.custom<Parameters<typeof evolve>[1]>() });

/** Reads the store behind the server's back and checks what must always hold. */
async function checkStore(source: { url?: string; dataDir?: string }): Promise<Call[]> {
  const database = await openDatabase({
    url: source.url,
    dataDir: source.dataDir ?? '',
    poolSize: 2,
    dumpIntervalMs: 3_600_000,
    logger: pino({ level: 'silent' }),
  });
  try {
    return await database.transaction(async (tx) => {
      const rows = await tx.rows(rowSchema, 'select id, body, expert_id as "expertId" from calls order by is_rejoin desc, rank_at, id');
      for (const { id, body } of rows) {
        const events = await tx.rows(eventSchema, 'select event from call_events where call_id = $1 order by number', [id]);
        expect(events.reduce<Call | null>((state, { event }) => evolve(state, event), null)).toEqual(body);
        expect(events.filter(({ event }) => event.type === 'EntryAccepted').length).toBeLessThanOrEqual(1);
      }
      const experts = rows.flatMap(({ expertId }) => (expertId === null ? [] : [expertId]));
      expect(new Set(experts).size).toBe(experts.length);
      return rows.map(({ body }) => body);
    });
  } finally {
    await database.close();
  }
}

describe('[Q1] kill -9 of the only server with calls queued', () => {
  let server: RunningServer;
  afterEach(() => server.stop());

  it('after the restart all stand in the same order, and terminals show their place again without asking anybody', async () => {
    server = await startServer({ env });
    const people: Person<'terminal'>[] = [];
    for (const id of terminals) {
      const person = await Person.arrive(server.url, 'terminal', id);
      await person.do('queue:join', serviceRequest(randomUUID()));
      people.push(person);
    }
    const placeOf = (person: Person<'terminal'>) => (person.view?.call?.state === 'queued' ? person.view.call.position : null);
    for (const [index, person] of people.entries()) await person.until(({ call }) => call?.state === 'queued' && call.position === index + 1);
    const before = people.map((person) => person.view?.call?.callId);
    const versions = people.map((person) => person.view?.version ?? 0);
    await server.kill9();
    const resynced = people.map(
      (person) =>
        new Promise<void>((resolve) =>
          person.socket.once(
            'connect',
            () =>
              void person.do('terminal:sync', {}).then((view) => {
                person.view = view;
                resolve();
              }),
          ),
        ),
    );
    server = await startServer({ env, dataDir: server.dataDir, port: server.port });
    await Promise.all(resynced);
    expect(people.map(placeOf)).toEqual(terminals.map((_, index) => index + 1));
    expect(people.map((person) => person.view?.call?.callId)).toEqual(before);
    people.forEach((person, index) => expect(person.view?.version).toBeGreaterThan(versions[index] ?? 0));
    for (const person of people) person.leave();
  });
});

describe('[Q36] the embedded store', () => {
  it(
    'survives kill -9 under load again and again, and loses nothing that was acknowledged',
    async () => {
      let server = await startServer({ env });
      const acknowledged = new Set<string>();
      for (let round = 0; round < embeddedKills; round += 1) {
        const people = await Promise.all(terminals.slice(0, 6).map((id) => Person.arrive(server.url, 'terminal', id)));
        const isRunning = { value: true };
        const loads = people.map(async (person) => {
          while (isRunning.value) {
            const callId = randomUUID();
            const reply = await person.ask('queue:join', serviceRequest(callId)).catch(() => null);
            if (reply?.ok === true) acknowledged.add(callId);
            if (reply === null) return;
            // Ends whatever call runs there, so that a refused request leaves nothing in the way.
            await person.ask('visit:close', {}).catch(() => null);
          }
        });
        const target = acknowledged.size + randomInt(3, 20);
        while (acknowledged.size < target) await new Promise((resolve) => setImmediate(resolve));
        isRunning.value = false;
        await server.kill9();
        for (const person of people) person.leave();
        await Promise.all(loads);
        server = await startServer({ env, dataDir: server.dataDir, port: server.port });
      }
      await server.stop({ keepData: true });
      const stored = new Set((await checkStore({ dataDir: server.dataDir })).map((call) => call.callId as string));
      expect([...acknowledged].filter((callId) => !stored.has(callId))).toEqual([]);
      expect(acknowledged.size).toBeGreaterThan(30);
    },
    Math.max(300_000, embeddedKills * 10_000),
  );

  it('a second process on the same folder refuses to start, says why, and harms nothing', async () => {
    const server = await startServer({ env });
    await expect(startServer({ env, dataDir: server.dataDir })).rejects.toThrow(/in use by process \d+/);
    expect(existsSync(`${server.dataDir}/lock`)).toBe(true);
    const person = await Person.arrive(server.url, 'terminal', 'mikkeli-1');
    await person.do('queue:join', serviceRequest(randomUUID()));
    person.leave();
    await server.stop();
  });
});

describe('[Q2] kill -9 during claims on PostgreSQL', () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  it(`with a whole server on it, at ${serverKills} random points: no call vanishes, none has two experts, the row is the replay of its events`, async () => {
    const url = await postgres.createDatabase();
    const options = {
      env: {
        ...env,
        DATABASE_URL: url,
        DEMO: 'true',
        RING_MS: '600000',
        EXPERT_GRACE_MS: '600000',
        CONNECTING_GRACE_MS: '600000',
        TERMINAL_GRACE_MS: '600000',
        OFFLINE_AFTER_MS: '600000',
      },
    };
    let server = await startServer(options);
    const joined = new Set<string>();
    let kills = 0;
    while (kills < serverKills) {
      // Many crash points in one life of the data: each server dies right after a random one of the answers that it gives.
      const expertIds = ['expert-fpa-1', 'expert-fpa-3', 'expert-fpa-4'];
      const experts = await Promise.all(expertIds.map((id) => Person.arrive(server.url, 'expert', id)));
      const customers = await Promise.all(terminals.slice(0, 3).map((id) => Person.arrive(server.url, 'terminal', id)));
      let answersLeft = randomInt(1, 20);
      const enough = Promise.withResolvers<void>();
      const ask = async (person: Person<'expert'> | Person<'terminal'>, name: string, input: unknown) => {
        const reply = await person.ask(name, input);
        answersLeft -= 1;
        if (answersLeft === 0) enough.resolve();
        return reply;
      };
      const work = [
        ...customers.map(async (customer) => {
          const running = customer.view?.call;
          if (running && running.state !== 'ended') await ask(customer, 'call:leave', { callId: running.callId });
          const callId = randomUUID();
          const reply = await ask(customer, 'queue:join', serviceRequest(callId));
          if (reply.ok) joined.add(callId);
        }),
        ...experts.map(async (expert) => {
          await ask(expert, 'status:choose', { status: 'available' });
          const { wrapUp } = expert.view ?? {};
          if (wrapUp) await ask(expert, 'wrapUp:complete', { callId: wrapUp.callId, outcomeCode: 'settled', note: '' });
          const { offer } = await expert.until((view) => view.offer !== null, 2_000);
          if (offer) await Promise.all(experts.map((other) => ask(other, 'offer:accept', { callId: offer.callId, offerNumber: offer.offerNumber })));
        }),
      ].map((step) => step.catch(() => undefined));
      await Promise.race([enough.promise, Promise.all(work)]);
      await server.kill9();
      kills += 1;
      for (const person of [...experts, ...customers]) person.leave();
      await Promise.all(work);
      server = await startServer({ ...options, dataDir: server.dataDir, port: server.port });
    }
    await server.stop();
    const stored = new Set((await checkStore({ url })).map((call) => call.callId as string));
    expect([...joined].filter((callId) => !stored.has(callId))).toEqual([]);
    expect(joined.size).toBeGreaterThan(5);
  }, 600_000);
});
