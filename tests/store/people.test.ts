import { beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { importDemo } from '#server/catalogue/index.ts';
import { administering, administratorOf, nation, ofAgency } from '#tests/support/administration.ts';
import { demoContent } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

const mikkeli = administratorOf({ kind: 'municipality', municipality: 'Mikkeli' }, 'administrator-municipality-1');
const added = {
  id: 'anna-x1',
  role: 'expert',
  displayName: 'Anna L.',
  agencyId: 'fpa',
  languages: [{ language: 'sv', level: 5 }],
  services: [{ serviceId: 'fpa.studentAid', level: 1 }],
};

onBothDatabases('[F100] people', (world) => {
  const handlers = () => world.engine.handlers;
  const states = async (author = nation) => new Map((await handlers()['people:signIns'](author, {})).states.map((state) => [state.staffId, state]));

  beforeEach(async () => {
    await world.database.transaction((tx) => tx.run(`delete from staff where id like 'anna-x%'`));
    await importDemo(world.database, demoContent);
    await world.engine.catalogue.refresh();
  });

  it('an agency sees its own, a municipality its advisers, the nation all', async () => {
    const [all, fpa, town] = [await states(), await states(ofAgency('fpa')), await states(mikkeli)];
    expect(all.size).toBe(world.engine.catalogue.staff.length);
    expect([...fpa.keys()].every((id) => id.includes('fpa'))).toBe(true);
    expect(fpa.size).toBeGreaterThan(1);
    expect([...town.keys()].every((id) => world.engine.catalogue.member(id)?.pointId === 'mikkeli' || id === 'administrator-municipality-1')).toBe(true);
    expect(town.size).toBeGreaterThan(1);
  });

  it('[F104] somebody who is added signs in by a one-time code, once, and is seen to', async () => {
    const acts = administering(world, ofAgency('fpa'));
    expect(await acts.apply([{ kind: 'staff', id: added.id, version: null, content: added }])).toEqual({ outcome: 'done' });
    expect((await states()).get(added.id)).toEqual({ staffId: added.id, signedInAt: null, invitedAt: null });
    const { code } = await handlers()['people:makeCode'](ofAgency('fpa'), { staffId: added.id });
    expect((await states()).get(added.id)).toMatchObject({ signedInAt: null, invitedAt: expect.any(Number) });
    const subject = await world.engine.identity.redeemAccessCode(code);
    expect(subject).toEqual({ role: 'expert', id: added.id });
    await world.engine.identity.open(subject);
    expect((await states()).get(added.id)?.signedInAt).toEqual(expect.any(Number));
    expect(await world.refusalOf(world.engine.identity.redeemAccessCode(code))).toBe('badAccessCode');
    const audited = await world.database.transaction((tx) =>
      tx.rows(z.object({ object: z.unknown(), details: z.unknown() }), `select object, details from audit_entries where act = 'accessCode.made'`),
    );
    expect(audited).toEqual([{ object: { kind: 'staff', id: added.id }, details: { role: 'expert' } }]);
  });

  it('[F104] nobody makes a code for others’ people; that there are such is not told', async () => {
    for (const [author, staffId] of [
      [ofAgency('fpa'), 'adviser-mikkeli-1'],
      [ofAgency('fpa'), 'administrator-1'],
      [mikkeli, 'expert-fpa-1'],
      [nation, 'nobody'],
    ] as const) {
      expect(await world.refusalOf(handlers()['people:makeCode'](author, { staffId }))).toBe('notFound');
    }
  });

  it('[F104] who is removed is signed in no more, and gets no code', async () => {
    const acts = administering(world, ofAgency('fpa'));
    await acts.apply([{ kind: 'staff', id: added.id, version: null, content: added }]);
    await world.engine.catalogue.refresh();
    const { token } = await world.engine.identity.open({ role: 'expert', id: added.id });
    const now = await world.database.transaction((tx) => Promise.resolve(tx.now));
    await acts.apply([await acts.wanted('staff', added.id, (content) => ({ ...content, validity: { endedAt: now } }))]);
    await world.engine.catalogue.refresh();
    expect(await world.engine.identity.signedIn(token)).toBeNull();
    expect(await world.refusalOf(handlers()['people:makeCode'](ofAgency('fpa'), { staffId: added.id }))).toBe('notFound');
  });

  it('[F100] the last who looks after everything stays', async () => {
    const acts = administering(world);
    const all = (await acts.all()).filter(({ kind, content }) => kind === 'staff' && JSON.stringify(content['scope']) === '{"kind":"nation"}');
    const ended = all.map(({ kind, id, version, content }) => ({ kind, id, version, content: { ...content, validity: { endedAt: 1 } } }));
    expect(await acts.apply(ended)).toMatchObject({ outcome: 'invalid', problems: [{ reason: 'lastAdministrator' }] });
  });
});
