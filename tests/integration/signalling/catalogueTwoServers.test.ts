import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogueSchema } from '#shared/contract/catalogue.ts';
import { type TestPostgres, startPostgres } from '#tests/support/postgres.ts';
import { Person } from '#tests/support/socketPeople.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';

/** M15: a change is in force on every server within this time. */
const withinMs = 2_000;

let postgres: TestPostgres;
let servers: RunningServer[];

beforeAll(async () => {
  postgres = await startPostgres();
  const env = { MEDIA_WORKERS: '0', DATABASE_URL: await postgres.createDatabase(), DEMO: 'true' };
  servers = [await startServer({ env }), await startServer({ env })];
}, 180_000);
afterAll(async () => {
  for (const server of servers) await server.stop();
  await postgres.stop();
});

const urlOf = (index: number): string => servers[index]?.url ?? '';
const serviceAt = async (index: number, serviceId: string) => {
  const { agencies } = catalogueSchema.parse(await (await fetch(`${urlOf(index)}/api/catalogue`)).json());
  return agencies.flatMap(({ services }) => services).find(({ id }) => id === serviceId);
};
const names = (text: string) => ({ sv: text, fi: text, en: text });

type Listed = { readonly records: { kind: string; id: string; version: string; content: Record<string, unknown> }[] };

describe('[F98] [M15] two servers on one PostgreSQL', () => {
  it('a change made on one is in force on both, and on their pages, within two seconds', async () => {
    const administrator = await Person.arrive(urlOf(0), 'administrator', 'administrator-1');
    const terminal = await Person.arrive(urlOf(1), 'terminal', 'mikkeli-1');
    const before = terminal.view?.catalogueVersion ?? 0;
    const { records } = (await administrator.do('record:list', {})) as Listed;
    const service = records.find(({ kind, id }) => kind === 'service' && id === 'fpa.studentAid');
    expect(service).toBeDefined();
    const content = { ...service?.content, names: names('På båda') } as never;
    const changeId = randomUUID();
    const wanted = [{ kind: 'service' as const, id: 'fpa.studentAid', version: service?.version ?? '', content }];
    const started = Date.now();
    expect(await administrator.do('change:apply', { changeId, records: wanted, note: '', waiting: { kind: 'serve' } })).toEqual({ outcome: 'done' });
    await terminal.until((view) => view.catalogueVersion > before, withinMs);
    expect(Date.now() - started).toBeLessThan(withinMs);
    expect((await serviceAt(1, 'fpa.studentAid'))?.names).toEqual(names('På båda'));
    expect((await serviceAt(0, 'fpa.studentAid'))?.names).toEqual(names('På båda'));

    const second = await Person.arrive(urlOf(1), 'administrator', 'administrator-fpa-1');
    expect(await second.do('change:apply', { changeId: randomUUID(), records: wanted, note: '', waiting: { kind: 'serve' } })).toMatchObject({
      outcome: 'conflict',
      conflicts: [{ id: 'fpa.studentAid', changedBy: { id: 'administrator-1' } }],
    });
    const seen = terminal.view?.catalogueVersion ?? 0;
    expect(await second.do('change:undo', { changeId, undoId: randomUUID(), note: '' })).toEqual({ outcome: 'done' });
    await terminal.until((view) => view.catalogueVersion > seen, withinMs);
    expect((await serviceAt(0, 'fpa.studentAid'))?.names).toEqual(service?.content['names']);
    for (const person of [administrator, terminal, second]) person.leave();
  });
});
