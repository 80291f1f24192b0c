import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Person } from '#tests/support/socketPeople.ts';
import { type RunningServer, startServer } from '#tests/support/startApp.ts';

/** Q12's 3, 20 and 90 seconds against the default grace of 120, at a thirtieth of the time: what counts is the share. */
const graceMs = 4_000;
const absencesMs = [100, 670, 3_000];

let server: RunningServer;
const people: { leave(): void }[] = [];

beforeAll(async () => {
  server = await startServer({
    env: { MEDIA_WORKERS: '0', TERMINAL_GRACE_MS: String(graceMs), EXPERT_GRACE_MS: '3000', CONNECTING_GRACE_MS: '2000', OFFLINE_AFTER_MS: '3000' },
  });
});
afterAll(() => server.stop());
afterEach(() => people.splice(0).forEach((person) => person.leave()));

const arrive = async <R extends 'terminal' | 'expert' | 'adviser'>(role: R, id: string): Promise<Person<R>> => {
  const person = await Person.arrive(server.url, role, id);
  people.push(person);
  return person;
};

async function queue(terminal: Person<'terminal'>, agencyId = 'fpa', serviceId = 'fpa.studentAid'): Promise<string> {
  const callId = randomUUID();
  await terminal.do('queue:join', { callId, agencyId, serviceId, language: 'sv' } as never);
  return callId;
}

async function accept(expert: Person<'expert'>): Promise<string> {
  await expert.do('status:choose', { status: 'available' });
  const { offer } = await expert.until((view) => view.offer !== null);
  if (offer === null) throw new Error('no offer');
  await expert.do('offer:accept', { callId: offer.callId, offerNumber: offer.offerNumber });
  return offer.callId;
}

/** The network is gone for that long: the socket dies without a word, and a new one comes. */
async function beAway(terminal: Person<'terminal'>, ms: number): Promise<Person<'terminal'>> {
  const id = terminal.view?.terminal.id ?? '';
  terminal.leave();
  await new Promise((resolve) => setTimeout(resolve, ms));
  return arrive('terminal', id);
}

/** A closed lid: the socket stays open, nobody answers on it any more, and nobody comes back. */
function closeLid(person: Person<'expert' | 'terminal'>): void {
  const { transport } = person.socket.io.engine as unknown as { transport: { ws: { pause(): void } } };
  // The test's own process does not sleep, so its client would notice the silence too and connect anew.
  person.socket.io.reconnection(false);
  transport.ws.pause();
}

const finish = async (terminal: Person<'terminal'>): Promise<unknown> => terminal.do('visit:close', {});

describe('[Q12] [F23] [C3] a terminal without network', () => {
  for (const ms of absencesMs) {
    it(`keeps its place in the queue, before those who came later, after ${Math.round((ms / graceMs) * 120)} s of 120`, async () => {
      const first = await arrive('terminal', 'mikkeli-1');
      const callId = await queue(first);
      const second = await arrive('terminal', 'mikkeli-2');
      await queue(second);
      const back = await beAway(first, ms);
      expect(back.view?.call).toMatchObject({ callId, state: 'queued', position: 1 });
      await second.until((view) => view.call?.state === 'queued' && view.call.position === 2);
      await finish(back);
      await finish(second);
    });

    it(`keeps its call after ${Math.round((ms / graceMs) * 120)} s of 120, and the expert sees "lost", not "ended"`, async () => {
      const terminal = await arrive('terminal', 'mikkeli-1');
      const callId = await queue(terminal);
      const expert = await arrive('expert', 'expert-fpa-1');
      await accept(expert);
      const seenLost = expert.until((view) => view.call?.terminalPresence.state === 'lost');
      const back = await beAway(terminal, ms);
      expect((await seenLost).call).toMatchObject({ callId });
      await expert.until((view) => view.call?.terminalPresence.state === 'present');
      expect(back.view?.call).toMatchObject({ callId });
      await expert.do('call:end', { callId } as never);
      await expert.do('wrapUp:complete', { callId, outcomeCode: 'settled', note: '' } as never);
      await finish(back);
    });
  }

  it('is let go after the limit: the place goes to the next, the call ends cleanly, the page comes back to the start', async () => {
    const waiting = await arrive('terminal', 'kiiminki-1');
    await queue(waiting);
    const next = await arrive('terminal', 'kiiminki-2');
    await queue(next);
    waiting.leave();
    await next.until((view) => view.call?.state === 'queued' && view.call.position === 1, graceMs + 5_000);
    const back = await arrive('terminal', 'kiiminki-1');
    expect(back.view?.call).toMatchObject({ state: 'ended', endedBy: 'terminalLost' });
    await finish(next);
  });
});

