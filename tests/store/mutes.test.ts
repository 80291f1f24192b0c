import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { type ParticipantKey, expertKey, terminalKey } from '#shared/call/mediaRouting.ts';
import type { MediaSource } from '#shared/contract/mediaSource.ts';
import type { AgencyId, CallId, ExpertId, ServiceId, TerminalId } from '#shared/ids.ts';
import { mediaHandlers } from '#server/calls/mediaHandlers.ts';
import type { MediaPort } from '#server/media/index.ts';
import { talksAt } from '#tests/support/consulting.ts';
import { accept, expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';
import { system } from '#server/calls/index.ts';

const terminalId = 'mikkeli-1' as TerminalId;
const first = expert('expert-te-1');
const second = expert('expert-fpa-1');

onBothDatabases('what a person has closed', (world) => {
  const { view, expertView, talking, asks } = talksAt(world, terminalId);
  const told: unknown[] = [];
  const media = {
    setMuted: (participant: ParticipantKey, roomId: CallId, change: object) => told.push({ participant, roomId, ...change }),
  } as unknown as MediaPort;
  const handlers = () => mediaHandlers({ ...world.engine, media });
  const customer = { role: 'terminal', id: terminalId, connectionId: '', key: terminalKey(terminalId) } as const;
  const official = (id: ExpertId) => ({ role: 'expert', id, connectionId: '', key: expertKey(id) }) as const;
  const press = (who: typeof customer | ReturnType<typeof official>, callId: CallId, source: MediaSource, isMuted = true) =>
    handlers()['media:setMuted'](who, { callId, source, isMuted });
  const rows = () => world.database.transaction((tx) => tx.run('select 1 from mutes'));

  it('[E1] is kept for participant and call, shown in the view, told to the media, and erased with the call', async () => {
    const callId = await talking('te.jobSeeker', first);
    expect((await view()).muted).toEqual([]);
    await press(customer, callId, 'microphone');
    await press(customer, callId, 'microphone');
    await press(customer, callId, 'camera');
    await press(official(first), callId, 'camera');
    expect((await view()).muted).toEqual(['camera', 'microphone']);
    expect((await expertView(first)).muted).toEqual(['camera']);
    expect(told.at(-2)).toMatchObject({ participant: 'terminal:mikkeli-1', roomId: callId, source: 'camera', isMuted: true, muted: ['camera', 'microphone'] });
    await press(customer, callId, 'microphone', false);
    expect((await view()).muted).toEqual(['camera']);
    await world.engine.calls.command(callId, { type: 'end', endedBy: 'customer' }, system);
    expect(await rows()).toBe(0);
    expect((await expertView(first)).muted).toEqual([]);
    expect(await world.refusalOf(press(customer, callId, 'microphone'))).toBe('callEnded');
    expect(await rows()).toBe(0);
  });

  it('[E1] silences nothing in the next call, and nobody closes another’s', async () => {
    const callId = await talking('te.jobSeeker', first);
    await press(customer, callId, 'microphone');
    await press(official(first), callId, 'microphone');
    expect(await world.refusalOf(press(official(second), callId, 'microphone'))).toBe('notFound');
    await world.engine.calls.command(callId, { type: 'end', endedBy: 'customer' }, system);
    await world.engine.calls.command(callId, { type: 'completeWrapUp', expertId: first, outcomeCode: 'settled', referral: null }, system);
    const next = await world.engine.queue(terminalId, randomUUID(), '', 'te.jobSeeker');
    await world.engine.route('te');
    await accept(world.engine, next, first);
    expect((await view()).muted).toEqual([]);
    expect((await expertView(first)).muted).toEqual([]);
  });

  it('[E1] stays closed when the talk goes on elsewhere: after a transfer and after a move', async () => {
    const callId = await talking('te.jobSeeker', first);
    await press(customer, callId, 'camera');
    const to = { agencyId: 'fpa' as AgencyId, serviceId: 'fpa.unemployment' as ServiceId };
    const { callId: sentOn } = await world.engine.visits.transfer(first, { callId, newCallId: randomUUID() as CallId, ...to, note: '' });
    expect((await view()).call?.callId).toBe(sentOn);
    expect((await view()).muted).toEqual(['camera']);
    const newCallId = randomUUID() as CallId;
    await world.engine.queues.move('fpa' as AgencyId, { callId: sentOn, newCallId, ...to, serviceId: 'fpa.studentAid' as ServiceId });
    expect((await view()).call?.callId).toBe(newCallId);
    expect((await view()).muted).toEqual(['camera']);
    expect(await rows()).toBe(1);
  });

  it('[E1] a colleague’s call in the same room loses nobody’s: while asked, with the customer, and handed over', async () => {
    const main = await talking('te.jobSeeker', first);
    await press(customer, main, 'camera');
    await press(official(first), main, 'microphone');
    const asked = await asks(main, first, 'fpa.unemployment', second);
    await accept(world.engine, asked, second);
    await press(official(second), asked, 'camera');
    await world.engine.consultations.bringIn(first, main);
    expect([(await view()).muted, (await expertView(first)).muted, (await expertView(second)).muted]).toEqual([['camera'], ['microphone'], ['camera']]);
    await world.engine.consultations.handOver(first, main);
    expect([(await view()).muted, (await expertView(first)).muted, (await expertView(second)).muted]).toEqual([['camera'], [], ['camera']]);
    await world.engine.calls.command(asked, { type: 'end', endedBy: 'customer' }, system);
    expect(await rows()).toBe(0);
  });

  it('[E1] of a colleague who has left the room nothing is kept, the customer’s is', async () => {
    const main = await talking('te.jobSeeker', first);
    const asked = await asks(main, first, 'fpa.unemployment', second);
    await accept(world.engine, asked, second);
    await press(official(second), asked, 'camera');
    await press(customer, main, 'camera');
    await world.engine.consultations.end(first, main);
    expect(await rows()).toBe(1);
    expect((await view()).muted).toEqual(['camera']);
  });

  it('[E1] who goes away to be called back has closed nothing for when they come', async () => {
    await world.engine.connect(terminalId);
    const callId = await world.engine.queue(terminalId);
    await press(customer, callId, 'camera');
    expect((await view()).muted).toEqual(['camera']);
    await world.engine.callbacks.choose(terminalId, callId);
    expect(await rows()).toBe(0);
  });
});
