import { expect, it } from 'vitest';
import { type ParticipantKey, expertKey, mediaSubscriptionsOf, splitKey, terminalKey } from '#shared/call/mediaRouting.ts';
import type { MicrophoneMode } from '#shared/call/lifecycle.ts';
import type { AdviserId, ExpertId, SupervisorId, TerminalId } from '#shared/ids.ts';
import { readRoom, system } from '#server/calls/index.ts';
import { readAdviserView, readExpertView, readSupervisorView, readTerminalView } from '#server/views/index.ts';
import { talksAt } from '#tests/support/consulting.ts';
import { accept, expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

const terminalId = 'mikkeli-1' as TerminalId;
const asking = expert('expert-te-1');
const colleague = expert('expert-fpa-1');

onBothDatabases('a talk of three and more', (world) => {
  const { talking, asks } = talksAt(world, terminalId);

  /** Whom the view of somebody in the talk names, as media keys. */
  async function namedTo(key: ParticipantKey): Promise<string[]> {
    const { engine, database } = world;
    const { role, id } = splitKey(key);
    const thirdParties = (advisers: readonly { role: string; adviserId: string }[]) => advisers.map((one) => `${one.role}:${one.adviserId}`);
    return database.transaction(async (tx) => {
      if (role === 'terminal') {
        const { call } = await readTerminalView(tx, engine.catalogue, engine.hours, id as TerminalId);
        if (call === null || !('advisers' in call)) return [];
        return [`expert:${call.expertId}`, `expert:${call.colleague?.expertId}`, ...thirdParties(call.advisers)];
      }
      if (role === 'expert') {
        const { call } = await readExpertView(tx, engine.catalogue, id as ExpertId);
        if (call === null) return [];
        return [`terminal:${call.terminalId}`, `expert:${call.askedBy?.expertId ?? call.consultation?.expertId}`, ...thirdParties(call.advisers)];
      }
      if (role === 'adviser') {
        const { joined, terminals } = await readAdviserView(tx, engine.catalogue, engine.hours, id as AdviserId);
        const others = terminals.find((one) => one.terminalId === joined?.terminalId)?.call?.advisers ?? [];
        return [`terminal:${joined?.terminalId}`, `expert:${joined?.expertId}`, `expert:${joined?.colleague?.expertId}`, ...thirdParties(others)];
      }
      const { listening } = await readSupervisorView(tx, engine.catalogue, engine.hours, id as SupervisorId);
      return [terminalKey(terminalId), `expert:${listening?.expertId}`, `expert:${listening?.colleague?.expertId}`];
    });
  }

  it('[E9] whoever is heard or seen is named to those whom it reaches, and they to them, at every stage and whoever else is there', async () => {
    const main = await talking('te.jobSeeker', asking);
    const { calls, consultations } = world.engine;
    const join = (adviserId: string, role: 'adviser' | 'supervisor', microphone: MicrophoneMode) =>
      calls.command(main, { type: 'joinAsThirdParty', adviserId: adviserId as AdviserId, role, microphone, needsConsent: false }, system);
    const bothWays = async (): Promise<number> => {
      const room = await world.database.transaction((tx) => readRoom(tx, main));
      const links = mediaSubscriptionsOf(room?.calls ?? []).filter(({ isOpen }) => isOpen);
      for (const { from, to } of links) {
        expect(await namedTo(to), `${from} to ${to}`).toContain(from);
        expect(await namedTo(from), `${to} of ${from}`).toContain(to);
      }
      return links.length;
    };
    await join('adviser-mikkeli-1', 'adviser', 'open');
    await join('supervisor-te-1', 'supervisor', 'muted');
    expect(await bothWays()).toBe(8);
    const asked = await asks(main, asking, 'fpa.unemployment', colleague);
    await accept(world.engine, asked, colleague);
    const namedAlone = await namedTo(expertKey(colleague));
    expect(namedAlone).not.toContain('adviser:adviser-mikkeli-1');
    await bothWays();
    await consultations.bringIn(asking, main);
    // Six among the customer and the experts, six with the adviser, three to the listener.
    expect(await bothWays()).toBe(15);
    await join('adviser-mikkeli-1', 'adviser', 'connectionOnly');
    expect(await bothWays()).toBe(9);
    await join('adviser-mikkeli-1', 'adviser', 'muted');
    expect(await bothWays()).toBe(15);
    await consultations.takeOut(asking, main);
    await bothWays();
    await consultations.bringIn(asking, main);
    await consultations.handOver(asking, main);
    await bothWays();
  });

  it('[E9] the colleague’s page is told when somebody joins or leaves the talk', async () => {
    const main = await talking('te.jobSeeker', asking);
    await accept(world.engine, await asks(main, asking, 'fpa.unemployment', colleague), colleague);
    await world.engine.consultations.bringIn(asking, main);
    const told: string[] = [];
    world.engine.changes.onChange((topics) => told.push(...topics));
    const adviserId = 'adviser-mikkeli-1' as AdviserId;
    await world.engine.calls.command(main, { type: 'joinAsThirdParty', adviserId, role: 'adviser', microphone: 'open', needsConsent: false }, system);
    expect(told).toContain(expertKey(colleague));
    told.length = 0;
    await world.engine.calls.command(main, { type: 'leaveAsThirdParty', adviserId }, system);
    expect(told).toContain(expertKey(colleague));
  });
});
