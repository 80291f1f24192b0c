import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Subject } from '#shared/contract/http.ts';
import type { TerminalId } from '#shared/ids.ts';
import { createSignInRefusals } from '#server/audit/index.ts';
import { CatalogueReader, raiseVersion } from '#server/catalogue/index.ts';
import { type Identity, createIdentity } from '#server/identity/index.ts';
import { talksAt } from '#tests/support/consulting.ts';
import { expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

const expertId = expert('expert-te-1');
const terminalId = 'mikkeli-1' as TerminalId;
const hourMs = 3_600_000;
const actRow = z.object({ act: z.string(), object: z.looseObject({ id: z.string() }).nullable() });

onBothDatabases('[Q21] access', (world) => {
  const { view, talking } = talksAt(world, terminalId);
  let told = 0;

  /** What one server has: its own state of the catalogue, which it reads anew when it looks. */
  async function server(): Promise<{ readonly catalogue: CatalogueReader; readonly identity: Identity }> {
    const catalogue = await CatalogueReader.create(world.database);
    const limits = { sessionHours: 12, sessionIdleMinutes: 60, terminalSessionDays: 90 };
    return {
      catalogue,
      identity: createIdentity({ database: world.database, catalogue, ...limits, auditRefusal: createSignInRefusals(), onEnded: () => (told += 1) }),
    };
  }
  /** Changes the catalogue as an administrator or an import does, and brings it back afterwards. */
  async function changed(sql: string, back: string, look: () => Promise<void>): Promise<void> {
    const run = (statement: string) =>
      world.database.transaction(async (tx) => {
        await tx.run(statement);
        await raiseVersion(tx);
      });
    await run(sql);
    try {
      await look();
    } finally {
      await run(back);
      await world.engine.catalogue.reload();
    }
  }
  const connect = async ({ identity }: Awaited<ReturnType<typeof server>>, subject: Subject, token: string): Promise<void> =>
    world.engine.presence.connected(subject, `page of ${subject.id}`, (await identity.signedIn(token))?.hash ?? null);
  const nodeRow = z.object({ nodeId: z.string() });
  const ended = async (identity: Identity) => {
    const rows = await world.database.transaction((tx) => tx.rows(nodeRow, 'select node_id as "nodeId" from presences limit 1'));
    return (await identity.readEnded(rows[0]?.nodeId ?? '')).filter(({ connectionId }) => connectionId.startsWith('page of'));
  };
  const acts = () => world.database.transaction((tx) => tx.rows(actRow, 'select act, object from audit_entries order by id'));

  it.each([
    [
      'another place',
      "update staff set point_id = 'pargas' where id = 'adviser-mikkeli-1'",
      "update staff set point_id = 'mikkeli' where id = 'adviser-mikkeli-1'",
    ],
    [
      'another role',
      "update staff set role = 'supervisor', point_id = null, agency_id = 'fpa' where id = 'adviser-mikkeli-1'",
      "update staff set role = 'adviser', point_id = 'mikkeli', agency_id = null where id = 'adviser-mikkeli-1'",
    ],
  ])('of a person who gets %s ends on every server, and nobody is let in by it again', async (_how, sql, back) => {
    const [one, other] = [await server(), await server()];
    const adviser: Subject = { role: 'adviser', id: 'adviser-mikkeli-1' };
    const stays: Subject = { role: 'adviser', id: 'adviser-pargas-1' };
    const { token } = await one.identity.open(adviser);
    const { token: kept } = await one.identity.open(stays);
    await connect(one, adviser, token);
    await changed(sql, back, async () => {
      // The other one has not looked yet: it must not undo what the first has found.
      await one.catalogue.refresh();
      told = 0;
      await one.identity.followRegister();
      expect(told).toBe(1);
      expect(await ended(one.identity)).toMatchObject([{ subject: adviser }]);
      await other.identity.followRegister();
      expect(await one.identity.signedIn(token)).toBeNull();
      await other.catalogue.refresh();
      await other.identity.followRegister();
      expect(await other.identity.signedIn(token)).toBeNull();
      expect((await other.identity.signedIn(kept))?.subject).toEqual(stays);
      expect(await acts()).toMatchObject([{ act: 'session.endedByRegister', object: { id: adviser.id } }]);
    });
  });

  it('of an expert who leaves the register in a call: the customer goes first in the queue', async () => {
    const here = await server();
    const callId = await talking('te.jobSeeker', expertId);
    const subject: Subject = { role: 'expert', id: expertId };
    const { token } = await here.identity.open(subject);
    await connect(here, subject, token);
    const rename = (from: string, to: string) => `update staff set role = '${to}' where id = '${expertId}' and role = '${from}'`;
    await changed(rename('expert', 'supervisor'), rename('supervisor', 'expert'), async () => {
      await here.catalogue.refresh();
      await here.identity.followRegister();
      for (const { subject: gone, hash, connectionId } of await ended(here.identity)) await world.engine.presence.dismissed(gone, hash, connectionId);
      expect((await view()).call).toMatchObject({ callId, state: 'queued', returnsAfter: 'expertLost', position: 1 });
    });
  });

  it('of a terminal that is moved is broken off once; it comes back by the same session', async () => {
    const here = await server();
    const subject: Subject = { role: 'terminal', id: 'mikkeli-2' };
    const { token } = await here.identity.open(subject);
    await connect(here, subject, token);
    const to = (point: string) => `update terminals set point_id = '${point}' where id = 'mikkeli-2'`;
    await changed(to('pargas'), to('mikkeli'), async () => {
      await here.catalogue.refresh();
      await here.identity.followRegister();
      const [gone] = await ended(here.identity);
      expect(gone).toMatchObject({ subject });
      await world.engine.presence.dismissed(subject, gone?.hash ?? Buffer.of(), gone?.connectionId);
      expect((await here.identity.signedIn(token))?.subject).toEqual(subject);
      await connect(here, subject, token);
      expect(await ended(here.identity)).toEqual([]);
    });
  });

  it('by a browser’s session of before ends when it signs in anew; its page goes on only where it is the same person’s', async () => {
    const { identity } = await server();
    const [one, other]: Subject[] = [
      { role: 'expert', id: 'expert-fpa-1' },
      { role: 'expert', id: 'expert-fpa-2' },
    ];
    if (one === undefined || other === undefined) throw new Error('there are two');
    const first = await identity.open(one);
    await connect(await server(), one, first.token);
    const second = await identity.open(one, { replaces: first.token });
    expect(second.token).not.toBe(first.token);
    expect(await identity.signedIn(first.token)).toBeNull();
    expect(await ended(identity)).toEqual([]);
    await identity.open(other, { replaces: second.token });
    expect(await identity.signedIn(second.token)).toBeNull();
    expect(await ended(identity)).toMatchObject([{ subject: one }]);
  });

  it('ends when nothing was done for the idle time, and by the absolute limit whatever was done', async () => {
    const { identity } = await server();
    const subject: Subject = { role: 'supervisor', id: 'supervisor-tax-1' };
    const { token } = await identity.open(subject);
    await connect(await server(), subject, token);
    for (let hours = 0; hours < 11; hours += 1) {
      world.later(hourMs - 60_000);
      await identity.used('supervisor', `page of ${subject.id}`);
    }
    expect(await identity.signedIn(token)).not.toBeNull();
    world.later(hourMs + 12 * 60_000);
    expect(await identity.signedIn(token)).toBeNull();
    const { token: idle } = await identity.open(subject);
    world.later(hourMs + 1);
    expect(await identity.signedIn(idle)).toBeNull();
  });

  it('[M10] of a terminal is renewed for as long as it is used', async () => {
    const { identity } = await server();
    const { token } = await identity.open({ role: 'terminal', id: 'pargas-2' });
    for (let months = 0; months < 24; months += 1) {
      world.later(80 * 24 * hourMs);
      expect(await identity.signedIn(token)).not.toBeNull();
    }
    world.later(91 * 24 * hourMs);
    expect(await identity.signedIn(token)).toBeNull();
  });

  it('is seen by whose it is, and can be ended elsewhere, by nobody else', async () => {
    const { identity } = await server();
    const subject: Subject = { role: 'expert', id: 'expert-tax-1' };
    const here = await identity.open(subject, { device: { browser: 'firefox', system: 'windows' } });
    const there = await identity.open(subject);
    await connect(await server(), subject, here.token);
    const listed = await identity.listOwn(subject, `page of ${subject.id}`);
    expect(listed.filter(({ isThis }) => isThis)).toMatchObject([{ browser: 'firefox', system: 'windows' }]);
    const elsewhere = listed.find(({ isThis }) => !isThis)?.sessionId ?? '';
    expect(await world.refusalOf(identity.endOwn({ role: 'expert', id: 'expert-fpa-1' }, elsewhere))).toBe('notFound');
    expect(await identity.signedIn(there.token)).not.toBeNull();
    await identity.endOwn(subject, elsewhere);
    expect(await identity.signedIn(there.token)).toBeNull();
    expect(await identity.signedIn(here.token)).not.toBeNull();
  });
});
