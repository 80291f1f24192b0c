import { beforeEach, expect, it } from 'vitest';
import type { AgencyId, ServiceId, TerminalId } from '#shared/ids.ts';
import { importDemo } from '#server/catalogue/index.ts';
import { mikkeliAdviser } from '#tests/support/adviserSession.ts';
import { administering, administratorOf, nation, ofAgency } from '#tests/support/administration.ts';
import { demoContent } from '#tests/support/engine.ts';
import { onBothDatabases } from '#tests/support/onBothDatabases.ts';

const mikkeli = administratorOf({ kind: 'municipality', municipality: 'Mikkeli' }, 'administrator-municipality-1');
const line = (agencyId: string, serviceId: string | null, channel: 'remote' | 'onSite' | 'visitingExpert' = 'remote') => ({
  agencyId: agencyId as AgencyId,
  serviceId: serviceId as ServiceId | null,
  channel,
});

onBothDatabases('[F99] the agreed minimum offer', (world) => {
  const handlers = () => world.engine.handlers;
  const gaps = async () => (await handlers()['minimumOffer:gaps'](mikkeliAdviser, {})).gaps.map(({ agencyId, reason }) => `${agencyId} ${reason}`);
  const setActor = async (actor: object | null) => {
    const acts = administering(world, ofAgency('fpa'));
    const { actor: _old, ...rest } = (await acts.record('agency', 'fpa')).content;
    await acts.apply([await acts.wanted('agency', 'fpa', () => (actor === null ? rest : { ...rest, actor: JSON.parse(JSON.stringify(actor)) as never }))]);
    await world.engine.catalogue.refresh();
  };

  beforeEach(async () => {
    await importDemo(world.database, demoContent);
    await world.engine.catalogue.refresh();
  });

  it('is of the nation or of a municipality, each changed by its own administrators, and seen by both', async () => {
    expect(await handlers()['minimumOffer:change'](nation, { area: 'nation', lines: [line('fpa', null)], version: 0 })).toEqual({ version: 1 });
    expect(await handlers()['minimumOffer:change'](mikkeli, { area: 'municipality:Mikkeli', lines: [line('gone', null)], version: 0 })).toEqual({ version: 1 });
    const seen = await handlers()['minimumOffer:read'](mikkeli, {});
    expect(seen.offers.map(({ area }) => area)).toEqual(['municipality:Mikkeli', 'nation']);
    expect(seen.gaps).toEqual([{ pointId: 'mikkeli', ...line('gone', null), reason: 'noAgency' }]);
    expect(await handlers()['minimumOffer:read'](ofAgency('fpa'), {})).toEqual({ offers: [], gaps: [] });
    const refused = [
      handlers()['minimumOffer:change'](mikkeli, { area: 'nation', lines: [], version: 1 }),
      handlers()['minimumOffer:change'](mikkeli, { area: 'municipality:Pargas', lines: [], version: 0 }),
      handlers()['minimumOffer:change'](ofAgency('fpa'), { area: 'municipality:Mikkeli', lines: [], version: 1 }),
    ];
    expect(await Promise.all(refused.map((one) => world.refusalOf(one)))).toEqual(['notFound', 'notFound', 'notFound']);
    // Two at once: the second is told.
    await handlers()['minimumOffer:change'](mikkeli, { area: 'municipality:Mikkeli', lines: [], version: 1 });
    expect(await world.refusalOf(handlers()['minimumOffer:change'](nation, { area: 'municipality:Mikkeli', lines: [], version: 1 }))).toBe('wrongState');
  });

  it('a gap is at the point’s adviser, and goes when it is filled', async () => {
    await handlers()['minimumOffer:change'](nation, {
      area: 'nation',
      lines: [line('fpa', null, 'visitingExpert'), line('fpa', 'fpa.studentAid')],
      version: 0,
    });
    const before = await gaps();
    expect(before.every((gap) => gap.startsWith('fpa '))).toBe(true);
    await setActor({ kind: 'organisation', servesAt: ['pargas'] });
    expect(await gaps()).toEqual(['fpa notHere', 'fpa notHere']);
    await setActor(null);
    expect(await gaps()).toEqual(before);
  });

  it('[F101] an actor that serves elsewhere only cannot be queued for here', async () => {
    const join = () => world.engine.queue('mikkeli-1' as TerminalId, undefined, '', 'fpa.studentAid');
    await setActor({ kind: 'organisation', servesAt: ['pargas'] });
    expect(await world.refusalOf(join())).toBe('notFound');
    await setActor({ kind: 'organisation', conditions: { sv: 'Villkor' }, servesAt: ['mikkeli'] });
    expect(await world.refusalOf(join())).toBe('none');
    await setActor(null);
  });
});
