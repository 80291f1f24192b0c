import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Scope } from '#shared/permissions/scope.ts';
import type { AdministratorId, AdviserId, PointId, TerminalId } from '#shared/ids.ts';
import { adviserKey } from '#shared/call/mediaRouting.ts';
import { unknownDevice } from '#server/identity/device.ts';
import type { SessionFor } from '#server/platform/gateway/port.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

type Administrator = SessionFor<'terminals:list'>;

const administratorOf = (scope: Scope): Administrator => {
  const id = 'administrator-1' as AdministratorId;
  return { role: 'administrator', id, scope, connectionId: 'a', key: `administrator:${id}` };
};
const nation = administratorOf({ kind: 'nation' });
const pargas = administratorOf({ kind: 'municipality', municipality: 'Parainen' });
const agency = administratorOf({ kind: 'agency', agencyId: 'fpa' as never });
const adviserAt = (pointId: string): SessionFor<'terminal:makeCode'> => {
  const id = `adviser-${pointId}-1` as AdviserId;
  return { role: 'adviser', id, pointId: pointId as PointId, connectionId: 'b', key: adviserKey(id) };
};
const [own, foreign] = ['pargas-2' as TerminalId, 'mikkeli-2' as TerminalId];
const publicKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'der', type: 'spki' }).toString('base64url');
const actRow = z.object({ act: z.string() });

