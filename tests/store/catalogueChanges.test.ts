import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { WantedRecord } from '#shared/administration/contract.ts';
import type { AgencyId, PointId, ServiceId } from '#shared/ids.ts';
import { importDemo } from '#server/catalogue/index.ts';
import { administering, administratorOf, nation, ofAgency } from '#tests/support/administration.ts';
import { accept, demoContent } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

const dayMs = 24 * 3_600_000;
const names = (text: string) => ({ sv: text, fi: text, en: text });
const serviceContent = (id: string, agencyId: string, text: string) => ({
  id,
  agencyId,
  names: names(text),
  description: names(`${text}.`),
  prepare: names('Id.'),
});

onBothDatabases('[F98] changes of the catalogue', (world) => {
  type Acts = ReturnType<typeof administering>;
  const all = () => administering(world).all();
  const apply = (...input: Parameters<Acts['apply']>) => administering(world).apply(...input);
  const changes = (...input: Parameters<Acts['changes']>) => administering(world).changes(...input);
  const preview = (...input: Parameters<Acts['preview']>) => administering(world).preview(...input);
  const undo = (...input: Parameters<Acts['undo']>) => administering(world).undo(...input);
  const wanted = (...input: Parameters<Acts['wanted']>) => administering(world).wanted(...input);
  const renamed = (id: string, text: string) => wanted('service', id, (content) => ({ ...content, names: names(text) }));
  const reload = () => world.engine.catalogue.refresh();

  beforeEach(async () => {
    await world.database.transaction(async (tx) => {
      await tx.run(`delete from staff where id like 'new-%'`);
      await tx.run(`delete from services where id like '%.new%'`);
    });
    await importDemo(world.database, demoContent);
    await reload();
  });

  it('reads every kind of record as its form has it', async () => {
    const kinds = new Set((await all()).map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(['agency', 'service', 'point', 'terminal', 'staff']));
    expect((await all()).every(({ version }) => version.length > 10)).toBe(true);
  });

  it('are in force after the commit, with their author in history and audit, and undone exactly', async () => {
    const before = await all();
    const changeId = randomUUID();
    const seen = world.engine.catalogue.version;
    expect(await apply([await renamed('fpa.studentAid', 'Nytt namn')], changeId)).toEqual({ outcome: 'done' });
    await reload();
    expect(world.engine.catalogue.version).toBeGreaterThan(seen);
    expect(world.engine.catalogue.agency('fpa')?.services.find(({ id }) => id === 'fpa.studentAid')?.names).toEqual(names('Nytt namn'));
    expect(await changes({ kind: 'service', id: 'fpa.studentAid' })).toMatchObject([
      { changeId, author: { id: 'administrator-1' }, undoOf: null, undoneBy: null, records: [{ kind: 'service', after: { names: names('Nytt namn') } }] },
    ]);
    const audited = await world.database.transaction((tx) =>
      tx.rows(z.object({ act: z.string(), object: z.unknown() }), 'select act, object from audit_entries order by id'),
    );
    expect(audited).toEqual([{ act: 'service.changed', object: { kind: 'service', id: 'fpa.studentAid' } }]);
    const undoId = randomUUID();
    expect(await undo(changeId, undoId)).toEqual({ outcome: 'done' });
    expect(await all()).toEqual(before);
    expect((await changes()).map((one) => [one.undoOf, one.undoneBy])).toEqual([
      [changeId, null],
      [null, undoId],
    ]);
    await expect(undo(changeId)).rejects.toMatchObject({ code: 'wrongState' });
  });

  it('made twice under one id are made once', async () => {
    const change = await renamed('fpa.studentAid', 'En gång');
    const changeId = randomUUID();
    await apply([change], changeId);
    expect(await apply([change], changeId)).toEqual({ outcome: 'done' });
    expect(await changes()).toHaveLength(1);
    await expect(administering(world, ofAgency('fpa')).apply([change], changeId)).rejects.toMatchObject({ code: 'sameIdOtherContent' });
  });

  it('of two administrators at once: the second is told what the first has changed', async () => {
    const [first, second] = [await renamed('fpa.studentAid', 'Ena'), await renamed('fpa.studentAid', 'Andra')];
    await apply([first]);
    const refused = await apply([second]);
    expect(refused).toMatchObject({
      outcome: 'conflict',
      conflicts: [{ kind: 'service', id: 'fpa.studentAid', content: { names: names('Ena') }, changedBy: { id: 'administrator-1' } }],
    });
    expect((await preview([second])).conflicts).toHaveLength(1);
    expect(await changes()).toHaveLength(1);
  });

  it('are made together or not at all, and every fault is told with its place', async () => {
    const good = await renamed('fpa.studentAid', 'Bra');
    const bad = await wanted('service', 'fpa.pension', (content) => ({ ...content, names: {}, channels: ['pigeon'] }));
    const stranger = { kind: 'service', id: 'fpa.new1', version: null, content: { ...serviceContent('fpa.new1', 'fpa', 'Ny'), succeeds: 'fpa.none' } } as const;
    const refused = await apply([good, bad, stranger]);
    expect(refused).toMatchObject({ outcome: 'invalid' });
    const { problems } = await preview([good, bad, stranger]);
    expect(problems.map(({ id, path, reason }) => [id, path, reason])).toEqual([
      ['fpa.pension', 'names', 'form'],
      ['fpa.pension', 'channels.0', 'form'],
      ['fpa.new1', 'succeeds', 'unknownService'],
    ]);
    expect(await changes()).toEqual([]);
  });

  it('cannot leave nobody who looks after everything', async () => {
    const last = await wanted('staff', 'administrator-1', (content) => ({ ...content, validity: { endedAt: 1 } }));
    expect(await apply([last])).toMatchObject({ outcome: 'invalid', problems: [{ id: 'administrator-1', reason: 'lastAdministrator' }] });
  });

  it('that an undo would lose are listed', async () => {
    const changeId = randomUUID();
    await apply([await renamed('fpa.studentAid', 'Ett')], changeId);
    const later = randomUUID();
    await apply([await renamed('fpa.studentAid', 'Två')], later);
    expect(await undo(changeId)).toMatchObject({ outcome: 'conflict', later: [{ changeId: later }] });
    expect(await undo(later)).toEqual({ outcome: 'done' });
    expect(await undo(changeId)).toEqual({ outcome: 'done' });
  });

  it('of a new service is undone while nobody has used it', async () => {
    const before = await all();
    const added = { kind: 'service', id: 'fpa.new1', version: null, content: serviceContent('fpa.new1', 'fpa', 'Ny tjänst') } as const;
    const changeId = randomUUID();
    await apply([added], changeId);
    await reload();
    expect(world.engine.catalogue.offers('fpa' as AgencyId, 'fpa.new1' as ServiceId)).toBe(true);
    await world.engine.connect('mikkeli-1');
    await world.engine.queue('mikkeli-1', undefined, '', 'fpa.new1');
    expect(await undo(changeId)).toMatchObject({ outcome: 'invalid', problems: [{ id: 'fpa.new1', reason: 'inUse' }] });
    await world.empty();
    await apply([{ ...added, id: 'fpa.new2', content: serviceContent('fpa.new2', 'fpa', 'En till') }], changeId);
    expect(await undo(changeId)).toEqual({ outcome: 'done' });
    expect((await all()).filter(({ id }) => id !== 'fpa.new1')).toEqual(before);
  });

  it('are for the own scope alone; anything else is as if it were not there', async () => {
    const tax = administering(world, ofAgency('tax'));
    expect(new Set((await tax.all()).flatMap(({ content }) => content['agencyId'] ?? content['id'] ?? []))).toEqual(new Set(['tax']));
    const change = await renamed('fpa.studentAid', 'Inte din');
    await expect(tax.apply([change])).rejects.toMatchObject({ code: 'notFound' });
    await expect(tax.preview([change])).rejects.toMatchObject({ code: 'notFound' });
    const taken = await tax.wanted('service', 'tax.taxCard', (content) => ({ ...content, agencyId: 'fpa' }));
    await expect(tax.apply([taken])).rejects.toMatchObject({ code: 'notFound' });
    const changeId = randomUUID();
    await apply([change], changeId);
    await expect(tax.undo(changeId)).rejects.toMatchObject({ code: 'notFound' });
    expect(await tax.changes()).toEqual([]);
    const mikkeli = administering(world, administratorOf({ kind: 'point', pointId: 'mikkeli' as PointId }));
    expect(new Set((await mikkeli.all()).map(({ kind }) => kind))).toEqual(new Set(['point', 'terminal', 'staff']));
  });

  it('count whom they concern', async () => {
    const { engine } = world;
    await engine.connect('mikkeli-1');
    await engine.connect('mikkeli-2');
    await engine.arrive('expert-fpa-1');
    const callId = await engine.queue('mikkeli-1');
    await engine.route('fpa');
    await accept(engine, callId, 'expert-fpa-1');
    await engine.queue('mikkeli-2');
    const { concerned, differences, missingTexts } = await preview([
      await wanted('service', 'fpa.studentAid', (content) => ({ ...content, names: { sv: 'Studier' } })),
    ]);
    expect(concerned).toMatchObject({ waiting: 1, running: 1, booked: 0 });
    expect(concerned.experts).toBeGreaterThan(1);
    expect(concerned.terminals).toBeGreaterThan(5);
    expect(differences.map(({ path }) => path)).toEqual(['names.en', 'names.fi', 'names.sv']);
    expect(missingTexts).toEqual([{ kind: 'service', id: 'fpa.studentAid', path: 'names', languages: ['fi', 'en'] }]);
  });

  it('retire a service: who waits is served, or moved, and a running call ends normally', async () => {
    const { engine } = world;
    for (const terminal of ['mikkeli-1', 'mikkeli-2']) await engine.connect(terminal);
    await engine.arrive('expert-fpa-1');
    const running = await engine.queue('mikkeli-1');
    await engine.route('fpa');
    await accept(engine, running, 'expert-fpa-1');
    const waiting = await engine.queue('mikkeli-2');
    const now = await world.database.transaction(async (tx) => tx.now);
    const ended = await wanted('service', 'fpa.studentAid', (content) => ({ ...content, validity: { endedAt: now } }));
    await apply([ended], randomUUID(), { kind: 'move', agencyId: 'fpa' as AgencyId, serviceId: 'fpa.pension' as ServiceId });
    await reload();
    expect(engine.catalogue.offers('fpa' as AgencyId, 'fpa.studentAid' as ServiceId)).toBe(false);
    expect(engine.catalogue.all.former).toMatchObject([{ kind: 'service', id: 'fpa.studentAid' }]);
    expect((await world.call(running)).state).toBe('active');
    expect((await world.call(waiting)).state).toBe('closed');
    const moved = await preview([await wanted('service', 'fpa.pension', (content) => content), await renamed('fpa.pension', 'Pension 2')]);
    expect(moved.concerned.waiting).toBe(1);
    await expect(engine.queue('mikkeli-2', undefined, '', 'fpa.studentAid')).rejects.toMatchObject({ code: 'notFound' });
  });

  it('begin and end with their day on every server, without anybody doing anything', async () => {
    const { catalogue } = world.engine;
    const dayAt = (ms: number) => new Date(ms).toISOString().slice(0, 10);
    const now = await world.database.transaction(async (tx) => tx.now);
    const begins = await wanted('service', 'fpa.pension', (content) => ({
      ...content,
      validity: { from: dayAt(now + 2 * dayMs), to: dayAt(now + 3 * dayMs) },
    }));
    await apply([begins]);
    await reload();
    const isOffered = () => catalogue.offers('fpa' as AgencyId, 'fpa.pension' as ServiceId);
    expect(isOffered()).toBe(false);
    world.later(2 * dayMs);
    await reload();
    expect(isOffered()).toBe(true);
    world.later(2 * dayMs);
    await reload();
    expect(isOffered()).toBe(false);
    world.later(-4 * dayMs);
    await reload();
  });

  it('begun are kept for their author alone', async () => {
    const { handlers } = world.engine;
    const draft = { draftId: randomUUID(), records: [await renamed('fpa.studentAid', 'Halvt')], note: '' };
    await handlers['draft:save'](nation, draft);
    const drafts = async (who: typeof nation) => (await handlers['record:list'](who, {})).drafts;
    expect(await drafts(nation)).toMatchObject([draft]);
    expect(await drafts(ofAgency('fpa'))).toEqual([]);
    await expect(handlers['draft:save'](ofAgency('fpa'), { ...draft, note: 'min' })).rejects.toMatchObject({ code: 'notFound' });
    await handlers['draft:discard'](ofAgency('fpa'), { draftId: draft.draftId });
    expect(await drafts(nation)).toHaveLength(1);
    await handlers['draft:discard'](nation, { draftId: draft.draftId });
    expect(await drafts(nation)).toEqual([]);
  });

  it('[F26] of an agency’s units and waits are worked out anew for who waits already', async () => {
    const { engine } = world;
    await engine.routing.start();
    const unit = (id: string, points: string[]): WantedRecord => ({
      kind: 'unit',
      id,
      version: null,
      content: { id, agencyId: 'fpa', names: names(id), points, neighbours: [] },
    });
    await engine.connect('mikkeli-1');
    const callId = await engine.queue('mikkeli-1');
    const targets = () =>
      world.database.transaction((tx) =>
        tx.rows(z.object({ unit: z.string() }), 'select distinct unit_id as unit from routing_targets where call_id = $1 order by 1', [callId]),
      );
    expect((await targets()).map((one) => one.unit)).toEqual(['']);
    const changeId = randomUUID();
    await apply([unit('fpa-east', ['mikkeli']), unit('fpa-west', [])], changeId);
    await reload();
    await engine.routing.settingsChanged();
    await engine.routing.settled();
    expect((await targets()).map((one) => one.unit)).toEqual(['', 'fpa-east', 'fpa-west']);
    expect(await undo(changeId)).toEqual({ outcome: 'done' });
    await reload();
    await engine.routing.settingsChanged();
    expect((await targets()).map((one) => one.unit)).toEqual(['']);
  });

  it('[F20] can be tried out on the last offers, by their own agency alone, for ninety days', async () => {
    const { engine } = world;
    await engine.connect('mikkeli-1');
    await engine.arrive('expert-fpa-1');
    world.later(1_000);
    await engine.arrive('expert-fpa-3');
    const callId = await engine.queue('mikkeli-1');
    await engine.route('fpa');
    const settings = { ...engine.catalogue.routingOf('fpa').settings };
    const tryOut = (author: ReturnType<typeof administratorOf> = nation) =>
      engine.handlers['routing:tryOut'](author, { agencyId: 'fpa' as AgencyId, settings });
    expect((await tryOut()).offers).toMatchObject([{ callId, was: 'expert-fpa-1', would: 'expert-fpa-1', knows: 'known' }]);
    await expect(tryOut(ofAgency('tax'))).rejects.toMatchObject({ code: 'notFound' });
    world.later(90 * dayMs - 60_000);
    await engine.routing.forgetRounds();
    expect((await tryOut()).offers).toHaveLength(1);
    world.later(120_000);
    await engine.routing.forgetRounds();
    expect((await tryOut()).offers).toEqual([]);
    world.later(-90 * dayMs - 61_000);
  });
});
