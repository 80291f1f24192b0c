import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { adviserKey, supervisorKey } from '#shared/call/mediaRouting.ts';
import type { AuditFilter } from '#shared/audit/contract.ts';
import type { AdviserId, AgencyId, CallId, PointId, ServiceId, SupervisorId, TerminalId } from '#shared/ids.ts';
import type { Scope } from '#shared/permissions/scope.ts';
import { actAs, appendAct, appendAudit, verifyAudit } from '#server/audit/index.ts';
import { createSignInRefusals, keptRefusals, keptSignIns } from '#server/audit/refusals.ts';
import { supervisorOf } from '#server/calls/index.ts';
import { accept, expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

const nation: Scope = { kind: 'nation' };
const dayMs = 86_400_000;

onBothDatabases('the audit', (world) => {
  const run = (sql: string, values: readonly (string | number)[] = []) => world.database.transaction((tx) => tx.run(sql, values));
  /** What somebody with the database's own rights does behind the triggers. */
  const forge = (...statements: string[]) =>
    world.database.transaction(async (tx) => {
      await tx.run('alter table audit_entries disable trigger user');
      for (const statement of statements) await tx.run(statement);
      await tx.run('alter table audit_entries enable trigger user');
    });
  const add = (count: number) =>
    world.database.transaction(async (tx) => {
      for (let index = 0; index < count; index += 1) await appendAudit(tx, { actor: { kind: 'system' }, act: 'test.done', details: { index } });
    });
  const faults = async () => (await verifyAudit(world.database)).faults;
  const read = async (filter: AuditFilter = {}, scope: Scope = nation) =>
    (await world.engine.audit.list({ id: 'administrator-1', scope }, filter, null)).entries;
  const acts = async (filter: AuditFilter = {}, scope: Scope = nation) =>
    (await read(filter, scope)).map(({ act }) => act).filter((act) => act !== 'audit.read');

  it('[F108] is refused to be changed, deleted and emptied', async () => {
    await add(2);
    await world.engine.audit.seal();
    const refusal = (sql: string) =>
      run(sql).then(
        () => 'none',
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
    expect(await refusal(`update audit_entries set act = 'other.done'`)).toContain('never changed');
    expect(await refusal('update audit_entries set sequence = null, hash = null, previous_hash = null, sealed_at = null')).toContain('never changed');
    expect(await refusal('delete from audit_entries')).toContain('never deleted');
    expect(await refusal('truncate audit_entries')).toContain('never emptied');
    expect(await faults()).toEqual([]);
  });

  it('[F108] a changed, missing, inserted or reordered row is found', async () => {
    const forgeries: readonly (readonly [expected: { sequence: number; what: string }, ...statements: string[]])[] = [
      [{ sequence: 3, what: 'changed' }, `update audit_entries set details = '{"index": 9}' where sequence = 3`],
      [{ sequence: 3, what: 'missing' }, 'delete from audit_entries where sequence = 3'],
      [{ sequence: 5, what: 'missing' }, 'delete from audit_entries where sequence = 5'],
      [
        { sequence: 3, what: 'changed' },
        'update audit_entries set sequence = -sequence where sequence >= 3',
        'update audit_entries set sequence = 1 - sequence where sequence < 0',
        `insert into audit_entries (at, actor, act, outcome, details, sequence, sealed_at, previous_hash, hash)
         select at, actor, 'test.forged', outcome, details, 3, sealed_at, hash, hash from audit_entries where sequence = 2`,
      ],
      [
        { sequence: 2, what: 'changed' },
        'update audit_entries set sequence = -1 where sequence = 2',
        'update audit_entries set sequence = 2 where sequence = 3',
        'update audit_entries set sequence = 3 where sequence = -1',
      ],
    ];
    for (const [expected, ...statements] of forgeries) {
      await world.empty();
      await add(5);
      expect(await world.engine.audit.seal()).toBe(5);
      expect(await faults()).toEqual([]);
      await forge(...statements);
      expect(await faults()).toContainEqual(expected);
    }
  });

  it('[F108] a chain that was written anew is found by a head that stands elsewhere', async () => {
    await add(3);
    await world.engine.audit.seal();
    const { head } = await verifyAudit(world.database);
    expect(await verifyAudit(world.database, head)).toMatchObject({ faults: [], checked: 3 });
    await world.empty();
    await add(3);
    await world.engine.audit.seal();
    expect(await faults()).toEqual([]);
    expect((await verifyAudit(world.database, head)).faults).toContainEqual({ sequence: 3, what: 'headDiffers' });
  });

  it('[F108] an entry whose transaction is open while later ones are sealed gets its place when it commits', async (context) => {
    // The embedded database has one session: nothing is ever open beside anything else.
    if (world.database.kind === 'embedded') return context.skip();
    const opened = Promise.withResolvers<undefined>();
    const mayCommit = Promise.withResolvers<undefined>();
    const slow = world.database.transaction(async (tx) => {
      await appendAudit(tx, { actor: { kind: 'system' }, act: 'test.slow' });
      opened.resolve(undefined);
      await mayCommit.promise;
    });
    await opened.promise;
    await add(2);
    const sealedAtOnce = await Promise.all([world.engine.audit.seal(), world.engine.audit.seal(), world.engine.audit.seal()]);
    expect(sealedAtOnce.reduce((a, b) => a + b)).toBe(2);
    mayCommit.resolve(undefined);
    await slow;
    expect(await world.engine.audit.seal()).toBe(1);
    expect(await verifyAudit(world.database)).toMatchObject({ faults: [], checked: 3 });
    const slowEntry = (await read({ act: 'test' })).find(({ act }) => act === 'test.slow');
    expect(slowEntry?.sequence).toBe(3);
  });

  it('[F108] what was not sealed in time is found', async () => {
    await add(1);
    world.later(120_000);
    expect(await faults()).toContainEqual({ sequence: 1, what: 'notSealed' });
    await world.engine.audit.seal();
    expect(await faults()).toEqual([]);
  });

  it('[F108] retention takes a whole beginning, says so in the chain, and the rest is still proved', async () => {
    await add(3);
    await world.engine.audit.seal();
    world.later(6 * 365 * dayMs);
    await add(2);
    await world.engine.audit.seal();
    expect(await world.engine.audit.eraseBefore()).toBe(true);
    expect(await world.engine.audit.eraseBefore()).toBe(false);
    await world.engine.audit.seal();
    expect(await verifyAudit(world.database)).toMatchObject({ faults: [], checked: 3 });
    expect(await acts()).toEqual(['audit.erased', 'test.done', 'test.done']);
    // The anchor alone does not make a shorter chain right: the chain must say it too.
    await forge(
      'delete from audit_entries where sequence = 4',
      'update audit_chain set erased_through = 4, erased_hash = (select previous_hash from audit_entries where sequence = 5)',
    );
    expect(await faults()).toEqual([{ sequence: 4, what: 'erasureNotInChain' }]);
  });

  it('[F108] rolls back with the act', async () => {
    await world.database
      .transaction(async (tx) => {
        await appendAct(tx, 'test.done');
        throw new Error('the act failed');
      })
      .catch(() => undefined);
    expect(await acts()).toEqual([]);
  });

  it('[F108] says who did what to a call, with the session, and nothing of what customers do', async () => {
    await world.engine.connect('mikkeli-1');
    await world.engine.arrive('expert-fpa-1');
    const callId = await world.engine.queue('mikkeli-1');
    const supervisor = { id: 'supervisor-fpa-1' as SupervisorId, agencyId: 'fpa' as AgencyId };
    const asSupervisor = { role: 'supervisor', id: supervisor.id, session: 'ab12' } as const;
    const command = { type: 'setPriority', priority: 1, reason: 'deadline', supervisorId: supervisor.id } as const;
    await actAs(asSupervisor, () => world.engine.calls.command(callId, command, supervisorOf(supervisor)));
    await actAs(asSupervisor, () =>
      world.engine.routing.offerManually(callId, supervisor.agencyId, expert('expert-fpa-1'), { reason: 'assigned', note: null }),
    );
    await actAs({ role: 'expert', id: 'expert-fpa-1', session: 'cd34' }, () => accept(world.engine, callId, 'expert-fpa-1'));
    await world.engine.calls.command(
      callId,
      { type: 'joinAsThirdParty', adviserId: 'adviser-mikkeli-1' as AdviserId, role: 'adviser', microphone: 'open', needsConsent: false },
      {
        by: adviserKey('adviser-mikkeli-1' as AdviserId),
        mayAct: () => true,
      },
    );
    await world.engine.calls.command(
      callId,
      { type: 'joinAsThirdParty', adviserId: supervisor.id, role: 'supervisor', microphone: 'muted', needsConsent: false },
      {
        by: supervisorKey(supervisor.id),
        mayAct: () => true,
      },
    );
    await world.engine.calls.command(callId, { type: 'leaveAsThirdParty', adviserId: supervisor.id }, supervisorOf(supervisor));
    await actAs({ role: 'terminal', id: 'mikkeli-1', session: 'ef56' }, () => world.engine.visits.close('mikkeli-1' as TerminalId));
    const entries = (await read({ objectId: callId })).toReversed();
    expect(entries.map(({ act, actor, session }) => [act, actor.kind === 'subject' ? actor.id : actor.kind, session])).toEqual([
      ['entry.priorityChanged', 'supervisor-fpa-1', 'ab12'],
      ['entry.assigned', 'supervisor-fpa-1', 'ab12'],
      ['offer.accepted', 'expert-fpa-1', 'cd34'],
      ['call.joined', 'adviser-mikkeli-1', null],
      ['call.listenedIn', 'supervisor-fpa-1', null],
      ['call.stoppedListening', 'supervisor-fpa-1', null],
    ]);
    expect(entries[0]).toMatchObject({ agencyId: 'fpa', pointId: 'mikkeli', details: { priority: 1, reason: 'deadline', serviceId: 'fpa.studentAid' } });
  });

  it('[F108] a move, a removal, closures and their end keep who did them', async () => {
    await world.engine.connect('mikkeli-1');
    const callId = await world.engine.queue('mikkeli-1');
    const newCallId = '00000000-0000-4000-8000-000000000001' as CallId;
    const supervisor = { role: 'supervisor', id: 'supervisor-fpa-1', session: null } as const;
    const adviser = { role: 'adviser', id: 'adviser-mikkeli-1', session: null } as const;
    const target = { callId, newCallId, agencyId: 'fpa' as AgencyId, serviceId: 'fpa.pension' as ServiceId };
    await actAs(supervisor, () => world.engine.queues.move('fpa' as AgencyId, target));
    await actAs(adviser, () => world.engine.visits.removeEntries('mikkeli-1' as TerminalId, [newCallId]));
    await actAs(adviser, () => world.engine.hours.closePoint('mikkeli' as PointId, 'adviser-mikkeli-1'));
    await actAs(adviser, () => world.engine.hours.reopenPoint('mikkeli' as PointId));
    await actAs(supervisor, () => world.engine.hours.close('fpa' as AgencyId, 'fpa.pension' as ServiceId, null, 'supervisor-fpa-1'));
    await actAs(supervisor, () => world.engine.hours.reopen('fpa' as AgencyId, 'fpa.pension' as ServiceId));
    expect(
      (await read())
        .filter(({ act }) => act !== 'audit.read')
        .map(({ act, actor }) => [act, actor.kind === 'subject' && actor.id])
        .toReversed(),
    ).toEqual([
      ['entry.movedAway', 'supervisor-fpa-1'],
      ['entry.movedIn', 'supervisor-fpa-1'],
      ['entry.removed', 'adviser-mikkeli-1'],
      ['point.closed', 'adviser-mikkeli-1'],
      ['point.reopened', 'adviser-mikkeli-1'],
      ['queue.closed', 'supervisor-fpa-1'],
      ['queue.reopened', 'supervisor-fpa-1'],
    ]);
  });

  it('[F108] an administrator sees what they look after and filters it; reading is itself kept', async () => {
    await world.database.transaction(async (tx) => {
      await appendAudit(tx, { actor: { kind: 'subject', role: 'expert', id: 'expert-fpa-1' }, act: 'session.opened' });
      await appendAudit(tx, {
        actor: { kind: 'subject', role: 'adviser', id: 'adviser-mikkeli-1' },
        act: 'code.made',
        object: { kind: 'terminal', id: 'mikkeli-1' },
      });
      await appendAudit(tx, { actor: { kind: 'unknown' }, act: 'session.refused', outcome: 'failed' });
    });
    expect(await acts()).toEqual(['session.refused', 'code.made', 'session.opened']);
    expect(await acts({}, { kind: 'agency', agencyId: 'fpa' as AgencyId })).toEqual(['session.opened']);
    expect(await acts({}, { kind: 'point', pointId: 'mikkeli' as PointId })).toEqual(['code.made']);
    expect(await acts({}, { kind: 'municipality', municipality: 'Mikkeli' })).toEqual(['code.made']);
    expect(await acts({}, { kind: 'municipality', municipality: 'Parainen' })).toEqual([]);
    expect(await acts({ act: 'session' })).toEqual(['session.refused', 'session.opened']);
    expect(await acts({ outcome: 'failed' })).toEqual(['session.refused']);
    expect(await acts({ actorId: 'adviser-mikkeli-1' })).toEqual(['code.made']);
    expect(await acts({ objectId: 'mikkeli-1' })).toEqual(['code.made']);
    expect((await read({ act: 'audit' })).map(({ details }) => details)).toContainEqual({ objectId: 'mikkeli-1' });
    const lines: string[] = [];
    for await (const line of world.engine.audit.exportLines({ id: 'administrator-1', scope: nation }, { act: 'session' })) lines.push(line);
    expect(lines.map((line) => z.object({ act: z.string() }).parse(JSON.parse(line)).act)).toEqual(['session.refused', 'session.opened']);
    expect(await acts({ act: 'audit.exported' })).toEqual(['audit.exported']);
  });

  it('[S8] a flood of refusals is a few rows', async () => {
    const who = { role: 'expert', id: 'expert-fpa-1' } as const;
    for (let round = 0; round < 5 * keptRefusals.points; round += 1) await world.engine.audit.refused(who, { request: 'point:close', code: 'forbidden' });
    const kept = await acts();
    expect(kept).toHaveLength(keptRefusals.points + 1);
    expect(kept[0]).toBe('request.refusedOften');
  });

  it('[S8] failed sign-ins are kept, and a flood of them is a few rows: at one account, at none, and from everywhere together', async () => {
    const refused = createSignInRefusals();
    const fail = (method: string, accountId: string | null) => world.database.transaction((tx) => refused(tx, { method, reason: 'wrong', accountId }));
    const counted = async () => {
      const all = await world.database.transaction((tx) => tx.rows(z.object({ act: z.string() }), `select act from audit_entries where outcome = 'refused'`));
      const count = (wanted: string): number => all.filter(({ act }) => act === wanted).length;
      return { one: count('signIn.refused'), often: count('signIn.refusedOften') };
    };
    for (let round = 0; round < 3 * keptSignIns.ofAccount; round += 1) await fail('password', 'account-1');
    expect(await counted()).toEqual({ one: keptSignIns.ofAccount, often: 1 });
    for (let round = 0; round < 3 * keptSignIns.ofNobody; round += 1) await fail('accessCode', null);
    expect(await counted()).toEqual({ one: keptSignIns.ofAccount + keptSignIns.ofNobody, often: 2 });
    for (let round = 0; round < 3 * keptSignIns.inAll; round += 1) await fail('totp', `account-of-many-${round}`);
    const { one, often } = await counted();
    expect(one + often).toBeLessThanOrEqual(keptSignIns.inAll + 1);
    expect(often).toBe(3);
  });

  it('[S8] wrong one-time codes, of people, of terminals and of the first administrator, are kept', async () => {
    const { identity, accounts } = world.engine;
    const device = { browser: 'other', system: 'other' } as const;
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64url');
    for (const tried of [
      () => accounts.withCode('ABCD-EFGH-JKMN'),
      () => identity.enrol({ code: 'ABCD-EFGH', publicKey: spki, device }),
      () => accounts.withFirstAdministratorToken({ token: 'x'.repeat(43), displayName: 'Mallory' }),
    ])
      expect(await world.refusalOf(Promise.resolve().then<unknown>(tried))).toBe('badAccessCode');
    expect((await read({ act: 'signIn' })).map(({ details }) => details['method'])).toEqual(['firstAdministrator', 'enrolment', 'accessCode']);
  });
});