describe('[Q13] [Q14] an expert who vanishes', () => {
  it('right after the accept: the call is first in the queue again with its old waiting time', async () => {
    const terminal = await arrive('terminal', 'pargas-1');
    const callId = await queue(terminal);
    const queuedAt = (await terminal.until((view) => view.call?.state === 'queued')).call?.queuedAt;
    const later = await arrive('terminal', 'pargas-2');
    await queue(later);
    const expert = await arrive('expert', 'expert-fpa-1');
    await accept(expert);
    expert.leave();
    const { call } = await terminal.until((view) => view.call?.state === 'queued', 15_000);
    expect(call).toMatchObject({ callId, queuedAt, position: 1, returnsAfter: 'expertLost' });
    await later.until((view) => view.call?.state === 'queued' && view.call.position === 2);
    await finish(terminal);
    await finish(later);
  });

  it('a closed browser is noticed at once, a closed lid within 10 s; neither gets another offer', async () => {
    const colleague = await arrive('expert', 'expert-tax-1');
    await colleague.do('status:choose', { status: 'available' });
    for (const leave of [(expert: Person<'expert'>) => expert.leave(), closeLid]) {
      const expert = await arrive('expert', 'expert-tax-2');
      await expert.do('status:choose', { status: 'available' });
      await colleague.until((view) => view.colleaguesOnDuty === 1);
      leave(expert);
      await colleague.until((view) => view.colleaguesOnDuty === 0, 10_000);
      await colleague.do('status:choose', { status: 'away' });
      const terminal = await arrive('terminal', 'saarijarvi-1');
      await queue(terminal, 'tax', 'tax.taxCard');
      await colleague.do('status:choose', { status: 'available' });
      const offered = await colleague.until((view) => view.offer !== null);
      expect(offered.offer?.callId).toBe(terminal.view?.call?.callId);
      await finish(terminal);
      await colleague.until((view) => view.offer === null);
      expect((await (await arrive('expert', 'expert-tax-2')).do('expert:sync', {})).offer).toBeNull();
    }
  });
});

describe('[C4] the expert’s list', () => {
  it('is the same after a reload, and after going away and coming back', async () => {
    const terminals = [await arrive('terminal', 'pargas-1'), await arrive('terminal', 'pargas-2')];
    const callIds: string[] = [];
    for (const terminal of terminals) callIds.push(await queue(terminal, 'dvv', 'dvv.name'));
    const expert = await arrive('expert', 'expert-dvv-1');
    await expert.until((view) => view.queue.length === 2);
    await expert.do('status:choose', { status: 'away' });
    const reloaded = await arrive('expert', 'expert-dvv-1');
    expect(reloaded.view?.queue.map(({ callId }) => callId)).toEqual(callIds);
    for (const terminal of terminals) await finish(terminal);
  });
});

describe('[Q19] the same accept', () => {
  it('sent twice is one accept; after the customer has left it is refused', async () => {
    const terminal = await arrive('terminal', 'pelkosenniemi-1');
    const callId = await queue(terminal);
    const expert = await arrive('expert', 'expert-fpa-1');
    await expert.do('status:choose', { status: 'available' });
    const { offer } = await expert.until((view) => view.offer !== null);
    const answer = { callId, offerNumber: offer?.offerNumber ?? 0 };
    const replies = await Promise.all([expert.ask('offer:accept', answer), expert.ask('offer:accept', answer)]);
    expect(replies.map(({ ok }) => ok)).toEqual([true, true]);
    await expert.do('call:end', { callId } as never);
    await expert.do('wrapUp:complete', { callId, outcomeCode: 'settled', note: '' } as never);

    const gone = await queue(terminal);
    const second = await expert.until((view) => view.offer?.callId === gone);
    await terminal.do('call:leave', { callId: gone } as never);
    const late = await expert.ask('offer:accept', { callId: gone, offerNumber: second.offer?.offerNumber ?? 0 });
    expect(late).toMatchObject({ ok: false });
  });
});
