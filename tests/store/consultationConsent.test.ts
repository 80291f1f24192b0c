import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { AgencyId, CallId, TerminalId } from '#shared/ids.ts';
import { putNote, system } from '#server/calls/index.ts';
import { talksAt } from '#tests/support/consulting.ts';
import { accept, expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

const terminalId = 'mikkeli-1' as TerminalId;
const tax = expert('expert-tax-1');
const fpa = expert('expert-fpa-1');
const te = expert('expert-te-1');
const allThree = ['customer>fpa', 'customer>tax', 'fpa>customer', 'fpa>tax', 'tax>customer', 'tax>fpa'];

onBothDatabases('a colleague and a confidential matter', (world) => {
  const { view, expertView, open, talking, asks } = talksAt(world, terminalId);
  const stageOf = async (asked: CallId) => (await world.call(asked)).consultation?.stage;
  const say = (main: CallId, asked: CallId, isAgreed: boolean) =>
    world.engine.consultations.answer(terminalId, { callId: main, colleagueCallId: asked, isAgreed });
  /** Of whom the customer is asked on the screen. */
  const question = async () => {
    const { call } = await view();
    return call !== null && 'askedColleague' in call ? call.askedColleague : null;
  };

  /** The tax office talks with the customer about a confidential matter, and has asked a colleague, who has answered. */
  async function confidential(serviceId = 'fpa.unemployment', other = fpa): Promise<{ main: CallId; asked: CallId }> {
    const main = await talking('tax.inheritance', tax);
    const asked = await asks(main, tax, serviceId, other);
    await accept(world.engine, asked, other);
    return { main, asked };
  }

  it('[F31] [F106] another agency’s colleague comes into a confidential matter by the customer’s yes, which holds for that colleague', async () => {
    const { main, asked } = await confidential();
    await world.engine.consultations.bringIn(tax, main);
    await world.engine.consultations.bringIn(tax, main);
    expect(await question()).toEqual({ callId: asked, displayName: world.engine.catalogue.nameOf(fpa), agencyId: 'fpa' });
    expect((await view()).call).toMatchObject({ state: 'onHold', isConsulting: true, colleague: null });
    expect(await open(main)).toEqual(['fpa>tax', 'tax>fpa']);
    expect((await expertView(tax)).call?.consultation).toMatchObject({ stage: 'customerAsked' });
    expect((await expertView(fpa)).call?.askedBy).toMatchObject({ stage: 'customerAsked' });
    // The expert takes the customer back to explain, and talks with the colleague again: the question stands.
    await world.engine.calls.command(main, { type: 'resume', expertId: tax }, system);
    expect(await open(main)).toEqual(['customer>tax', 'tax>customer']);
    await world.engine.calls.command(main, { type: 'hold', expertId: tax }, system);
    expect(await question()).toMatchObject({ callId: asked });
    await say(main, asked, true);
    await say(main, asked, true);
    expect(await question()).toBeNull();
    expect(await open(main)).toEqual(allThree);
    expect((await view()).call).toMatchObject({ state: 'active', colleague: { agencyId: 'fpa' } });
    await world.engine.consultations.takeOut(tax, main);
    expect(await open(main)).toEqual(['fpa>tax', 'tax>fpa']);
    await world.engine.consultations.bringIn(tax, main);
    expect(await question()).toBeNull();
    expect(await open(main)).toEqual(allThree);
  });

  it('[F31] [F106] after a no all is as before: the experts alone, the customer on hold, and not handed over to that colleague', async () => {
    const { main, asked } = await confidential();
    await world.engine.consultations.bringIn(tax, main);
    expect(await world.refusalOf(world.engine.consultations.handOver(tax, main))).toBe('wrongState');
    await say(main, asked, false);
    expect(await question()).toBeNull();
    expect(await open(main)).toEqual(['fpa>tax', 'tax>fpa']);
    expect(await world.call(main)).toMatchObject({ state: 'onHold' });
    expect((await expertView(tax)).call?.consultation).toMatchObject({ stage: 'customerRefused' });
    expect(await world.refusalOf(world.engine.consultations.handOver(tax, main))).toBe('wrongState');
    expect(await world.call(main)).toMatchObject({ state: 'onHold', expertId: tax });
    expect(await world.refusalOf(say(main, asked, true))).toBe('wrongState');
    // Asked again, and the question taken back while the expert talks with the customer, who stays there.
    await world.engine.consultations.bringIn(tax, main);
    await world.engine.calls.command(main, { type: 'resume', expertId: tax }, system);
    await world.engine.consultations.takeOut(tax, main);
    expect(await question()).toBeNull();
    expect(await open(main)).toEqual(['customer>tax', 'tax>customer']);
    expect(await world.refusalOf(say(main, asked, true))).toBe('wrongState');
  });

  it('[F106] only the terminal’s own customer answers, and only the question that stands', async () => {
    const { main, asked } = await confidential();
    await world.engine.consultations.bringIn(tax, main);
    const answer = { callId: main, colleagueCallId: asked, isAgreed: true };
    expect(await world.refusalOf(world.engine.consultations.answer('mikkeli-2' as TerminalId, answer))).toBe('notFound');
    expect(await world.refusalOf(world.engine.consultations.answer(terminalId, { ...answer, callId: asked }))).toBe('notFound');
    expect(await world.refusalOf(world.engine.consultations.answer(terminalId, { ...answer, colleagueCallId: main }))).toBe('wrongState');
    expect(await stageOf(asked)).toBe('customerAsked');
  });

  it('[F106] the question goes with whoever goes: the customer, the colleague, the question itself, the asking expert', async () => {
    const ends: readonly ((main: CallId, asked: CallId) => Promise<unknown>)[] = [
      (main) => world.engine.calls.command(main, { type: 'end', endedBy: 'customer' }, system),
      (_main, asked) => world.engine.calls.command(asked, { type: 'end', endedBy: 'expert', expertId: fpa }, system),
      (main) => world.engine.consultations.end(tax, main),
      async (_main, asked) => {
        await world.engine.calls.command(asked, { type: 'loseExpert', expertId: fpa, isForGood: false }, system);
        expect(await question()).not.toBeNull();
        world.later(31_000);
        await world.engine.calls.runDue();
      },
      async (main) => {
        await world.engine.calls.command(main, { type: 'loseExpert', expertId: tax, isForGood: false }, system);
        world.later(31_000);
        await world.engine.calls.runDue();
        expect(await world.call(main)).toMatchObject({ state: 'queued', lostExpertId: tax });
      },
    ];
    for (const end of ends) {
      await world.empty();
      const { main, asked } = await confidential();
      await world.engine.consultations.bringIn(tax, main);
      expect(await question()).not.toBeNull();
      await end(main, asked);
      expect(await question()).toBeNull();
      expect((await world.call(asked)).state).toBe('wrapUp');
      expect(await world.refusalOf(say(main, asked, true))).toMatch(/callEnded|wrongState/);
    }
  });

  it('[F106] no question to a colleague of the own agency, nor from a matter that is not confidential', async () => {
    const own = await confidential('tax.taxReturn', expert('expert-tax-3'));
    await world.engine.consultations.bringIn(tax, own.main);
    expect(await stageOf(own.asked)).toBe('joint');
    await world.empty();
    const main = await talking('te.jobSeeker', te);
    const asked = await asks(main, te, 'tax.inheritance', tax);
    await accept(world.engine, asked, tax);
    await world.engine.consultations.bringIn(te, main);
    expect(await stageOf(asked)).toBe('joint');
  });

  it('[F39] [F106] handed over out of a confidential matter: told and not asked, and the notes stay where they were written', async () => {
    const { main, asked } = await confidential();
    const share = (isAgreed: boolean, note: string) => {
      const noteId = randomUUID();
      return world.engine.sharedNotes
        .share(tax, { callId: main, noteId, toAgencyId: 'fpa' as AgencyId, note })
        .then(() => world.engine.sharedNotes.decide(terminalId, noteId, isAgreed));
    };
    await share(false, 'hemligt');
    await share(true, 'får berättas');
    await world.database.transaction((tx) => putNote(tx, main, 'preCall', 'skattens egen'));
    await world.engine.consultations.handOver(tax, main);
    expect((await view()).call).toMatchObject({ callId: asked, agencyId: 'fpa', state: 'active' });
    expect((await expertView(fpa)).call).toMatchObject({ note: '', sharedNotes: [{ fromAgencyId: 'tax', note: 'får berättas' }] });
    expect(JSON.stringify(await expertView(fpa))).not.toMatch(/hemligt|skattens egen/);
  });

  it('[F31] the asking expert’s desk is told of what happens to a colleague’s call of another agency', async () => {
    const { main, asked } = await confidential();
    await world.engine.consultations.bringIn(tax, main);
    const told = new Set<string>();
    world.engine.changes.onChange((topics) => topics.forEach((topic) => told.add(topic)));
    await say(main, asked, false);
    expect([...told]).toEqual(expect.arrayContaining([`expert:${tax}`, `expert:${fpa}`, `terminal:${terminalId}`]));
  });
});
