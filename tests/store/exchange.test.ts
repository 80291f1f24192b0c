import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CatalogueDocument } from '#shared/exchange/document.ts';
import type { ImportRequest } from '#shared/exchange/http.ts';
import { importDemo } from '#server/catalogue/index.ts';
import { administering, administratorOf, nation, ofAgency } from '#tests/support/administration.ts';
import { demoContent } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

type Author = ReturnType<typeof administratorOf>;
const names = (text: string) => ({ sv: text, fi: text, en: text });
const newService = { id: 'fpa.new', names: names('Ny'), description: names('Ny.'), prepare: names('Id.') };

onBothDatabases('[F98] the catalogue as one document', (world) => {
  const exported = (author: Author = nation) => world.engine.exchange.exportDocument(author);
  const request = (document: unknown, mode: ImportRequest['mode'], seen: string | null): ImportRequest => ({
    mode,
    isDryRun: seen === null,
    changeId: randomUUID(),
    seen,
    note: 'test',
    document: JSON.parse(JSON.stringify(document)) as ImportRequest['document'],
  });
  const look = (document: unknown, mode: ImportRequest['mode'], author: Author = nation) =>
    world.engine.exchange.importDocument(author, request(document, mode, null));
  const lookAtWhole = async (document: unknown, mode: ImportRequest['mode'], author: Author = nation) => {
    const preview = await look(document, mode, author);
    if (preview.outcome !== 'preview') throw new Error(JSON.stringify(preview));
    return preview;
  };
  const takeIn = async (document: unknown, mode: ImportRequest['mode'], author: Author = nation) => {
    const { seen } = await lookAtWhole(document, mode, author);
    return world.engine.exchange.importDocument(author, request(document, mode, seen));
  };
  const acts = () =>
    world.database.transaction((tx) =>
      tx.rows(z.object({ act: z.string(), outcome: z.string(), details: z.unknown() }), 'select act, outcome, details from audit_entries order by id'),
    );
  const changed = (document: CatalogueDocument, change: (fpa: CatalogueDocument['agencies'][number]) => object): unknown => ({
    ...document,
    agencies: document.agencies.map((agency) => (agency.id === 'fpa' ? change(agency) : agency)),
  });

  beforeEach(async () => {
    await world.database.transaction(async (tx) => {
      await tx.run(`delete from services where id like '%.new%'`);
      await tx.run(`update agencies set content = content - 'validity'`);
    });
    await importDemo(world.database, demoContent);
    await world.engine.catalogue.refresh();
  });

  it('exported and imported as the whole changes nothing', async () => {
    const document = await exported();
    expect(document.agencies.length).toBeGreaterThan(3);
    expect(await lookAtWhole(document, 'whole')).toMatchObject({ records: [], isReordered: false });
    const own = await exported(ofAgency('fpa'));
    expect([own.agencies.map(({ id }) => id), own.points, own.staff.every((member) => !('pointId' in member))]).toEqual([['fpa'], [], true]);
    expect(await lookAtWhole(own, 'whole', ofAgency('fpa'))).toMatchObject({ records: [], isReordered: false });
  });

  it('a dry run lists what would be added, changed and retired, with the fields that differ, and changes nothing', async () => {
    const document = await exported();
    const wanted = changed(document, (fpa) => ({
      ...fpa,
      shortNames: { ...fpa.shortNames, en: 'Kela!' },
      services: [...fpa.services.filter(({ id }) => id !== 'fpa.pension'), newService],
    }));
    const { records } = await lookAtWhole(wanted, 'whole');
    expect(records.map(({ kind, id, change }) => `${change} ${kind} ${id}`).filter((line) => !line.includes('staff'))).toEqual([
      'changed agency fpa',
      'added service fpa.new',
      'retired service fpa.pension',
    ]);
    expect(records[0]).toMatchObject({ names: { en: 'Kela!' }, fields: [{ path: 'shortNames.en', before: 'Kela', after: 'Kela!' }] });
    expect(await exported()).toEqual(document);
    expect((await acts()).filter(({ act }) => act === 'catalogue.imported')).toEqual([]);
  });

  it('taken into use it is in force, exported again the same, and can be undone', async () => {
    const before = await exported();
    const wanted = changed(before, (fpa) => ({ ...fpa, services: [{ ...newService }, ...fpa.services.toReversed()] }));
    expect(await lookAtWhole(wanted, 'whole')).toMatchObject({ isReordered: true });
    expect(await takeIn(wanted, 'whole')).toEqual({ outcome: 'done', added: 1, changed: 0, retired: 0 });
    const after = await exported();
    expect(after.agencies.find(({ id }) => id === 'fpa')?.services.map(({ id }) => id)).toEqual([
      'fpa.new',
      ...(before.agencies.find(({ id }) => id === 'fpa')?.services ?? []).map(({ id }) => String(id)).toReversed(),
    ]);
    expect(await lookAtWhole(after, 'whole')).toMatchObject({ records: [], isReordered: false });
    expect((await acts()).map(({ act }) => act)).toEqual(expect.arrayContaining(['service.added', 'catalogue.imported', 'catalogue.exported']));
    const [change] = await administering(world).changes();
    expect(await administering(world).undo(change?.changeId ?? '')).toEqual({ outcome: 'done' });
    expect((await exported()).agencies.flatMap(({ services }) => services).some(({ id }) => id === 'fpa.new')).toBe(false);
  });

  it('what changed since the dry run is not overwritten', async () => {
    const document = await exported();
    const { seen } = await lookAtWhole(
      changed(document, (fpa) => ({ ...fpa, services: [newService] })),
      'adds',
    );
    await administering(world).apply([await administering(world).wanted('service', 'fpa.studentAid', (content) => ({ ...content, names: names('Annat') }))]);
    const late = await world.engine.exchange.importDocument(
      nation,
      request(
        changed(document, (fpa) => ({ ...fpa, services: [newService] })),
        'adds',
        seen,
      ),
    );
    expect(late).toEqual({ outcome: 'conflict' });
    expect((await exported()).agencies.flatMap(({ services }) => services).some(({ id }) => id === 'fpa.new')).toBe(false);
  });

  describe('is refused', () => {
    it('[F100] by path for what is not the administrator’s, of others and of nobody alike', async () => {
      const document = await exported();
      const answer = await look(document, 'adds', ofAgency('fpa'));
      if (answer.outcome !== 'invalid') throw new Error('it was taken');
      expect(answer.problems.every(({ code }) => code === 'notYours')).toBe(true);
      const own = document.agencies.findIndex(({ id }) => id === 'fpa');
      expect(answer.problems.some(({ path }) => path.startsWith(`agencies.${own}`))).toBe(false);
      // Somebody else's service does not come over by naming it as one's own.
      const foreign = document.agencies.find(({ id }) => id !== 'fpa')?.services[0];
      const taken = changed({ ...(await exported(ofAgency('fpa'))) }, (fpa) => ({ ...fpa, services: [...fpa.services, foreign] }));
      expect(await look(taken, 'adds', ofAgency('fpa'))).toMatchObject({ outcome: 'invalid', problems: [{ code: 'notYours' }] });
    });

    it('[F100] a municipality has its points and advisers, and no agency', async () => {
      const author = administratorOf({ kind: 'municipality', municipality: 'Mikkeli' }, 'administrator-municipality-1');
      const own = await exported(author);
      expect([own.agencies, own.points.map(({ id }) => id), new Set(own.staff.map(({ role }) => role))]).toEqual([
        [],
        ['mikkeli'],
        new Set(['adviser', 'administrator']),
      ]);
      expect(await look(await exported(ofAgency('fpa')), 'adds', author)).toMatchObject({ outcome: 'invalid' });
    });

    it('where nobody would be left to look after everything, and where references lead nowhere', async () => {
      const document = await exported();
      const staff = document.staff.filter((member) => member.role !== 'administrator' || member.scope.kind !== 'nation');
      expect(await look({ ...document, staff }, 'whole')).toMatchObject({ outcome: 'invalid', problems: [{ code: 'lastAdministrator' }] });
      const lost = { ...document, agencies: [], points: [], staff: [{ ...document.staff.find(({ role }) => role === 'adviser'), pointId: 'nowhere' }] };
      const answer = await look(lost, 'adds');
      expect(answer).toMatchObject({ outcome: 'invalid', problems: [{ path: 'staff.0.pointId', code: 'unknownPoint' }] });
    });

    it('and a refused import, unlike a refused look, is kept', async () => {
      await look({ format: 'other' }, 'adds');
      await world.engine.exchange.importDocument(nation, request({ format: 'other' }, 'adds', 'anything'));
      expect((await acts()).filter(({ act }) => act === 'catalogue.imported')).toMatchObject([{ outcome: 'refused' }]);
    });
  });
});
