import { type TerminalCall, type TerminalView, terminalViewSchema } from '#shared/contract/views/index.ts';
import { place } from './catalogue.ts';
import { sentMessages } from './messages.ts';
import { type InputOf, inMinutes, made, minutesAgo, now, uuid } from './made.ts';

type Input = InputOf<typeof terminalViewSchema>;
type CallInput = NonNullable<Input['call']>;

const plain: Input = {
  version: 1,
  catalogueVersion: 1,
  now,
  terminal: { id: 'mikkeli-1', names: { sv: 'Rum 1', fi: 'Huone 1', en: 'Room 1' }, ...place, defaultLanguage: 'fi', isWeakLine: false },
  agencies: [
    { agencyId: 'fpa', waiting: 3, expertsOnDuty: 2, opening: { state: 'open', closesAt: inMinutes(240) }, services: [] },
    { agencyId: 'municipality', waiting: 0, expertsOnDuty: 0, opening: { state: 'closed', opensAt: inMinutes(90) }, services: [] },
  ],
  visitNumber: null,
  call: null,
  muted: [],
  serviceRequests: [],
  messages: [],
  consent: null,
  rating: null,
  summons: [],
  help: null,
  findings: [],
};

const head = {
  callId: uuid(1),
  roomId: uuid(1),
  agencyId: 'fpa',
  serviceId: 'fpa.housingAllowance',
  language: 'fi' as const,
  otherLanguages: ['en' as const],
  queuedAt: minutesAgo(6),
};
const present = { state: 'present' as const };
const talk = {
  expertId: 'expert-fpa-1',
  expertName: 'Aino Virtanen',
  colleague: null,
  askedColleague: null,
  isConsulting: false,
  form: null,
  expertPresence: present,
  advisers: [],
};
const queued: CallInput = {
  ...head,
  state: 'queued',
  position: 3,
  estimate: { fromMs: 240_000, toMs: 600_000 },
  returnsAfter: null,
  isMoved: false,
  widensAt: { language: minutesAgo(5), neighbours: null, pool: null },
  ableOnDuty: 2,
  closing: null,
};
const serviceRequests: Input['serviceRequests'] = [
  { callId: uuid(1), agencyId: 'fpa', serviceId: 'fpa.housingAllowance', state: 'waiting', position: 3 },
  { callId: uuid(2), agencyId: 'municipality', serviceId: 'municipality.dayCare', state: 'planned', position: null },
];

const view = (change: Partial<Input> = {}): TerminalView => made(terminalViewSchema, { ...plain, ...change });
const inVisit = (call: CallInput, change: Partial<Input> = {}) => {
  const whole = view({ visitNumber: 47, serviceRequests, call, ...change });
  return { view: whole, call: whole.call as TerminalCall };
};

export const idle = view();
export const summoned = view({
  summons: [
    {
      callId: uuid(9),
      number: 208,
      pointId: 'mikkeli',
      agencyId: 'fpa',
      serviceId: 'fpa.studentAid',
      language: 'sv',
      state: 'summoned',
      bookedFor: null,
      notBefore: null,
    },
  ],
});

const manyMatters: Input['serviceRequests'] = [
  { callId: uuid(3), agencyId: 'fpa', serviceId: 'fpa.studentAid', state: 'done', position: null },
  ...serviceRequests,
  { callId: uuid(4), agencyId: 'fpa', serviceId: 'fpa.pension', state: 'waiting', position: 7 },
  { callId: uuid(5), agencyId: 'municipality', serviceId: 'municipality.school', state: 'planned', position: null },
];
const rating: Input['rating'] = { callId: uuid(1), agencyId: 'fpa', rating: null };

