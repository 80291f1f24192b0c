import { administratorViewSchema } from '#shared/contract/views/index.ts';
import type { ImportAnswer } from '#shared/exchange/http.ts';
import type { OfferLine } from '#shared/offer/offer.ts';
import { onboardingSteps } from '#shared/onboarding/contract.ts';
import { ImportResult } from '#client/roles/administrator/exchange/ImportResult.tsx';
import { OfferSection } from '#client/roles/administrator/offer/OfferSection.tsx';
import { NextStep } from '#client/roles/administrator/onboarding/NextStep.tsx';
import { StartSection } from '#client/roles/administrator/onboarding/StartSection.tsx';
import { PeopleSection } from '#client/roles/administrator/people/PeopleSection.tsx';
import type { Act, DeskProps } from '#client/roles/administrator/props.ts';
import { catalogue } from './catalogue.ts';
import { made, minutesAgo, now } from './made.ts';
import { Stage } from './Stage.tsx';
import { stillFace } from './stillFace.ts';

const view = made(administratorViewSchema, {
  version: 1,
  catalogueVersion: 1,
  now,
  administrator: { id: 'administrator-fpa-1', displayName: 'Johan Sundell', scope: { kind: 'nation' } },
});

const languages = (...known: readonly string[]) => known.map((language, at) => ({ language, level: 5 - at }));
const expert = (id: string, displayName: string, spoken: readonly string[], services: readonly string[], more = {}) => ({
  id,
  role: 'expert',
  displayName,
  agencyId: 'fpa',
  languages: languages(...spoken),
  services: services.map((serviceId) => ({ serviceId, level: 1 })),
  ...more,
});
const all = ['fpa.housingAllowance', 'fpa.studentAid', 'fpa.pension'];
const staff = [
  expert('anna-l', 'Anna Lind', ['sv', 'fi', 'en'], all),
  expert('mikko-v', 'Mikko Virtanen', ['fi', 'en'], all.slice(0, 2)),
  expert('tero-l', 'Tero Laine', ['fi', 'se'], all.slice(1)),
  expert('pia-k', 'Pia Koski', ['fi'], all.slice(0, 1), { validity: { to: '2026-12-31' } }),
  { id: 'anna-l.supervisor', role: 'supervisor', displayName: 'Anna Lind', agencyId: 'fpa', languages: languages('sv', 'fi', 'en') },
  { id: 'helena-n', role: 'administrator', displayName: 'Helena Niemi', scope: { kind: 'agency', agencyId: 'fpa' }, languages: languages('fi', 'sv') },
];
const line = (agencyId: string, channel: OfferLine['channel']) => ({ agencyId, serviceId: null, channel });
const answers: Readonly<Record<string, unknown>> = {
  'record:list': {
    records: [
      ...staff.map((content) => ({ kind: 'staff', id: content.id, version: 'a', content })),
      ...catalogue.agencies.map(({ services: _services, units: _units, ...content }) => ({ kind: 'agency', id: content.id, version: 'a', content })),
    ],
    drafts: [],
  },
  'people:signIns': {
    states: [
      ...['anna-l', 'helena-n', 'mikko-v'].map((staffId) => ({ staffId, signedInAt: minutesAgo(90), invitedAt: null })),
      { staffId: 'tero-l', signedInAt: null, invitedAt: minutesAgo(2_000) },
      { staffId: 'pia-k', signedInAt: null, invitedAt: null },
    ],
  },
  'minimumOffer:read': {
    offers: [{ area: 'nation', lines: [line('fpa', 'remote'), line('municipality', 'visitingExpert')], version: 1 }],
    gaps: catalogue.points.slice(0, 1).map(({ id }) => ({ pointId: id, ...line('municipality', 'visitingExpert'), reason: 'noVisit' })),
  },
};
// Every press is left without an answer.
const act = ((name: string) => Promise.resolve(answers[name] ?? null)) as Act;
const desk: DeskProps = { roleClient: stillFace('administrator', view), view, catalogue, act, done: onboardingSteps };

const preview: ImportAnswer = {
  outcome: 'preview',
  seen: '',
  records: [
    { kind: 'service', id: 'fpa.sickness', change: 'added', names: { sv: 'Sjukdagpenning', fi: 'Sairauspäiväraha', en: 'Sickness allowance' }, fields: [] },
    {
      kind: 'agency',
      id: 'fpa',
      change: 'changed',
      names: { sv: 'FPA', fi: 'Kela', en: 'Kela' },
      fields: [{ path: 'otherWays.phone', before: '020 692 207', after: '020 692 208' }],
    },
    { kind: 'staff', id: 'pia-k', change: 'retired', names: { und: 'Pia Koski' }, fields: [] },
  ],
  isReordered: true,
  concerned: { waiting: 2, running: 1, booked: 0, experts: 3, terminals: 4 },
  missingTexts: [{ path: 'agencies.0.services.3.prepare', languages: ['en'] }],
};
const invalid: ImportAnswer = {
  outcome: 'invalid',
  problems: [
    { path: 'agencies.0.services.2.names', code: 'noText', params: {} },
    { path: 'points.1', code: 'notYours', params: {} },
    { path: 'staff.4.languages.0.level', code: 'tooLarge', params: { most: 5 } },
  ],
};
const reading = {
  services: 2,
  channels: 3,
  notes: [
    { code: 'notKept', about: 'service.legislation', value: '', count: 12 },
    { code: 'hoursUnclear', about: 'Neuvontapuhelin', value: 'Tuesday-Thursday 09:00-15:00', count: 1 },
  ],
} as const;

/** The administrator's people, what points offer, and what an import would do. */
export const AdministratorSections = () => (
  <>
    {[0, 3, 5, 6].map((count) => (
      <Stage key={count} title={`administrator / start / ${count} done`} isPage>
        <StartSection done={onboardingSteps.slice(0, count)} />
      </Stage>
    ))}
    {(['terminals', 'points', 'hours'] as const).map((shown) => (
      <Stage key={shown} title={`administrator / next step / at ${shown}`}>
        <NextStep step="terminal" shown={shown} />
      </Stage>
    ))}
    <Stage title="administrator / next step / all done">
      <NextStep step={null} shown="services" />
    </Stage>
    <Stage title="administrator / people" isPage>
      <PeopleSection {...desk} />
    </Stage>
    <Stage title="administrator / offer" isPage>
      <OfferSection {...desk} />
    </Stage>
    <Stage title="administrator / import / preview">
      <ImportResult answer={preview} reading={reading} />
    </Stage>
    <Stage title="administrator / import / problems">
      <ImportResult answer={invalid} reading={null} />
    </Stage>
    <Stage title="administrator / import / nothing chosen">
      <ImportResult answer={null} reading={null} />
    </Stage>
  </>
);
