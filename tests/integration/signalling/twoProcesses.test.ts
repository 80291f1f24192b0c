import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ViewOf } from '#shared/contract/index.ts';
import { agencySchema, pointSchema } from '#shared/contract/catalogue.ts';
import { importContent } from '#server/catalogue/store.ts';
import { openDatabase } from '#server/platform/database/index.ts';
import { type TestPostgres, startPostgres } from '#tests/support/postgres.ts';
import { Person } from '#tests/support/socketPeople.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';

const expertCount = 200;
const callCount = 100;
const names = (text: string) => ({ sv: text, fi: text, en: text });

let postgres: TestPostgres;
let url: string;
let servers: RunningServer[];

/** One agency with many experts, one point with many terminals. */
async function fill(): Promise<void> {
  const database = await openDatabase({ url, dataDir: '', poolSize: 2, dumpIntervalMs: 3_600_000, logger: pino({ level: 'silent' }) });
  const service = { id: 'rush.one', names: names('One'), description: names('One'), prepare: names('Nothing') };
  const agencies = [
    agencySchema.parse({ id: 'rush', names: names('Rush'), shortNames: names('Rush'), description: names('Rush'), icon: 'House', services: [service] }),
  ];
  const terminals = Array.from({ length: callCount }, (_, index) => ({ id: `rush-${index}`, names: names(`T${index}`) }));
  const points = [pointSchema.parse({ id: 'rushPoint', kind: 'fixed', names: names('Rush'), municipality: names('Rush'), defaultLanguage: 'sv', terminals })];
  const staff = Array.from({ length: expertCount }, (_, index) => ({
    id: `rush-expert-${index}`,
    role: 'expert' as const,
    displayName: `Expert ${index}`,
    agencyId: 'rush',
    languages: [{ language: 'sv' as const, level: 5 }],
    services: [{ serviceId: 'rush.one', level: 1 }],
  }));
  await database.transaction((tx) => importContent(tx, { agencies, points, staff }));
  await database.close();
}

beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.createDatabase();
  await fill();
  const env = { MEDIA_WORKERS: '0', DATABASE_URL: url, DEMO: 'true', RING_MS: '120000', WRAP_UP_MS: '600000', CONNECT_MS: '600000' };
  servers = [await startServer({ env }), await startServer({ env })];
}, 180_000);
afterAll(async () => {
  for (const server of servers) await server.stop();
  await postgres.stop();
});

const urlFor = (index: number): string => servers[index % 2]?.url ?? '';
const inTwenties = async <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> => {
  const made: T[] = [];
  for (let start = 0; start < count; start += 20) {
    made.push(...(await Promise.all(Array.from({ length: Math.min(20, count - start) }, (_, offset) => make(start + offset)))));
  }
  return made;
};

describe('[C1] [F16] two server processes on one PostgreSQL', () => {
  it('200 experts accepting the same 100 calls at once: each call has one expert, no expert two calls', async () => {
    const experts = await inTwenties(expertCount, (index) => Person.arrive(urlFor(index), 'expert', `rush-expert-${index}`));
    const terminals = await inTwenties(callCount, (index) => Person.arrive(urlFor(index + 1), 'terminal', `rush-${index}`));
    const callIds = await Promise.all(
      terminals.map(async (terminal) => {
        const callId = randomUUID();
        await terminal.do('queue:join', { callId, agencyId: 'rush', serviceId: 'rush.one', language: 'sv' } as never);
        return callId;
      }),
    );
    await Promise.all(experts.map((expert) => expert.do('status:choose', { status: 'available' })));
    const ringing = (view: ViewOf<'expert'>) => view.offer !== null;
    const offers = new Map<string, { callId: string; offerNumber: number }>();
    const collect = () => {
      for (const { view } of experts) if (view?.offer) offers.set(view.offer.callId, { callId: view.offer.callId, offerNumber: view.offer.offerNumber });
    };
    const deadline = Date.now() + 60_000;
    while (offers.size < callCount && Date.now() < deadline) {
      await Promise.race(experts.filter(({ view }) => view === null || !ringing(view)).map((expert) => expert.until(ringing, 60_000)));
      collect();
    }
    expect(offers.size).toBe(callCount);

    // Everybody grabs at everything: every expert tries calls that ring at others as well as the own one.
    const all = [...offers.values()];
    const wins = await Promise.all(
      experts.map(async (expert, index) => {
        const own = expert.view?.offer;
        const tries = [...(own ? [own] : []), ...Array.from({ length: 5 }, (_, step) => all[(index * 7 + step * 13) % all.length])];
        const replies = await Promise.all(tries.map((offer) => expert.ask('offer:accept', { callId: offer?.callId, offerNumber: offer?.offerNumber })));
        return new Set(replies.flatMap((reply) => (reply.ok ? [(reply.data as { callId: string }).callId] : [])));
      }),
    );
    expect(Math.max(...wins.map((won) => won.size))).toBe(1);
    const won = wins.flatMap((set) => [...set]);
    expect(won.length).toBe(callCount);
    expect(new Set(won)).toEqual(new Set(callIds));

    const database = await openDatabase({ url, dataDir: '', poolSize: 2, dumpIntervalMs: 3_600_000, logger: pino({ level: 'silent' }) });
    const held = await database.transaction((tx) =>
      tx.rows(z.object({ expertId: z.string(), state: z.string() }), `select expert_id as "expertId", state from calls where agency_id = 'rush'`),
    );
    expect(new Set(held.map(({ expertId }) => expertId)).size).toBe(callCount);
    expect(new Set(held.map(({ state }) => state))).toEqual(new Set(['connecting']));
    const accepts = await database.transaction((tx) =>
      tx.rows(z.object({ n: z.number() }), `select count(*)::int as n from call_events where type = 'EntryAccepted'`),
    );
    expect(accepts[0]?.n).toBe(callCount);
    await database.close();
    // [C2] At everybody else it has stopped ringing.
    await Promise.all(experts.map((expert) => expert.until((view) => view.offer === null)));
    for (const person of [...experts, ...terminals]) person.leave();
  }, 240_000);

  it('[Q18] [C2] what one process commits is seen at the other', async () => {
    const terminal = await Person.arrive(urlFor(0), 'terminal', 'rush-0');
    const expert = await Person.arrive(urlFor(1), 'expert', 'rush-expert-199');
    const callId = randomUUID();
    await terminal.ask('visit:close', {});
    await terminal.do('queue:join', { callId, agencyId: 'rush', serviceId: 'rush.one', language: 'sv' } as never);
    await expert.until((view) => view.queue.some((entry) => entry.callId === callId));
    await terminal.do('call:leave', { callId } as never);
    await expert.until((view) => !view.queue.some((entry) => entry.callId === callId));
    terminal.leave();
    expert.leave();
  });
});
