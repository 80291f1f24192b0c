import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestPostgres, startPostgres } from '#tests/support/postgres.ts';
import { Person, signIn } from '#tests/support/socketPeople.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';
import { type Wire, layWire } from '#tests/support/wire.ts';

let postgres: TestPostgres;
let url: string;
let wire: Wire;
let near: RunningServer;
let far: RunningServer;
const people: { leave(): void }[] = [];

const env = (databaseUrl: string) => ({
  MEDIA_WORKERS: '0',
  DATABASE_URL: databaseUrl,
  DEMO: 'true',
  RING_MS: '60000',
  TERMINAL_GRACE_MS: '60000',
  EXPERT_GRACE_MS: '60000',
  DATABASE_LOST_AFTER_MS: '2000',
});

/** `near` reaches the database over a wire that can be made silent, `far` directly. */
beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.createDatabase();
  wire = await layWire(postgres.port);
  far = await startServer({ env: env(url) });
  near = await startServer({ env: env(url.replace(`:${postgres.port}/`, `:${wire.port}/`)) });
}, 120_000);
afterAll(async () => {
  await near.stop();
  await far.stop();
  await wire.close();
  await postgres.stop();
});
afterEach(() => {
  people.splice(0).forEach((person) => person.leave());
  wire.heal();
});
beforeEach(async () => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    'delete from routing_targets; delete from call_events; delete from calls; delete from visit_service_requests; delete from visits; delete from expert_statuses',
  );
  await client.end();
});

const arrive = async <R extends 'terminal' | 'expert'>(server: RunningServer, role: R, id: string): Promise<Person<R>> => {
  const person = await Person.arrive(server.url, role, id);
  people.push(person);
  return person;
};

async function queue(terminal: Person<'terminal'>): Promise<string> {
  const callId = randomUUID();
  await terminal.do('queue:join', { callId, agencyId: 'fpa', serviceId: 'fpa.studentAid', language: 'sv' });
  return callId;
}

const seenWithin = (person: Person<'expert'>, callId: string, ms: number) => person.until((view) => view.queue.some((entry) => entry.callId === callId), ms);

