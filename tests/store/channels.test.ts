import { randomInt, randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { AgencyId, CallId, PointId, ServiceId, TerminalId } from '#shared/ids.ts';
import type { Instant } from '#shared/instant.ts';
import { insertVisit } from '#server/visits/index.ts';
import { insertServiceRequest } from '#server/visits/store.ts';
import { accept, expert } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';
import { requestedService } from '#tests/support/visitAt.ts';

const terminalId = 'mikkeli-1' as TerminalId;
// Whose queue is open at any hour, unlike that of the police.
const expertId = expert('expert-fpa-1');
// To be had on site and with a visiting expert; not by video.
const onSite = requestedService('police.weapons');

onBothDatabases('a service that is not served by video', (world) => {
  const language = 'sv' as const;
  const fresh = () => ({ ...onSite, callId: randomUUID() as CallId, terminalId, language });

  it('[E25] cannot be queued for at the terminal, from the desk, as what comes next, by plan or by a booked time', async () => {
    await world.engine.connect(terminalId);
    const { visits, callbacks } = world.engine;
    const serviceRequest = { ...requestedService('police.passport'), terminalId, language, note: '', setUpBy: null };
    const ways: Record<string, () => Promise<unknown>> = {
      join: () => visits.join({ ...fresh(), note: '', setUpBy: null, next: [] }),
      setUp: () => visits.join({ ...fresh(), note: '', setUpBy: 'adviser-mikkeli-1' as never, next: [] }),
      next: () => visits.join({ ...serviceRequest, next: [fresh()] }),
      plan: () => visits.plan(terminalId, fresh()),
      slots: () => callbacks.slots(terminalId, fresh()),
      book: () => callbacks.book({ ...fresh(), at: 0 as Instant }),
    };
    for (const [way, ask] of Object.entries(ways)) expect([way, await world.refusalOf(ask())]).toEqual([way, 'notRemote']);
  });

  it('[E25] takes nobody over from a colleague, a supervisor or an earlier plan', async () => {
    await world.engine.connect(terminalId);
    const { visits, queues, consultations } = world.engine;
    const target = { newCallId: randomUUID() as CallId, agencyId: onSite.agencyId, serviceId: onSite.serviceId };
    const waiting = await world.engine.queue(terminalId);
    expect(await world.refusalOf(queues.move('fpa' as AgencyId, { ...target, callId: waiting }))).toBe('notRemote');
    await world.engine.arrive(expertId);
    await world.engine.route('fpa');
    await accept(world.engine, waiting, expertId);
    const note = '';
    expect(await world.refusalOf(visits.transfer(expertId, { ...target, callId: waiting, note }))).toBe('notRemote');
    expect(await world.refusalOf(consultations.start(expertId, { ...target, callId: waiting, note }))).toBe('notRemote');
    // Planned while it was still served by video.
    const planned = fresh();
    const other = 'mikkeli-2' as TerminalId;
    await world.database.transaction(async (tx) => {
      const visit = await insertVisit(tx, { id: randomUUID(), pointId: 'mikkeli' as PointId, terminalId: other, randomInt });
      await insertServiceRequest(tx, visit.id, planned);
      await visits.joinNext(tx, visit.id);
    });
    expect(await world.refusalOf(visits.joinNow(other, planned.callId))).toBe('none');
    expect(await world.engine.calls.read(planned.callId)).toBeNull();
  });

  it('[E25] and one that no expert visits the point for has no times to book with one', async () => {
    const agency = world.engine.catalogue.agency('police');
    const service = agency?.services.find(({ id }) => id === onSite.serviceId);
    if (service === undefined) throw new Error('not in the demo');
    const days = () => world.engine.visiting.times(terminalId, onSite);
    expect((await days()).length).toBeGreaterThan(0);
    const { channels } = service;
    (service as { channels: readonly string[] }).channels = ['onSite'];
    expect(await days()).toEqual([]);
    (service as { channels: readonly string[] }).channels = channels;
    expect((await days()).length).toBeGreaterThan(0);
    expect(await world.refusalOf(world.engine.visiting.times(terminalId, { ...onSite, serviceId: 'fpa.pension' as ServiceId }))).toBe('notFound');
  });
});
