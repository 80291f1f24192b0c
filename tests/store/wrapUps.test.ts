import { expect, it } from 'vitest';
import { z } from 'zod';
import { expertKey } from '#shared/call/mediaRouting.ts';
import type { CallId, TerminalId } from '#shared/ids.ts';
import { importDemo } from '#server/catalogue/index.ts';
import { readDraft, readEvents, readNote, system } from '#server/calls/index.ts';
import { readExpertView } from '#server/views/index.ts';
import type { SessionFor } from '#server/platform/gateway/port.ts';
import { administering, ofAgency } from '#tests/support/administration.ts';
import { timings } from '#tests/support/callArbitraries.ts';
import { accept, demoContent, expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

const terminalId = 'mikkeli-1' as TerminalId;
const expertId = expert('expert-fpa-1');
const noCodes = { agencyOutcome: null, agencyReferral: null };
const written = { outcomeCode: 'referred', referral: 'phone', ...noCodes, note: 'Will send the lease on Monday' } as const;

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
    await handlers()['wrapUp:complete'](own, { callId, outcomeCode: 'settled', referral: null, ...noCodes, note: '' });
    expect(await outcome(callId)).toMatchObject({ how: 'expert', outcomeCode: 'settled', referral: null });
    expect(await read((tx) => readNote(tx, callId, 'wrapUp'))).toBe('');
    expect(await read((tx) => readDraft(tx, callId))).toBeNull();
    expect(await world.refusalOf(Promise.resolve().then(() => save(own, { callId, ...written })))).toBe('notFound');
  });

  it('[F101] is refined by the agency’s own codes, which stay with the call and are refused where the agency does not have them', async () => {
    await importDemo(world.database, demoContent);
    await world.engine.catalogue.refresh();
    const acts = administering(world, ofAgency('fpa'));
    const named = (code: string, refines?: string) => ({ code, names: { sv: code }, ...(refines === undefined ? {} : { refines }) });
    const change = await acts.wanted('agency', 'fpa', (content) => ({ ...content, outcomes: [named('letter', 'referred')], referrals: [named('desk')] }));
    await acts.apply([change]);
    await world.engine.catalogue.refresh();
    const callId = await begin();
    const [save, complete] = [handlers()['wrapUp:save'], handlers()['wrapUp:complete']];
    const codes = { agencyOutcome: 'letter', agencyReferral: 'desk' };
    expect(await world.refusalOf(save(own, { callId, ...written, agencyOutcome: 'unknown' }))).toBe('unknownCode');
    const refined = { outcomeCode: 'settled', referral: null, note: '', agencyOutcome: 'letter', agencyReferral: null } as const;
    expect(await world.refusalOf(complete(own, { callId, ...refined }))).toBe('unknownCode');
    await save(own, { callId, ...written, ...codes });
    expect((await wrapUp())?.draft).toEqual({ ...written, ...codes });
    await complete(own, { callId, ...written, ...codes });
    expect(await outcome(callId)).toMatchObject({ type: 'WrapUpEnded', how: 'expert', outcomeCode: 'referred', referral: 'phone', ...codes });
    expect((await read((tx) => readExpertView(tx, world.engine.catalogue, expertId))).today.calls[0]).toMatchObject({ agencyOutcome: 'letter' });
  });

  it('[F101] whose time runs out keeps the codes that were chosen', async () => {
    await importDemo(world.database, demoContent);
    await world.engine.catalogue.refresh();
    const acts = administering(world, ofAgency('fpa'));
    await acts.apply([await acts.wanted('agency', 'fpa', (content) => ({ ...content, outcomes: [{ code: 'letter', names: { sv: 'Brev' } }] }))]);
    await world.engine.catalogue.refresh();
    const callId = await begin();
    await handlers()['wrapUp:save'](own, { callId, ...written, agencyOutcome: 'letter' });
    world.later(timings.wrapUpMs + 1);
    await world.engine.calls.runDue();
    expect(await outcome(callId)).toMatchObject({ how: 'time', outcomeCode: 'referred', agencyOutcome: 'letter', agencyReferral: null });
  });
});
