import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Subject } from '#shared/contract/http.ts';
import type { TerminalId } from '#shared/ids.ts';
import { createSignInRefusals } from '#server/audit/index.ts';
import { createIdentity } from '#server/identity/index.ts';
import { talksAt } from '#tests/support/consulting.ts';
import { expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';
import { system } from '#server/calls/index.ts';

const terminalId = 'mikkeli-1' as TerminalId;
const expertId = expert('expert-te-1');
const nodeRow = z.object({ nodeId: z.string() });

onBothDatabases('a session that ends', (world) => {
  const { view, expertView, talking } = talksAt(world, terminalId);
  let told = 0;
  const identity = () =>
    createIdentity({
      database: world.database,
      catalogue: world.engine.catalogue,
      sessionHours: 1,
      auditRefusal: createSignInRefusals(),
      onEnded: () => (told += 1),
    });
  const nodeOf = async (): Promise<string> =>
    (await world.database.transaction((tx) => tx.rows(nodeRow, 'select node_id as "nodeId" from presences limit 1')))[0]?.nodeId ?? '';
  /** The subject's page comes back by a session of its own. */
  async function comesBy(subject: Subject): Promise<string> {
    const { token } = await identity().open(subject);
    await world.engine.presence.connected(subject, `page of ${subject.id}`, (await identity().signedIn(token))?.hash ?? null);
    return token;
  }
  const ended = async () => (await identity().readEnded(await nodeOf())).filter(({ connectionId }) => connectionId.startsWith('page of'));
  const dismissAll = async (): Promise<void> => {
    for (const { subject, hash } of await ended()) await world.engine.presence.dismissed(subject, hash);
  };

  it('[E3] of an expert in a call: the customer goes first in the queue at once, the expert is offline, another session brings nothing back', async () => {
    const callId = await talking('te.jobSeeker', expertId);
    const token = await comesBy({ role: 'expert', id: expertId });
    expect(await ended()).toEqual([]);
    await identity().end(token);
    expect(told).toBeGreaterThan(0);
    expect(await ended()).toMatchObject([{ subject: { role: 'expert', id: expertId }, connectionId: `page of ${expertId}` }]);
    await dismissAll();
    expect((await view()).call).toMatchObject({ callId, state: 'queued', returnsAfter: 'expertLost', position: 1 });
    expect((await expertView(expertId)).chosen).toEqual({ status: 'offline' });
    expect(await ended()).toEqual([]);
    expect(await identity().signedIn(token)).toBeNull();
    // The socket that closes afterwards changes nothing.
    await world.engine.presence.disconnected({ role: 'expert', id: expertId }, `page of ${expertId}`);
    expect((await view()).call).toMatchObject({ callId, state: 'queued' });
  });

  it('[E3] is not that of who has signed in again meanwhile', async () => {
    const callId = await talking('te.jobSeeker', expertId);
    const token = await comesBy({ role: 'expert', id: expertId });
    const hash = (await identity().signedIn(token))?.hash ?? Buffer.of();
    await identity().end(token);
    await comesBy({ role: 'expert', id: expertId });
    await world.engine.presence.dismissed({ role: 'expert', id: expertId }, hash);
    expect(await ended()).toEqual([]);
    expect((await view()).call).toMatchObject({ callId, state: 'active' });
  });

  it('[E3] of a terminal ends its call at once; all of a subject end together', async () => {
    const callId = await talking('te.jobSeeker', expertId);
    await comesBy({ role: 'terminal', id: terminalId });
    await identity().endAllOf({ role: 'terminal', id: terminalId });
    await dismissAll();
    expect(await world.call(callId)).toMatchObject({ state: 'wrapUp', endedBy: 'terminalLost' });
  });

  it('[E3] by its time holds while a call and its wrap-up last, and no longer', async () => {
    const callId = await talking('te.jobSeeker', expertId);
    const token = await comesBy({ role: 'expert', id: expertId });
    world.later(2 * 3_600_000);
    await identity().cleanUp();
    expect((await identity().signedIn(token))?.subject).toEqual({ role: 'expert', id: expertId });
    expect(await ended()).toEqual([]);
    await world.engine.calls.command(callId, { type: 'end', endedBy: 'customer' }, system);
    expect(await identity().signedIn(token)).not.toBeNull();
    await world.engine.calls.command(callId, { type: 'completeWrapUp', expertId, outcomeCode: 'settled', referral: null }, system);
    expect(await identity().signedIn(token)).toBeNull();
    expect(await ended()).toHaveLength(1);
  });
});
