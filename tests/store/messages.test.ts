import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { adviserKey, expertKey } from '#shared/call/mediaRouting.ts';
import type { MessageContent } from '#shared/messages/contract.ts';
import type { AdviserId, AgencyId, CallId, ExpertId, PointId, ServiceId, TerminalId } from '#shared/ids.ts';
import { system } from '#server/calls/index.ts';
import { readAdviserView } from '#server/views/adviserView.ts';
import { readExpertView } from '#server/views/expertView.ts';
import { talksAt } from '#tests/support/consulting.ts';
import { accept, expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';
import { visitAt } from '#tests/support/visitAt.ts';

const terminalId = 'mikkeli-1' as TerminalId;
const fpa = 'fpa' as AgencyId;
const official = (id: string) => ({ role: 'expert', id: id as ExpertId, connectionId: '', key: expertKey(id as ExpertId) }) as const;
const adviserOf = (point: string) =>
  ({
    role: 'adviser',
    id: `adviser-${point}-1` as AdviserId,
    pointId: point as PointId,
    connectionId: '',
    key: adviserKey(`adviser-${point}-1` as AdviserId),
  }) as const;
const phrase: MessageContent = { kind: 'phrase', phrase: 'soonWithYou' };
const text = (words: string): MessageContent => ({ kind: 'text', text: words, language: 'fi' });

onBothDatabases('[F9] lines to who waits', (world) => {
  const { view, join } = visitAt(world, terminalId);
  type Sender = ReturnType<typeof official> | ReturnType<typeof adviserOf>;
  const send = (sender: Sender, callId: CallId, content: MessageContent = phrase, messageId: string = randomUUID()) =>
    world.engine.handlers['message:send'](sender, { callId, messageId, content });
  const refusal = (...sent: Parameters<typeof send>) => world.refusalOf(send(...sent));
  const rows = () => world.database.transaction((tx) => tx.run('select 1 from messages'));
  const shown = async () => (await view()).messages.map(({ content }) => (content.kind === 'text' ? content.text : content.phrase));
  const waiting = async (): Promise<CallId> => {
    await world.engine.connect(terminalId);
    return join('fpa.studentAid');
  };

  it('come from the point’s adviser and the agency’s expert, and all three see who sent what and when', async () => {
    const callId = await waiting();
    await send(official('expert-fpa-1'), callId);
    world.later(1_000);
    await send(adviserOf('mikkeli'), callId, text('Tulen kohta.'));
    const { messages, now } = await view();
    expect(messages).toMatchObject([
      { content: text('Tulen kohta.'), sender: { role: 'adviser', pointNames: world.engine.catalogue.point('mikkeli')?.names } },
      { content: phrase, sender: { role: 'expert', agencyId: 'fpa' } },
    ]);
    const [second = 0, first = 0] = messages.map(({ sentAt }) => sentAt);
    expect(second - first).toBeGreaterThanOrEqual(1_000);
    expect(now).toBeGreaterThanOrEqual(second);
    const { adviser, colleague } = await world.database.transaction(async (tx) => ({
      adviser: await readAdviserView(tx, world.engine.catalogue, world.engine.hours, adviserOf('mikkeli').id),
      colleague: await readExpertView(tx, world.engine.catalogue, expert('expert-fpa-3')),
    }));
    expect(adviser.terminals.map((terminal) => terminal.messages.length > 0)).toEqual(adviser.terminals.map((terminal) => terminal.terminalId === terminalId));
    expect(adviser.terminals.find((terminal) => terminal.terminalId === terminalId)?.messages).toEqual(messages);
    expect(colleague.queue.map((entry) => entry.messages)).toEqual([messages]);
  });

  it('do not reach a customer of another point or agency, and nobody learns whether there is one', async () => {
    const callId = await waiting();
    expect(await refusal(official('expert-te-1'), callId)).toBe('notFound');
    expect(await refusal(adviserOf('kiiminki'), callId)).toBe('notFound');
    expect(await refusal(official('expert-fpa-1'), randomUUID() as CallId)).toBe('notFound');
    expect(await refusal(adviserOf('mikkeli'), randomUUID() as CallId)).toBe('notFound');
    expect(await rows()).toBe(0);
  });

  it('are the last three of all that the visit waits for, newest first', async () => {
    const callId = await waiting();
    const other = await join('te.jobSeeker');
    for (const [index, words] of ['one', 'two', 'three'].entries()) {
      world.later(1_000);
      await send(index === 1 ? official('expert-te-1') : official('expert-fpa-1'), index === 1 ? other : callId, text(words));
    }
    world.later(1_000);
    await send(adviserOf('mikkeli'), callId, text('four'));
    expect(await shown()).toEqual(['four', 'three', 'two']);
  });

  it('come once, however often the page sends them; with other content or from somebody else the id is refused', async () => {
    const callId = await waiting();
    const other = await join('te.jobSeeker');
    const messageId = randomUUID();
    await send(official('expert-fpa-1'), callId, text('Hei'), messageId);
    await send(official('expert-fpa-1'), callId, text('Hei'), messageId);
    expect(await refusal(official('expert-fpa-1'), callId, text('Moi'), messageId)).toBe('sameIdOtherContent');
    expect(await refusal(official('expert-fpa-3'), callId, text('Hei'), messageId)).toBe('sameIdOtherContent');
    expect(await refusal(official('expert-te-1'), other, text('Hei'), messageId)).toBe('sameIdOtherContent');
    expect(await shown()).toEqual(['Hei']);
  });

  it('are five a minute at most, a repetition not counted', async () => {
    const callId = await waiting();
    const last = randomUUID();
    for (const id of [...Array.from({ length: 4 }, () => randomUUID()), last]) await send(official('expert-fpa-1'), callId, phrase, id);
    expect(await refusal(adviserOf('mikkeli'), callId)).toBe('tooMany');
    expect(await refusal(official('expert-fpa-1'), callId, phrase, last)).toBe('none');
    world.later(60_000);
    expect(await refusal(adviserOf('mikkeli'), callId)).toBe('none');
  });

  it('stay while the customer fetches something and while an offer rings, and are erased when it is accepted', async () => {
    const callId = await waiting();
    await send(official('expert-fpa-1'), callId);
    await world.engine.calls.command(callId, { type: 'park', by: 'customer' }, system);
    await send(adviserOf('mikkeli'), callId, text('Pian'));
    await world.engine.calls.command(callId, { type: 'returnFromPark' }, system);
    await world.engine.arrive('expert-fpa-1');
    await world.engine.route('fpa');
    expect((await world.call(callId)).state).toBe('offered');
    expect(await rows()).toBe(2);
    await accept(world.engine, callId, 'expert-fpa-1');
    expect(await rows()).toBe(0);
    expect(await shown()).toEqual([]);
    expect(await refusal(official('expert-fpa-1'), callId)).toBe('wrongState');
    expect(await rows()).toBe(0);
  });

  it('are erased however else the wait ends: left, removed, moved, gone away to be called back', async () => {
    const ends: readonly ((callId: CallId) => Promise<unknown>)[] = [
      (callId) => world.engine.calls.command(callId, { type: 'end', endedBy: 'customer' }, system),
      (callId) => world.engine.calls.command(callId, { type: 'end', endedBy: 'adviser' }, system),
      (callId) => world.engine.queues.move(fpa, { callId, newCallId: randomUUID() as CallId, agencyId: fpa, serviceId: 'fpa.pension' as ServiceId }),
      (callId) => world.engine.callbacks.choose(terminalId, callId),
    ];
    for (const end of ends) {
      await world.empty();
      const callId = await waiting();
      await send(official('expert-fpa-1'), callId, text('Hei'));
      expect(await rows()).toBe(1);
      await end(callId);
      expect(await rows()).toBe(0);
      expect(await refusal(official('expert-fpa-1'), callId)).toBe('wrongState');
    }
  });

  it('do not go to a colleague who is asked: nobody waits at a terminal for that', async () => {
    const { talking, asks } = talksAt(world, terminalId);
    const callId = await talking('te.jobSeeker', expert('expert-te-1'));
    const asked = await asks(callId, expert('expert-te-1'), 'fpa.unemployment', expert('expert-fpa-1'));
    expect(await refusal(official('expert-fpa-1'), asked)).toBe('notFound');
    expect(await refusal(adviserOf('mikkeli'), asked)).toBe('notFound');
  });
});
