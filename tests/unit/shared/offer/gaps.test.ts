import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { agencySchema, pointSchema } from '#shared/contract/catalogue.ts';
import { gapsOf } from '#shared/offer/gaps.ts';
import { minimumOfferSchema } from '#shared/offer/offer.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(`server/catalogue/demo/${name}.json`, 'utf8'));
const agencies = z.array(agencySchema).parse(read('agencies'));
const points = z.array(pointSchema).parse(read('points'));
const today = '2026-12-01';
const offer = (area: string, ...lines: object[]) => minimumOfferSchema.parse({ area, lines, version: 1 });
const reasons = (offers: ReturnType<typeof offer>[], changed = agencies) =>
  gapsOf({ agencies: changed, points }, offers, today).map(({ pointId, agencyId, reason }) => `${pointId} ${agencyId} ${reason}`);

it('[F99] what is agreed for the nation holds at every point, for a municipality at its own', () => {
  const line = { agencyId: 'nobody', serviceId: null, channel: 'remote' };
  expect(reasons([offer('nation', line)])).toEqual(points.map(({ id }) => `${id} nobody noAgency`));
  expect(reasons([offer('municipality:Mikkeli', line)])).toEqual(['mikkeli nobody noAgency']);
  // Agreed in both, it is told once.
  expect(reasons([offer('nation', line), offer('municipality:Mikkeli', line)])).toHaveLength(points.length);
});

it('[F99] nothing is missing where it is offered, and each lack has its reason', () => {
  expect(reasons([offer('nation', { agencyId: 'fpa', serviceId: null, channel: 'remote' })])).toEqual([]);
  const at = (line: object, changed = agencies) => reasons([offer('municipality:Mikkeli', line)], changed);
  expect(at({ agencyId: 'fpa', serviceId: 'fpa.gone', channel: 'remote' })).toEqual(['mikkeli fpa noService']);
  const onSiteNowhere = agencies.map((agency) => ({ ...agency, services: agency.services.map((service) => ({ ...service, channels: ['remote' as const] })) }));
  expect(at({ agencyId: 'fpa', serviceId: null, channel: 'onSite' }, onSiteNowhere)).toEqual(['mikkeli fpa otherChannel']);
  const visiting = (date: string) =>
    agencies.map((agency) => ({
      ...agency,
      services: agency.services.map((service) => ({
        ...service,
        channels: ['visitingExpert' as const],
        visitingDays: pointSchema.shape.id
          .array()
          .parse(['mikkeli'])
          .map((pointId) => ({ pointId, date, from: '09:00', to: '12:00' })),
      })),
    }));
  expect(at({ agencyId: 'fpa', serviceId: null, channel: 'visitingExpert' }, visiting('2026-12-01'))).toEqual([]);
  expect(at({ agencyId: 'fpa', serviceId: null, channel: 'visitingExpert' }, visiting('2026-11-30'))).toEqual(['mikkeli fpa noVisit']);
});

it('[F101] an actor that serves elsewhere is missing here', () => {
  const elsewhere = agencies.map((agency) => ({ ...agency, actor: { kind: 'firm' as const, servesAt: pointSchema.shape.id.array().parse(['pargas']) } }));
  expect(reasons([offer('nation', { agencyId: 'fpa', serviceId: null, channel: 'remote' })], elsewhere)).toEqual(
    points.filter(({ id }) => id !== 'pargas').map(({ id }) => `${id} fpa notHere`),
  );
});
