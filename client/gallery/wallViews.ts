import { type Wall, wallSchema } from '#shared/contract/wall.ts';
import { type InputOf, inMinutes, made, minutesAgo, now } from './made.ts';

type Queue = InputOf<typeof wallSchema>['queues'][number];

const queue = (id: string, names: Queue['names'], waiting: number, minutes: number | null, ableOnDuty: number): Queue => ({
  serviceId: `fpa.${id}`,
  names,
  waiting,
  longestSince: minutes === null ? null : minutesAgo(minutes),
  ableOnDuty,
  closure: null,
});
const queues = [
  queue('housingAllowance', { sv: 'Bostadsbidrag', fi: 'Asumistuki', en: 'Housing allowance' }, 4, 14.2, 6),
  queue('unemployment', { sv: 'Arbetslöshetsförmån', fi: 'Työttömyysetuus', en: 'Unemployment benefit' }, 2, 8, 8),
  queue('studentAid', { sv: 'Studiestöd', fi: 'Opintotuki', en: 'Student aid' }, 1, 5.8, 0),
  queue('pension', { sv: 'Pension och garantipension', fi: 'Eläke ja takuueläke', en: 'Pension and guarantee pension' }, 0, null, 3),
];

const wall = (changed: Partial<InputOf<typeof wallSchema>> = {}): Wall =>
  made(wallSchema, {
    now,
    names: { sv: 'Folkpensionsanstalten FPA', fi: 'Kansaneläkelaitos Kela', en: 'Social Insurance Institution Kela' },
    closure: null,
    queues,
    experts: { available: 1, offered: 1, inCall: 4, wrapUp: 1, away: 2 },
    answered: 71,
    missed: 3,
    ...changed,
  });

export const walls = {
  plain: wall(),
  'nobody on duty': wall({
    closure: { until: inMinutes(60) },
    queues: queues.map((one) => ({ ...one, ableOnDuty: 0 })),
    experts: { available: 0, offered: 0, inCall: 0, wrapUp: 0, away: 0 },
  }),
  'nobody waits, many queues': wall({
    queues: Array.from({ length: 9 }, (_, index) => ({ ...queues[index % 4]!, serviceId: `fpa.service${index}`, waiting: 0, longestSince: null })),
  }),
  'connection lost': wall({ missed: 0 }),
};
