import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LooseContent, RecordKind } from '#shared/administration/records.ts';
import { createOnboarding } from '#server/onboarding/index.ts';
import { AppError } from '#server/errors.ts';
import { nation, ofAgency } from '#tests/support/administration.ts';
import { type TestDatabase, databaseKinds } from '#tests/support/databases.ts';
import { type Engine, accept, createTestEngine } from '#tests/support/engine.ts';

const text = { en: 'Text' };
type Content = LooseContent & { readonly id: string };
const advice: readonly (readonly [RecordKind, Content])[] = [
  ['agency', { id: 'advice', names: text, shortNames: text, description: text, icon: 'Landmark' }],
  ['service', { id: 'advice.visit', agencyId: 'advice', names: text, description: text, prepare: text, channels: ['onSite'] }],
];
const complaint: Content = { id: 'advice.complaint', agencyId: 'advice', names: text, description: text, prepare: text, channels: ['remote'] };
const point: Content = { id: 'kerava', kind: 'fixed', names: text, municipality: { fi: 'Kerava' }, defaultLanguage: 'fi' };
const terminal: Content = { id: 'kerava-1', pointId: 'kerava', names: text };
const eero: Content = {
  id: 'eero',
  role: 'expert',
  displayName: 'Eero Laine',
  agencyId: 'advice',
  languages: [{ language: 'sv', level: 5 }],
  services: [{ serviceId: 'advice.complaint', level: 1 }],
};
const aino: Content = { id: 'aino', role: 'administrator', displayName: 'Aino', scope: { kind: 'nation' }, languages: [{ language: 'sv', level: 5 }] };

describe.each(databaseKinds)('setting up an empty installation on %s', (_name, open) => {
  let opened: TestDatabase;
  let engine: Engine;
  beforeAll(async () => {
    opened = await open();
    engine = await createTestEngine(opened.database, { bringContent: () => Promise.resolve() });
  });
  afterAll(() => opened.close());

  /** As in production: the engine of tests is a demo's. */
  const done = () => createOnboarding({ database: opened.database, catalogue: engine.catalogue, isDemo: false }).read(nation);
  async function add(...records: readonly (readonly [RecordKind, Content])[]): Promise<void> {
    const wanted = records.map(([kind, content]) => ({ kind, id: content.id, version: null, content }));
    const result = await engine.handlers['change:apply'](nation, { changeId: randomUUID(), records: wanted, note: '', waiting: { kind: 'serve' } });
    expect(result).toEqual({ outcome: 'done' });
    await engine.catalogue.refresh();
  }

  it('[F98] each step counts when what it is for can be used, and the last when an expert and a customer have met', async () => {
    expect(await done()).toEqual([]);
    await add(...advice);
    expect(await done()).toEqual(['agency']);
    await add(['service', complaint]);
    expect(await done()).toEqual(['agency', 'service']);
    await add(['point', point], ['terminal', terminal]);
    expect(await done()).toEqual(['agency', 'service', 'point']);
    await engine.identity.open({ role: 'terminal', id: 'kerava-1' });
    await add(['staff', eero], ['staff', aino]);
    expect(await done()).toEqual(['agency', 'service', 'point', 'terminal']);
    // An account that is somebody else's does not count.
    const link = (staffId: string) =>
      opened.database.transaction(async (tx) => {
        await tx.run('insert into accounts (id, created_at) values ($1, $2)', [randomUUID(), tx.now]);
        await tx.run('insert into account_staff (staff_id, account_id) select $1, id from accounts order by created_at desc limit 1', [staffId]);
      });
    await link('aino');
    expect(await done()).not.toContain('expert');
    await link('eero');
    expect(await done()).toEqual(['agency', 'service', 'point', 'terminal', 'expert']);
    await engine.connect('kerava-1');
    await engine.arrive('eero');
    const callId = await engine.queue('kerava-1', randomUUID(), '', 'advice.complaint');
    await engine.route('advice');
    expect(await done()).not.toContain('call');
    await accept(engine, callId, 'eero');
    expect(await done()).toEqual(['agency', 'service', 'point', 'terminal', 'expert', 'call']);
  });

  it('[F100] is of the whole country alone; and a demo is set up already', async () => {
    const refusal = await Promise.resolve()
      .then(() => engine.handlers['onboarding:read'](ofAgency('advice'), {}))
      .catch((error: unknown) => (error instanceof AppError ? error.code : error));
    expect(refusal).toBe('notFound');
    expect((await engine.handlers['onboarding:read'](nation, {})).done).toHaveLength(6);
  });
});
