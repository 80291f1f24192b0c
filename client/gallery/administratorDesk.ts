import { serviceContent, agencyContent, pointContent } from '#shared/administration/records.ts';
import { administratorViewSchema } from '#shared/contract/views/index.ts';
import { catalogue } from './catalogue.ts';
import { made, minutesAgo, now, uuid } from './made.ts';

export const administratorView = made(administratorViewSchema, {
  version: 1,
  now,
  catalogueVersion: 1,
  administrator: { id: 'administrator-1', displayName: 'Marja Heikkinen', scope: { kind: 'nation' } },
});

const loose = (content: object) => JSON.parse(JSON.stringify(content)) as Record<string, never>;
const without = <T extends object, K extends keyof T>(whole: T, key: K): Omit<T, K> => {
  const { [key]: _left, ...rest } = whole;
  return rest;
};
const opening = {
  weekly: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [{ from: '09:00', to: day === 'fri' ? '15:00' : '16:00' }]])),
  exceptions: [
    { date: '2026-12-06', spans: [], names: { sv: 'Självständighetsdagen', fi: 'Itsenäisyyspäivä', en: 'Independence Day' } },
    { date: '2026-12-09', spans: [{ from: '12:00', to: '17:00' }], names: { sv: 'Personalutbildning', fi: 'Henkilökunnan koulutus', en: 'Staff training' } },
  ],
};

const records = [
  ...catalogue.agencies.map((agency) => {
    const { units: _units, ...content } = without(agency, 'services');
    return { kind: 'agency', id: agency.id, content: agencyContent.parse({ ...content, opening }) };
  }),
  ...catalogue.agencies.flatMap(({ id: agencyId, services }) =>
    services.map((service, index) => ({
      kind: 'service',
      id: service.id,
      content: serviceContent.parse({
        ...service,
        agencyId,
        prepare: index === 0 ? { sv: service.prepare['sv'] ?? '', fi: service.prepare['fi'] ?? '' } : service.prepare,
        ...(index === 1 ? { validity: { from: '2027-01-01' } } : index === 2 ? { validity: { to: '2026-12-31' } } : {}),
      }),
    })),
  ),
  ...catalogue.points.map((point) => ({ kind: 'point', id: point.id, content: pointContent.parse(without(point, 'terminals')) })),
  ...catalogue.points.flatMap(({ id: pointId, terminals }) =>
    terminals.map((terminal) => ({ kind: 'terminal', id: terminal.id, content: { ...terminal, pointId } })),
  ),
].map((record) => ({ ...record, version: '1', content: loose(record.content) }));

const author = { id: 'administrator-1', displayName: 'Marja Heikkinen', at: minutesAgo(42) };
const renamed = {
  kind: 'service',
  id: 'fpa.pension',
  before: { id: 'fpa.pension', names: { sv: 'Pension', fi: 'Eläke' } },
  after: { id: 'fpa.pension', names: { sv: 'Folkpension', fi: 'Kansaneläke' } },
};

/** What the server would answer an administrator's sections. */
export const administratorAnswers: Readonly<Record<string, unknown>> = {
  'record:list': { records, drafts: [] },
  'change:list': {
    changes: [
      {
        changeId: uuid(2),
        author: { ...author, at: minutesAgo(10) },
        note: '',
        undoOf: uuid(1),
        undoneBy: null,
        records: [{ ...renamed, before: renamed.after, after: renamed.before }],
      },
      { changeId: uuid(1), author, note: 'Nya namn från 1.12.', undoOf: null, undoneBy: uuid(2), records: [renamed] },
    ],
    hasMore: false,
  },
  'routing:tryOut': {
    offers: [
      { callId: uuid(1), at: minutesAgo(3), was: 'expert-fpa-1', would: 'expert-fpa-1', knows: 'known' },
      { callId: uuid(2), at: minutesAgo(5), was: 'expert-fpa-1', would: 'expert-fpa-3', knows: 'known' },
      { callId: uuid(3), at: minutesAgo(9), was: 'expert-fpa-2', would: null, knows: 'later' },
    ],
  },
};