export const waiting = {
  'queued, third': inVisit(queued),
  'queued, first': inVisit({ ...queued, position: 1, estimate: { fromMs: 20_000, toMs: 170_000 } }),
  'queued, fourteenth, long': inVisit({ ...queued, position: 14, estimate: { fromMs: 3_000_000, toMs: 5_400_000 } }),
  'queued, several matters and messages': inVisit(queued, { serviceRequests: manyMatters, messages: sentMessages, rating }),
  'queued, nobody on duty': inVisit({ ...queued, ableOnDuty: 0, estimate: null, position: 1 }),
  'queued, back after a lost expert': inVisit({ ...queued, position: 1, returnsAfter: 'expertLost' }),
  'queued, the queue closes': inVisit({ ...queued, closing: { at: inMinutes(20), rule: 'serveWaiting' } }),
  'queued, with messages': inVisit(queued, { messages: sentMessages }),
  offered: inVisit({ ...head, state: 'offered' }),
  'parked to fetch something': inVisit({ ...head, state: 'parked', position: 1, parkedUntil: inMinutes(12), isAbsent: false, isReturn: false, isMoved: false }),
  'parked without a sign of life': inVisit({
    ...head,
    state: 'parked',
    position: 1,
    parkedUntil: inMinutes(12),
    isAbsent: true,
    isReturn: false,
    isMoved: false,
  }),
};

export const queuedCall = waiting['queued, third'].call as Extract<TerminalCall, { state: 'queued' }>;

export const calls = {
  connecting: inVisit({ ...head, state: 'connecting', ...talk }),
  active: inVisit({ ...head, state: 'active', startedAt: minutesAgo(4), ...talk }),
  'active, with adviser and colleague': inVisit({
    ...head,
    state: 'active',
    startedAt: minutesAgo(4),
    ...talk,
    colleague: { displayName: 'Johan Lind', agencyId: 'municipality', expertId: 'expert-municipality-1', presence: present },
    advisers: [{ adviserId: 'adviser-mikkeli-1', role: 'adviser', displayName: 'Sari Koski', microphone: 'open', requestedMode: null, presence: present }],
  }),
  'active, uplink bad': inVisit(
    { ...head, state: 'active', startedAt: minutesAgo(4), ...talk },
    {
      findings: [{ code: 'uplinkBandwidth', since: minutesAgo(1), certainty: 'certain', evidence: {} }],
      help: { requestedAt: minutesAgo(1), answeredBy: 'Sari Koski', reason: null, fromAgencyId: null },
    },
  ),
  'expert lost': inVisit({
    ...head,
    state: 'active',
    startedAt: minutesAgo(4),
    ...talk,
    expertPresence: { state: 'lost', since: now - 4_000, graceUntil: now + 26_000 },
  }),
  'active, supervisor asks to listen': inVisit({
    ...head,
    state: 'active',
    startedAt: minutesAgo(4),
    ...talk,
    advisers: [
      {
        adviserId: 'supervisor-fpa-1',
        role: 'supervisor',
        displayName: 'Helena Nyberg',
        microphone: 'connectionOnly',
        requestedMode: 'muted',
        presence: present,
      },
    ],
  }),
  'on hold': inVisit({ ...head, state: 'onHold', startedAt: minutesAgo(4), heldAt: minutesAgo(1), ...talk }),
};

export const ended = (['expert', 'customer', 'queueClosed', 'notBack'] as const).map((endedBy) => {
  const shown = inVisit({ ...head, state: 'ended', endedBy }, endedBy === 'expert' ? { rating, serviceRequests: manyMatters } : {});
  return { endedBy, view: shown.view, call: shown.call as Extract<TerminalCall, { state: 'ended' }> };
});

/** Camera and microphone closed by the customer. */
export const closed = { isCameraMuted: true, isMicrophoneMuted: true };
export const consent: NonNullable<TerminalView['consent']> = made(terminalViewSchema, {
  ...plain,
  consent: { noteId: uuid(20), fromAgencyId: 'fpa', toAgencyId: 'municipality', note: 'Perheessä on kaksi lasta, 3 ja 5 vuotta.' },
}).consent!;
