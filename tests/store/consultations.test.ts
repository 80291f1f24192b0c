import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { AdviserId, AgencyId, CallId, ServiceId, TerminalId } from '#shared/ids.ts';
import { talksAt } from '#tests/support/consulting.ts';
import { accept, expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';
import { system } from '#server/calls/index.ts';

const terminalId = 'mikkeli-1' as TerminalId;
const asking = expert('expert-te-1');
const colleague = expert('expert-fpa-1');
const taxColleague = expert('expert-tax-1');

onBothDatabases('a question to a colleague', (world) => {
  const { view, expertView, open, talking, asks } = talksAt(world, terminalId);

  /** The customer talks with the TE office, which has asked another agency; that has answered. */
  async function consulting(serviceId = 'fpa.unemployment', other = colleague): Promise<{ main: CallId; asked: CallId }> {
    const main = await talking('te.jobSeeker', asking);
    const asked = await asks(main, asking, serviceId, other);
    expect(await open(main)).toEqual(['customer>te', 'te>customer']);
    expect((await expertView(other)).offer?.askedBy).toMatchObject({ agencyId: 'te', stage: 'private' });
    await accept(world.engine, asked, other);
    return { main, asked };
  }

  it('[F40] the two talk alone, the customer is on hold and told so; then the colleague goes and the call goes on', async () => {
    const { main, asked } = await consulting();
    expect(await open(main)).toEqual(['fpa>te', 'te>fpa']);
    expect((await view()).call).toMatchObject({ callId: main, state: 'onHold', isConsulting: true, colleague: null });
    await world.engine.calls.command(main, { type: 'resume', expertId: asking }, system);
    expect(await open(main)).toEqual(['customer>te', 'te>customer']);
    await world.engine.consultations.end(asking, main);
    expect(await world.call(asked)).toMatchObject({ state: 'wrapUp', expertId: colleague });
    expect((await view()).call).toMatchObject({ callId: main, state: 'active', isConsulting: false });
  });

  it('[F31] two agencies’ experts in one call with the customer', async () => {
    const { main, asked } = await consulting();
    await world.engine.consultations.bringIn(asking, main);
    expect(await open(main)).toEqual(['customer>fpa', 'customer>te', 'fpa>customer', 'fpa>te', 'te>customer', 'te>fpa']);
    expect((await view()).call).toMatchObject({ state: 'active', colleague: { agencyId: 'fpa' } });
    await world.engine.consultations.takeOut(asking, main);
    expect(await open(main)).toEqual(['fpa>te', 'te>fpa']);
    // The colleague leaves; the customer stays with the first.
    await world.engine.calls.command(asked, { type: 'end', endedBy: 'expert', expertId: colleague }, system);
    await world.engine.calls.command(main, { type: 'resume', expertId: asking }, system);
    expect(await open(main)).toEqual(['customer>te', 'te>customer']);
  });

  it('[F39] warm transfer: the colleague has the customer, the first expert wraps up', async () => {
    const { main, asked } = await consulting();
    await world.engine.consultations.handOver(asking, main);
    expect(await open(asked)).toEqual(['customer>fpa', 'fpa>customer']);
    expect(await world.call(main)).toMatchObject({ state: 'wrapUp', expertId: asking, endedBy: 'handedOver' });
    expect((await view()).call).toMatchObject({ callId: asked, agencyId: 'fpa', state: 'active' });
    expect((await view()).serviceRequests.map(({ agencyId, state }) => [agencyId, state])).toEqual([
      ['te', 'done'],
      ['fpa', 'talking'],
    ]);
    expect((await world.call(asked)).roomId).toBe(main);
    await world.engine.calls.command(asked, { type: 'end', endedBy: 'expert', expertId: colleague }, system);
    expect((await view()).call).toMatchObject({ callId: asked, state: 'ended' });
  });

  it('[C7] [F46] [Q40] handed over, the adviser comes along, and the supervisor of the agency before does not: their media goes', async () => {
    const { main, asked } = await consulting();
    const join = (adviserId: string, role: 'adviser' | 'supervisor', microphone: 'open' | 'muted') =>
      world.engine.calls.command(main, { type: 'joinAsThirdParty', adviserId: adviserId as AdviserId, role, microphone, needsConsent: false }, system);
    await join('adviser-mikkeli-1', 'adviser', 'open');
    await join('supervisor-te-1', 'supervisor', 'muted');
    world.leftBehind.length = 0;
    await world.engine.consultations.handOver(asking, main);
    expect(world.leftBehind).toEqual(['supervisor:supervisor-te-1']);
    expect(await world.call(asked)).toMatchObject({ advisers: [{ adviserId: 'adviser-mikkeli-1', microphone: 'open', requestedMode: null }] });
    expect((await open(asked)).filter((link) => link.includes('supervisor'))).toEqual([]);
    expect((await open(asked)).filter((link) => link.includes('adviser'))).toHaveLength(4);
  });

  it('[F106] [Q40] handed over to a confidential service, the adviser hears nothing before the customer has said yes again', async () => {
    const { main } = await consulting('tax.inheritance', taxColleague);
    await world.engine.calls.command(
      main,
      {
        type: 'joinAsThirdParty',
        adviserId: 'adviser-mikkeli-1' as AdviserId,
        role: 'adviser',
        microphone: 'open',
        needsConsent: false,
      },
      system,
    );
    world.leftBehind.length = 0;
    await world.engine.consultations.handOver(asking, main);
    expect(world.leftBehind).toEqual(['adviser:adviser-mikkeli-1']);
    const { call } = await view();
    expect(call).toMatchObject({ serviceId: 'tax.inheritance', advisers: [{ microphone: 'connectionOnly', requestedMode: 'open' }] });
    const callId = call?.callId as CallId;
    expect((await open(callId)).filter((link) => link.includes('adviser'))).toEqual([]);
    await world.engine.calls.command(
      callId,
      { type: 'answerAdviser', adviserId: 'adviser-mikkeli-1' as AdviserId, requestedMode: 'open', isAgreed: true },
      system,
    );
    expect((await open(callId)).filter((link) => link.includes('adviser'))).toHaveLength(4);
  });

  it('[C6] the colleague’s part ends when the customer leaves, and when nobody has answered', async () => {
    const { main, asked } = await consulting();
    await world.engine.calls.command(main, { type: 'end', endedBy: 'customer' }, system);
    expect((await world.call(asked)).state).toBe('wrapUp');
    expect((await expertView(colleague)).wrapUp?.callId).toBe(asked);
  });

  it('[C6] when the asking expert is lost, a colleague who talks with the customer goes on with them', async () => {
    const { main, asked } = await consulting();
    await world.engine.consultations.bringIn(asking, main);
    await world.engine.calls.command(main, { type: 'loseExpert', expertId: asking, isForGood: false }, system);
    world.later(31_000);
    await world.engine.calls.runDue();
    expect(await world.call(main)).toMatchObject({ state: 'closed', reason: 'takenOver' });
    expect(await world.call(asked)).toMatchObject({ state: 'active', consultation: null });
    expect(await open(asked)).toEqual(['customer>fpa', 'fpa>customer']);
  });

  it('[C6] when the asking expert is lost in private, the customer is first in the queue again', async () => {
    const { main, asked } = await consulting();
    await world.engine.calls.command(main, { type: 'loseExpert', expertId: asking, isForGood: false }, system);
    world.later(31_000);
    await world.engine.calls.runDue();
    expect(await world.call(main)).toMatchObject({ state: 'queued', lostExpertId: asking });
    expect((await world.call(asked)).state).toBe('wrapUp');
  });

  it('one question at a time; nobody but the own expert asks; a note for another agency needs the customer’s word', async () => {
    const { main } = await consulting();
    const question = { callId: main, newCallId: randomUUID() as CallId, agencyId: 'tax' as AgencyId, serviceId: 'tax.taxCard' as ServiceId, note: '' };
    expect(await world.refusalOf(world.engine.consultations.start(asking, question))).toBe('wrongState');
    expect(await world.refusalOf(world.engine.consultations.start(colleague, question))).toBe('notFound');
    await world.engine.consultations.end(asking, main);
    expect(await world.refusalOf(world.engine.consultations.start(asking, { ...question, note: 'x' }))).toBe('noteNeedsConsent');
    expect(await world.refusalOf(world.engine.consultations.handOver(asking, main))).toBe('wrongState');
  });

  it('[F103] a practice call goes to no real agency, and a real one to no practice: not as a question, a transfer or by a supervisor', async () => {
    const player = expert('expert-practice-1');
    await world.engine.connect(terminalId);
    await world.engine.arrive(player);
    const played = randomUUID() as CallId;
    const byAdviser = { callId: played, agencyId: 'practice' as AgencyId, serviceId: 'practice.call' as ServiceId };
    await world.engine.visits.join({ ...byAdviser, terminalId, language: 'sv', note: '', setUpBy: 'adviser-mikkeli-1' as AdviserId, next: [] });
    const real = { newCallId: randomUUID() as CallId, agencyId: 'fpa' as AgencyId, serviceId: 'fpa.pension' as ServiceId };
    expect(await world.refusalOf(world.engine.queues.move('practice' as AgencyId, { ...real, callId: played }))).toBe('practiceApart');
    await world.engine.route('practice');
    await accept(world.engine, played, player);
    expect(await world.refusalOf(world.engine.consultations.start(player, { ...real, callId: played, note: '' }))).toBe('practiceApart');
    expect(await world.refusalOf(world.engine.visits.transfer(player, { ...real, callId: played, note: '' }))).toBe('practiceApart');
    const main = await world.engine.queue('mikkeli-2', randomUUID(), '', 'te.jobSeeker');
    await world.engine.connect('mikkeli-2');
    await world.engine.arrive(asking);
    await world.engine.route('te');
    await accept(world.engine, main, asking);
    const practice = { callId: main, newCallId: randomUUID() as CallId, agencyId: 'practice' as AgencyId, serviceId: 'practice.call' as ServiceId, note: '' };
    expect(await world.refusalOf(world.engine.consultations.start(asking, practice))).toBe('practiceApart');
    expect(await world.refusalOf(world.engine.visits.transfer(asking, practice))).toBe('practiceApart');
  });
});