/** Cuts the connections on which the servers listen to each other. */
async function cutListening(): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where query like 'LISTEN%' and pid <> pg_backend_pid()`);
  await client.end();
  return rowCount ?? 0;
}

describe('the database is away', () => {
  it('[Q8] the listening connections die: noticed, made anew, and what was missed is read within 5 s', async () => {
    const terminal = await arrive(near, 'terminal', 'mikkeli-1');
    const expert = await arrive(far, 'expert', 'expert-fpa-1');
    expect(await cutListening()).toBeGreaterThanOrEqual(2);
    // Said while nobody listens.
    await seenWithin(expert, await queue(terminal), 5_000);
    await terminal.do('visit:close', {});
    await expert.until((view) => view.queue.length === 0, 5_000);
    await seenWithin(expert, await queue(terminal), 2_000);
    await terminal.do('visit:close', {});
  });

  it('[Q10] the servers do not hear each other: no claim is split, and both see the same within 5 s afterwards', async () => {
    const experts = [await arrive(near, 'expert', 'expert-fpa-1'), await arrive(far, 'expert', 'expert-fpa-3')] as const;
    const terminals = await Promise.all(
      ['mikkeli-1', 'mikkeli-2', 'pargas-1', 'pargas-2'].map((id, index) => arrive(index % 2 === 0 ? near : far, 'terminal', id)),
    );
    const deafness = { isOver: false };
    const deaf = (async () => {
      while (!deafness.isOver) await cutListening();
    })();
    const callIds = await Promise.all(terminals.map(queue));
    for (const expert of experts) await expert.do('status:choose', { status: 'available' });
    const offers = await Promise.all(experts.map((expert) => expert.until((view) => view.offer !== null, 20_000)));
    const answers = await Promise.all(
      offers.flatMap(({ offer }) =>
        experts.map(async (expert) => (await expert.ask('offer:accept', { callId: offer?.callId, offerNumber: offer?.offerNumber })).ok),
      ),
    );
    expect(answers.filter(Boolean)).toHaveLength(2);
    deafness.isOver = true;
    await deaf;
    const waiting = callIds.filter((callId) => !offers.some(({ offer }) => offer?.callId === callId));
    for (const expert of experts)
      await expert.until((view) => view.queue.length === 2 && waiting.every((id) => view.queue.some(({ callId }) => callId === id)), 5_000);
    for (const terminal of terminals) await terminal.do('visit:close', {});
    for (const expert of experts) {
      const { wrapUp } = await expert.until((view) => view.wrapUp !== null);
      await expert.do('wrapUp:complete', { callId: wrapUp?.callId as never, outcomeCode: 'settled', note: '' });
      await expert.do('status:choose', { status: 'away' });
    }
  }, 60_000);

  it.each(['fast', 'immediate'] as const)(
    '[Q6] PostgreSQL restarts (%s): no server falls, a new call is refused with a reason, and then all goes on',
    async (how) => {
      const terminal = await arrive(far, 'terminal', 'kiiminki-1');
      const waiting = await queue(terminal);
      const late = await arrive(far, 'terminal', 'kiiminki-2');
      late.socket.io.reconnection(false);
      const sentAway = new Promise<void>((resolve) => late.socket.once('disconnect', () => resolve()));
      await postgres.halt(how);
      const serviceRequest = { callId: randomUUID(), agencyId: 'fpa', serviceId: 'fpa.studentAid', language: 'sv' };
      expect(await late.ask('queue:join', serviceRequest)).toMatchObject({ ok: false, error: { code: 'unavailable' } });
      await sentAway;
      await postgres.resume();
      expect([near.process.exitCode, far.process.exitCode]).toEqual([null, null]);
      // A server whose database was away for longer than its patience lets pages in again when it has seen it back.
      for (const { url: door } of [near, far]) await until(async () => ((await fetch(`${door}/readyz`)).ok ? true : null));
      const again = await arrive(near, 'terminal', 'kiiminki-2');
      await again.do('queue:join', serviceRequest as never);
      await again.until((view) => view.call?.state === 'queued' && view.call.position === 2, 15_000);
      expect((await (await arrive(near, 'terminal', 'kiiminki-1')).do('terminal:sync', {})).call).toMatchObject({ callId: waiting, position: 1 });
      // And the two hear each other again.
      const expert = await arrive(far, 'expert', 'expert-fpa-3');
      await again.do('visit:close', {});
      await expert.until((view) => view.queue.length === 1, 8_000);
      const last = await arrive(near, 'terminal', 'kiiminki-1');
      await last.do('visit:close', {});
      await expert.until((view) => view.queue.length === 0, 8_000);
    },
    90_000,
  );

  it('[Q11] a server cut off from the database takes no claims, sends its pages away, and the other serves them with their place', async () => {
    const ahead = await arrive(far, 'terminal', 'saarijarvi-1');
    await queue(ahead);
    const token = await signIn(near.url, 'terminal', 'saarijarvi-2');
    const terminal = await Person.connect(near.url, 'terminal', token);
    const callId = await queue(terminal);
    const expertToken = await signIn(near.url, 'expert', 'expert-fpa-1');
    terminal.socket.io.reconnection(false);
    const sentAway = new Promise<void>((resolve) => terminal.socket.once('disconnect', () => resolve()));
    wire.silence();
    const claim = await terminal.ask('call:leave', { callId }).catch(() => null);
    expect(claim?.ok ?? false).toBe(false);
    await sentAway;
    await expect(Person.connect(near.url, 'expert', expertToken)).rejects.toMatchObject({ wire: { code: 'unavailable' } });
    expect((await fetch(`${near.url}/readyz`)).status).toBe(503);
    const elsewhere = await Person.connect(far.url, 'terminal', token);
    people.push(elsewhere);
    expect(elsewhere.view?.call).toMatchObject({ callId, state: 'queued', position: 2 });
    wire.heal();
    const back = await until(async () => Person.connect(near.url, 'expert', expertToken).catch(() => null));
    people.push(back);
    expect(back.view?.queue).toHaveLength(2);
    for (const person of [ahead, elsewhere]) await person.do('visit:close', {});
  }, 90_000);

  it('[Q3] kill -9 of one of two servers: the other has its people and the whole queue within 3 s', async () => {
    const terminals = ['pelkosenniemi-1', 'pelkosenniemi-2', 'serviceCar-1'];
    const tokens = await Promise.all(terminals.map((id) => signIn(near.url, 'terminal', id)));
    const callIds: string[] = [];
    for (const token of tokens) callIds.push(await queue(await Person.connect(near.url, 'terminal', token)));
    const expertToken = await signIn(near.url, 'expert', 'expert-fpa-1');
    const expert = await Person.connect(near.url, 'expert', expertToken);
    await expert.do('status:choose', { status: 'available' });
    const { offer } = await expert.until((view) => view.offer !== null);
    await expert.do('offer:accept', { callId: offer?.callId as never, offerNumber: offer?.offerNumber ?? 0 });
    await near.kill9();
    const from = performance.now();
    const again = await Promise.all(tokens.map((token) => Person.connect(far.url, 'terminal', token)));
    const expertAgain = await Person.connect(far.url, 'expert', expertToken);
    people.push(...again, expertAgain);
    expect(performance.now() - from).toBeLessThan(3_000);
    expect(again.map(({ view }) => view?.call?.callId)).toEqual(callIds);
    expect(again.map(({ view }) => (view?.call?.state === 'queued' ? view.call.position : view?.call?.state))).toEqual(['connecting', 1, 2]);
    expect(expertAgain.view?.call?.callId).toBe(callIds[0]);
    await expertAgain.do('call:end', { callId: callIds[0] as never });
    near = await startServer({ env: env(url), dataDir: near.dataDir, port: near.port });
  }, 90_000);
});

/** Tries again and again till something comes. */
async function until<T>(attempt: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const found = await attempt();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
