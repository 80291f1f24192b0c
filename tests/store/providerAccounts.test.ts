import { expect, it } from 'vitest';
import { z } from 'zod';
import { administering, nation } from '#tests/support/administration.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

const languages = [{ language: 'sv', level: 5 }];
const rules = [
  { when: [{ claim: 'groups', equals: 'experts' }], gives: { role: 'expert', agency: { from: 'claim', claim: 'office' }, languages } },
  { when: [{ claim: 'groups', equals: 'advisers' }], gives: { role: 'adviser', point: { from: 'fixed', id: 'mikkeli' }, languages } },
];
const countRow = z.object({ count: z.coerce.number() });

onBothDatabases('accounts of a provider', (world) => {
  const mapRoles = () =>
    world.database.transaction((tx) => tx.run('insert into claim_mappings (provider, rules, version) values ($1, $2, 1)', ['virtu', JSON.stringify(rules)]));
  const arrive = (sub: string, groups: readonly string[]) =>
    world.engine.accounts.withProvider('virtu', { claims: { sub, name: 'Aino Virtanen', groups, office: 'fpa' } });
  const rowsOf = async (table: 'accounts' | 'provider_subjects') =>
    (await world.database.transaction((tx) => tx.rows(countRow, `select count(*) as count from ${table}`)))[0]?.count;

  it('[F104] of somebody to whom the claims give nothing nothing is kept', async () => {
    await mapRoles();
    expect(await arrive('eino', ['guests'])).toEqual({ kind: 'noRole' });
    expect([await rowsOf('accounts'), await rowsOf('provider_subjects')]).toEqual([0, 0]);
  });

  it('[F104] a role that the claims give no more ends with its sessions; the other one stays, and the record too', async () => {
    await mapRoles();
    const { identity, catalogue, accounts } = world.engine;
    const first = await arrive('aino', ['experts', 'advisers']);
    const step = await accounts.stepOf(first.kind === 'step' ? first.token : undefined);
    const roles = step.next === 'chooseRole' ? step.roles : [];
    const [expert, adviser] = ['expert', 'adviser'].map((role) => roles.find((one) => one.role === role));
    if (expert === undefined || adviser === undefined) throw new Error('both roles are given');
    const tokens = await Promise.all([identity.open({ role: 'expert', id: expert.id }), identity.open({ role: 'adviser', id: adviser.id })]);
    expect(await arrive('aino', ['advisers'])).toEqual({ kind: 'signedIn', subject: { role: 'adviser', id: adviser.id } });
    expect(await identity.subjectsOf(tokens.map(({ token }) => token))).toEqual([null, { role: 'adviser', id: adviser.id }]);
    expect(catalogue.nameOf(expert.id)).toBe('Aino Virtanen');
    // Its end stands in the record, which the list of people reads.
    const { record, wanted, apply } = administering(world, nation);
    const ended = (await record('staff', expert.id)).content;
    expect(ended['validity']).toEqual({ endedAt: expect.any(Number) });
    expect(catalogue.member(expert.id)).toBeUndefined();
    // The same record again, when the claims say so again.
    await arrive('aino', ['experts']);
    expect(await accounts.readOwn({ role: 'expert', id: expert.id })).toMatchObject({ userName: null, roles: [{ id: expert.id }] });
    const { validity: _end, ...before } = ended;
    expect((await record('staff', expert.id)).content).toEqual(before);
    // Whom an administrator has taken out stays out, whatever the claims say.
    await apply([await wanted('staff', expert.id, (content) => ({ ...content, validity: { endedAt: 1_000 } }))]);
    await catalogue.refresh();
    expect(await arrive('aino', ['experts'])).toEqual({ kind: 'noRole' });
    expect(catalogue.member(expert.id)).toBeUndefined();
  });

  it('[F104] an account without any role is forgotten after a day', async () => {
    await mapRoles();
    await arrive('aino', ['experts']);
    await arrive('aino', []);
    await world.engine.accounts.cleanUp();
    expect(await rowsOf('accounts')).toBe(1);
    world.later(24 * 3_600_000 + 1);
    await world.engine.accounts.cleanUp();
    expect([await rowsOf('accounts'), await rowsOf('provider_subjects')]).toEqual([0, 0]);
  });
});
