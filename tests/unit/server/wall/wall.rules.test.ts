import { expect, it } from 'vitest';
import { wallSchema } from '#shared/contract/wall.ts';
import type { SupervisorView } from '#shared/contract/views/index.ts';
import type { Catalogue } from '#shared/contract/catalogue.ts';
import { wallOf } from '#server/wall/wall.rules.ts';

const experts = ['available', 'offered', 'inCall', 'inCall', 'wrapUp', 'missed', 'away', 'break', 'offline'].map((status, index) => ({
  id: `expert-${index}`,
  displayName: `Aino ${index}`,
  status: { status },
  answered: 2,
  missed: 1,
}));
const queue = { serviceId: 'fpa.pension', waiting: 2, booked: 1, longestSince: 1_000, ableOnDuty: 3, closure: { until: null } };
const view = {
  now: 5_000,
  supervisor: { id: 'supervisor-fpa-1', displayName: 'Helena Nyberg', agencyId: 'fpa' },
  closure: null,
  queues: [queue, { ...queue, serviceId: 'fpa.unknown' }],
  experts,
  calls: [{ expertName: 'Aino 2' }],
  entries: [{ pointNames: { sv: 'Pargas', fi: 'Parainen', en: 'Pargas' } }],
} as unknown as SupervisorView;
const names = (name: string) => ({ sv: name, fi: name, en: name });
const agencies = [{ id: 'fpa', names: names('FPA'), services: [{ id: 'fpa.pension', names: names('Pension') }] }] as unknown as Catalogue['agencies'];

it('[F46] the wallboard has the figures of queues and team, and names nobody', () => {
  const wall = wallOf(view, { agencies });
  expect(wallSchema.parse(wall)).toEqual(wall);
  expect(wall.experts).toEqual({ available: 1, offered: 1, inCall: 2, wrapUp: 1, away: 3 });
  expect(wall).toMatchObject({ names: names('FPA'), answered: 18, missed: 9 });
  expect(wall.queues).toMatchObject([
    { names: names('Pension'), waiting: 2, longestSince: 1_000, ableOnDuty: 3, closure: { until: null } },
    { names: names('fpa.unknown') },
  ]);
  expect(JSON.stringify(wall)).not.toMatch(/Aino|Helena|Pargas|expert-|supervisor-/);
});