onBothDatabases('[M10] terminals as machines', (world) => {
  const { later, refusalOf } = world;
  const fleet = () => world.engine.fleet;
  const identity = () => world.engine.identity;
  const enrol = (code: string) => identity().enrol({ code, publicKey, device: unknownDevice });
  const row = async (terminalId: TerminalId) => (await fleet().list(nation)).find((one) => one.terminalId === terminalId);
  const acts = async () => (await world.database.transaction((tx) => tx.rows(actRow, 'select act from audit_entries order by id'))).map(({ act }) => act);
  const forget = (terminalId: TerminalId) => identity().endAllOf({ role: 'terminal', id: terminalId });

  it('the code of a desk makes a machine the terminal, once, and ends the one before', async () => {
    const { code, expiresAt } = await fleet().makeCode(nation, { terminalId: own });
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(await row(own)).toMatchObject({ state: 'notEnrolled', codeUntil: expiresAt });
    const first = await enrol(code.toLowerCase().replace('-', ' '));
    expect(await row(own)).toMatchObject({ state: 'offline', hasKey: true, codeUntil: null });
    expect(await refusalOf(enrol(code))).toBe('badAccessCode');
    const second = await enrol((await fleet().makeCode(nation, { terminalId: own })).code);
    expect(await identity().signedIn(first.token)).toBeNull();
    expect((await identity().signedIn(second.token))?.subject).toEqual({ role: 'terminal', id: own });
    expect(await acts()).toEqual(['terminal.codeMade', 'terminal.enrolled', 'signIn.refused', 'terminal.codeMade', 'terminal.enrolled']);
    await forget(own);
  });

  it('a code is no good after a quarter of an hour, nor after a newer one, nor for signing in as a person', async () => {
    const { code: old } = await fleet().makeCode(nation, { terminalId: own });
    const { code } = await fleet().makeCode(nation, { terminalId: own });
    expect(await refusalOf(enrol(old))).toBe('badAccessCode');
    expect(await refusalOf(identity().redeemAccessCode(code))).toBe('badAccessCode');
    later(15 * 60_000 + 1);
    expect(await refusalOf(enrol(code))).toBe('badAccessCode');
  });

  it('[F100] nobody reaches a terminal outside the own scope or point, and is not told that there is one', async () => {
    const strangers = [
      () => fleet().makeCode(pargas, { terminalId: foreign }),
      () => fleet().makeCode(adviserAt('pargas'), { terminalId: foreign }),
      () => fleet().makeCode(agency, { terminalId: foreign }),
      () => fleet().revoke(pargas, { terminalId: foreign }),
      () => fleet().rename(pargas, { terminalId: foreign, from: {}, to: { sv: 'X' } }),
      () => fleet().move(pargas, { terminalId: own, from: 'pargas' as PointId, to: 'mikkeli' as PointId }),
      () => fleet().move(pargas, { terminalId: foreign, from: 'mikkeli' as PointId, to: 'pargas' as PointId }),
      () => fleet().add(pargas, { pointId: 'mikkeli' as PointId, names: { sv: 'X' } }),
      () => fleet().revoke(nation, { terminalId: 'nowhere-1' as TerminalId }),
    ];
    for (const attempt of strangers) expect(await refusalOf(attempt())).toBe('notFound');
    expect(await acts()).toEqual([]);
    expect(new Set((await fleet().list(pargas)).map(({ pointId }) => pointId))).toEqual(new Set(['pargas']));
    expect(await fleet().list(agency)).toEqual([]);
    expect((await fleet().makeCode(adviserAt('pargas'), { terminalId: own })).code).not.toBe('');
  });

  it('the list says who would be cut off, and taking the terminal away ends its sessions and codes', async () => {
    const { token } = await enrol((await fleet().makeCode(nation, { terminalId: own })).code);
    await world.engine.connect(own);
    await world.engine.queue(own);
    expect(await row(own)).toMatchObject({ state: 'inQueue', concerned: { calls: 0, waiting: 1 } });
    const { code } = await fleet().makeCode(nation, { terminalId: own });
    await fleet().revoke(pargas, { terminalId: own });
    expect(await identity().signedIn(token)).toBeNull();
    expect(await refusalOf(enrol(code))).toBe('badAccessCode');
    expect((await acts()).slice(-2)).toEqual(['terminal.revoked', 'signIn.refused']);
  });

  it('is renamed, moved and added; who has not seen the newest state is refused', async () => {
    const before = (await row(own))?.names ?? {};
    const names = { sv: 'Ny', fi: 'Uusi' };
    await fleet().rename(nation, { terminalId: own, from: before, to: names });
    expect(await refusalOf(fleet().rename(nation, { terminalId: own, from: before, to: { sv: 'Annan' } }))).toBe('wrongState');
    await world.engine.catalogue.refresh();
    expect((await row(own))?.names).toEqual(names);
    await fleet().move(nation, { terminalId: own, from: 'pargas' as PointId, to: 'mikkeli' as PointId });
    expect(await refusalOf(fleet().move(nation, { terminalId: own, from: 'pargas' as PointId, to: 'kiiminki' as PointId }))).toBe('wrongState');
    await world.engine.catalogue.refresh();
    expect((await row(own))?.pointId).toBe('mikkeli');
    await fleet().move(nation, { terminalId: own, from: 'mikkeli' as PointId, to: 'pargas' as PointId });
    await fleet().rename(nation, { terminalId: own, from: names, to: before });
    const { terminalId } = await fleet().add(pargas, { pointId: 'pargas' as PointId, names });
    await world.engine.catalogue.refresh();
    expect(await row(terminalId)).toMatchObject({ pointId: 'pargas', names, state: 'notEnrolled' });
    await world.database.transaction((tx) => tx.run('delete from terminals where id = $1', [terminalId]));
    await world.engine.catalogue.reload();
  });

  it('[F98] a point whose last terminal was moved away is still there for who looks after it, and can be given another', async () => {
    const at = 'kiiminki' as PointId;
    const empty = async (who = nation) => {
      await world.engine.catalogue.refresh();
      return (await world.engine.handlers['terminals:list'](who, {})).emptyPoints.map(({ pointId }) => pointId);
    };
    expect(await empty()).toEqual([]);
    const own = (await fleet().list(nation)).filter(({ pointId }) => pointId === at).map(({ terminalId }) => terminalId);
    for (const terminalId of own) await fleet().move(nation, { terminalId, from: at, to: 'mikkeli' as PointId });
    expect(await empty()).toEqual([at]);
    expect(await empty(pargas)).toEqual([]);
    expect(world.engine.catalogue.all.points.map(({ id }) => id)).not.toContain(at);
    expect(await refusalOf(fleet().add(pargas, { pointId: at, names: { sv: 'X' } }))).toBe('notFound');
    const { terminalId } = await fleet().add(nation, { pointId: at, names: { sv: 'Rum 9' } });
    expect(await empty()).toEqual([]);
    expect(await row(terminalId)).toMatchObject({ pointId: at });
    for (const moved of own) await fleet().move(nation, { terminalId: moved, from: 'mikkeli' as PointId, to: at });
    await world.database.transaction((tx) => tx.run('delete from terminals where id = $1', [terminalId]));
    await world.engine.catalogue.reload();
  });

  it('a key that is adopted or wrong decides who is let in', async () => {
    const session = await enrol((await fleet().makeCode(nation, { terminalId: own })).code);
    const signedIn = await identity().signedIn(session.token);
    if (signedIn === null) throw new Error('enrolled just now');
    expect(await refusalOf(identity().demandProof(signedIn, 'sid', undefined))).toBe('notSignedIn');
    expect(await refusalOf(identity().demandProof(signedIn, 'sid', { publicKey, proof: 'A'.repeat(86) }))).toBe('notSignedIn');
    expect((await acts()).filter((act) => act === 'terminal.connected')).toHaveLength(2);
    // From before terminals had keys.
    const { token } = await identity().open({ role: 'terminal', id: foreign });
    const keyless = await identity().signedIn(token);
    expect(keyless?.publicKey).toBeNull();
    if (keyless !== null) await identity().demandProof(keyless, 'sid', undefined);
    await forget(own);
    await forget(foreign);
  });
});
