import { expect, it } from 'vitest';
import { z } from 'zod';
import { expertKey } from '#shared/call/mediaRouting.ts';
import type { CallId, TerminalId } from '#shared/ids.ts';
import { readDraft, readEvents, readNote, system } from '#server/calls/index.ts';
import { readExpertView } from '#server/views/index.ts';
import type { SessionFor } from '#server/platform/gateway/port.ts';
import { timings } from '#tests/support/callArbitraries.ts';
import { accept, expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

const terminalId = 'mikkeli-1' as TerminalId;
const expertId = expert('expert-fpa-1');
const written = { outcomeCode: 'referred', referral: 'phone', note: 'Will send the lease on Monday' } as const;

onBothDatabases('a wrap-up', (world) => {
  const session = (id: string): SessionFor<'wrapUp:save'> => ({ role: 'expert', id: expert(id), connectionId: 'c', key: expertKey(expert(id)) });
  const own = session(expertId);
  const handlers = () => world.engine.handlers;
  const read = <T>(work: Parameters<typeof world.database.transaction<T>>[0]): Promise<T> => world.database.transaction(work);
  const wrapUp = async () => (await read((tx) => readExpertView(tx, world.engine.catalogue, expertId))).wrapUp;
  const outcome = async (callId: CallId) => (await read((tx) => readEvents(tx, callId))).at(-1);

  async function begin(): Promise<CallId> {
    await world.engine.connect(terminalId);
    await world.engine.arrive(expertId);
    const callId = await world.engine.queue(terminalId);
    await world.engine.route('fpa');
    await accept(world.engine, callId, expertId);
    await world.engine.calls.command(callId, { type: 'end', endedBy: 'expert', expertId }, system);
    return callId;
  }

  it('[E20] whose time runs out closes with what was chosen and typed so far, which a reloaded page shows until then', async () => {
    const callId = await begin();
    expect((await wrapUp())?.draft).toBeNull();
    await handlers()['wrapUp:save'](own, { callId, ...written, note: 'Will' });
    await handlers()['wrapUp:save'](own, { callId, ...written });
    expect((await wrapUp())?.draft).toEqual(written);
    world.later(timings.wrapUpMs + 1);
    await world.engine.calls.runDue();
    expect(await outcome(callId)).toMatchObject({ type: 'WrapUpEnded', how: 'time', outcomeCode: 'referred', referral: 'phone' });
    expect(await read((tx) => readNote(tx, callId, 'wrapUp'))).toBe(written.note);
    expect(await wrapUp()).toBeNull();
    world.later(3_600_001);
    await world.engine.calls.runDue();
    expect(await read((tx) => readNote(tx, callId, 'wrapUp'))).toBe('');
    expect(await read((tx) => tx.rows(z.unknown(), 'select * from wrap_up_drafts'))).toEqual([]);
  });

  it('[E20] keeps nothing of its draft when the expert ends it otherwise, and nobody else may write in it, or after it', async () => {
    const callId = await begin();
    const save = handlers()['wrapUp:save'];
    expect(await world.refusalOf(Promise.resolve().then(() => save(session('expert-fpa-2'), { callId, ...written })))).toBe('notFound');
    await save(own, { callId, ...written });
    await handlers()['wrapUp:complete'](own, { callId, outcomeCode: 'settled', referral: null, note: '' });
    expect(await outcome(callId)).toMatchObject({ how: 'expert', outcomeCode: 'settled', referral: null });
    expect(await read((tx) => readNote(tx, callId, 'wrapUp'))).toBe('');
    expect(await read((tx) => readDraft(tx, callId))).toBeNull();
    expect(await world.refusalOf(Promise.resolve().then(() => save(own, { callId, ...written })))).toBe('notFound');
  });
});
