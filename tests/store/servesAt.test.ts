import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { actorSchema } from '#shared/contract/actor.ts';
import type { AdviserId, AgencyId, CallId, ServiceId, TerminalId } from '#shared/ids.ts';
import { readAdviserView } from '#server/views/index.ts';
import { talksAt } from '#tests/support/consulting.ts';
import { accept, expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

const terminalId = 'mikkeli-1' as TerminalId;
const te = expert('expert-te-1');
const police = { agencyId: 'police' as AgencyId, serviceId: 'police.passport' as ServiceId };
const weapons = { ...police, serviceId: 'police.weapons' as ServiceId };
const rowOf = z.object({ state: z.string() });
const newId = () => randomUUID() as CallId;

onBothDatabases('[F101] an agency that does not serve at the point', (world) => {
  const { talking } = talksAt(world, terminalId);
  const agency = () => {
    const found = world.engine.catalogue.agency('police');
    if (found === undefined) throw new Error('not in the demo');
    return found;
  };
  const serveOnlyAt = (...servesAt: string[]) => void Object.assign(agency(), { actor: actorSchema.parse({ kind: 'organisation', servesAt }) });
  afterEach(() => void Object.assign(agency(), { actor: undefined }));

  /** Each way to have a customer of the point served by the agency. */
  async function ways(): Promise<Record<string, string>> {
    await world.empty();
    const main = await talking('te.jobSeeker', te);
    const { engine } = world;
    const wanted = { ...police, language: 'sv' as const };
    const all = {
      share: () => engine.sharedNotes.share(te, { callId: main, noteId: randomUUID(), toAgencyId: police.agencyId, note: 'x' }),
      plan: () => engine.visits.plan(terminalId, { ...wanted, callId: newId() }),
      slots: () => engine.callbacks.slots(terminalId, wanted),
      visitingTimes: () => engine.visiting.times(terminalId, weapons),
      consult: () => engine.consultations.start(te, { callId: main, newCallId: newId(), ...police, note: '' }),
      transfer: () => engine.visits.transfer(te, { callId: main, newCallId: newId(), ...police, note: '' }),
    };
    const answers: Record<string, string> = {};
    for (const [way, tried] of Object.entries(all)) answers[way] = await world.refusalOf(Promise.resolve().then<unknown>(tried));
    return answers;
  }

  it('is refused in every way in which a customer there could come to it, and in none where it serves', async () => {
    serveOnlyAt('mikkeli', 'pargas');
    const here = await ways();
    expect(here).toEqual({ share: 'none', plan: 'none', slots: 'none', visitingTimes: 'none', consult: 'none', transfer: expect.any(String) });
    expect(here['transfer']).not.toBe('notFound');
    serveOnlyAt('pargas');
    expect(new Set(Object.values(await ways()))).toEqual(new Set(['notFound']));
  });

  it('gets no customer by a supervisor’s move', async () => {
    await world.engine.connect(terminalId);
    const callId = await world.engine.queue(terminalId);
    serveOnlyAt('pargas');
    const move = () => world.engine.queues.move('fpa' as AgencyId, { callId, newCallId: newId(), ...police });
    expect(await world.refusalOf(move())).toBe('notFound');
    serveOnlyAt('mikkeli');
    expect(await world.refusalOf(move())).toBe('none');
  });

  it('is passed over in a plan that was made before, and its booked time cannot be moved', async () => {
    await world.engine.connect(terminalId);
    const callId = await world.engine.queue(terminalId);
    const planned = newId();
    await world.engine.visits.plan(terminalId, { ...police, callId: planned, language: 'sv' });
    const wanted = { ...police, language: 'sv' as const };
    const [at, later] = await world.engine.callbacks.slots('mikkeli-2' as TerminalId, wanted);
    if (at === undefined || later === undefined) throw new Error('no time is free');
    const { number } = await world.engine.callbacks.book({ ...wanted, terminalId: 'mikkeli-2' as TerminalId, callId: newId(), at });
    serveOnlyAt('pargas');
    const adviserId = 'adviser-mikkeli-1' as AdviserId;
    const { pointId } = await world.call(callId);
    expect(await world.refusalOf(world.engine.callbacks.moveFor(adviserId, pointId, { number, at: later }))).toBe('slotTaken');
    await world.engine.calls.command(callId, { type: 'end', endedBy: 'customer' }, { by: `terminal:${terminalId}`, mayAct: () => true });
    expect(await world.database.transaction((tx) => tx.rows(rowOf, 'select state from visit_service_requests where call_id = $1', [planned]))).toEqual([
      { state: 'closed' },
    ]);
  });

  it('still serves who was in its queue before, and is not among the agencies that the point’s adviser sees', async () => {
    await world.engine.connect(terminalId);
    await world.engine.arrive('expert-police-1');
    const callId = await world.engine.queue(terminalId, randomUUID(), '', police.serviceId);
    const seen = async () =>
      (
        await world.database.transaction((tx) => readAdviserView(tx, world.engine.catalogue, world.engine.hours, 'adviser-mikkeli-1' as AdviserId))
      ).agencies.map(({ agencyId }) => agencyId);
    expect(await seen()).toContain('police');
    serveOnlyAt('pargas');
    expect(await seen()).not.toContain('police');
    await world.engine.route('police');
    await accept(world.engine, callId, expert('expert-police-1'));
    expect(await world.call(callId)).toMatchObject({ state: 'active' });
  });
});
