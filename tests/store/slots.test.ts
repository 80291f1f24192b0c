import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { AgencyId, CallId, ServiceId, TerminalId } from '#shared/ids.ts';
import { staffLanguages } from '#shared/language.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

const terminalId = 'mikkeli-1' as TerminalId;
const agencyId = 'police' as AgencyId;

onBothDatabases('times to book', (world) => {
  const servicesOf = () => world.engine.catalogue.agency(agencyId)?.services ?? [];

  it('[E24] one half-hour is sold to no more customers than there are experts for it, over all services and languages, also when all ask at once', async () => {
    const experts = world.engine.catalogue.staff.filter((member) => member.role === 'expert' && member.agencyId === agencyId);
    const remote = servicesOf().filter(({ channels }) => channels.includes('remote'));
    const requestedServices = remote.flatMap(({ id }) => staffLanguages.map((language) => ({ agencyId, serviceId: id as ServiceId, language })));
    const free = await Promise.all(requestedServices.map((requestedService) => world.engine.callbacks.slots(terminalId, requestedService)));
    const at = free[0]?.find((slot) => free.every((slots) => slots.length === 0 || slots.includes(slot)));
    if (at === undefined) throw new Error('no time is free for all');
    const answers = await Promise.all(
      [...requestedServices, ...requestedServices].map((requestedService) =>
        world.refusalOf(world.engine.callbacks.book({ ...requestedService, terminalId, at, callId: randomUUID() as CallId })),
      ),
    );
    const sold = answers.filter((answer) => answer === 'none').length;
    expect(sold).toBeGreaterThan(0);
    expect(sold).toBeLessThanOrEqual(experts.length);
    for (const requestedService of requestedServices)
      expect(sold < experts.length || !(await world.engine.callbacks.slots(terminalId, requestedService)).includes(at)).toBe(true);
  });

  it('[E24] two services for which an expert visits the point on one day sell each half-hour once', async () => {
    const [weapons, passport] = ['police.weapons', 'police.passport'].map((id) => servicesOf().find((service) => service.id === id));
    if (weapons === undefined || passport === undefined) throw new Error('not in the demo');
    const before = { channels: passport.channels, visitingDays: passport.visitingDays };
    Object.assign(passport, { channels: ['remote', 'visitingExpert'], visitingDays: weapons.visitingDays });
    try {
      const requestedService = (serviceId: ServiceId) => ({ agencyId, serviceId, language: 'sv' as const, terminalId });
      const [at] = (await world.engine.visiting.times(terminalId, requestedService(weapons.id))).flatMap(({ times }) => times);
      if (at === undefined) throw new Error('no time is free');
      const book = (serviceId: ServiceId) => world.refusalOf(world.engine.visiting.book({ ...requestedService(serviceId), bookingId: randomUUID(), at }));
      expect((await Promise.all([book(weapons.id), book(passport.id)])).sort()).toEqual(['none', 'slotTaken']);
    } finally {
      Object.assign(passport, before);
    }
  });
});
