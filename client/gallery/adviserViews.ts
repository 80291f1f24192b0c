import { figuresSchema } from '#shared/connection/figures.ts';
import { selfTestSteps } from '#shared/connection/selfTest.ts';
import { connectionHistorySchema } from '#shared/contract/connection.ts';
import { type AdviserView, adviserViewSchema } from '#shared/contract/views/index.ts';
import { place } from './catalogue.ts';
import { sentMessages } from './messages.ts';
import { type InputOf, inMinutes, made, minutesAgo, now, uuid } from './made.ts';

type Input = InputOf<typeof adviserViewSchema>;
type Terminal = Input['terminals'][number];

const unknown = {
  roundTripTime: null,
  jitter: null,
  upLossRatio: null,
  downLossRatio: null,
  upBitrate: null,
  downBitrate: null,
  framesPerSecond: null,
  frameHeight: null,
  concealedRatio: null,
  freezesDuration: null,
  score: null,
  quality: null,
  protocol: null,
  candidateType: null,
};
const figures = (known: Partial<InputOf<typeof figuresSchema>>): InputOf<typeof figuresSchema> => ({ ...unknown, ...known });
const present = { state: 'present' as const };
const terminal = (n: number, state: Terminal['state'], change: Partial<Terminal> = {}): Terminal => ({
  terminalId: `mikkeli-${n}`,
  names: { sv: `Rum ${n}`, fi: `Huone ${n}`, en: `Room ${n}` },
  elsewhere: null,
  state,
  since: minutesAgo(n),
  presence: present,
  devices: { camera: 'ok', microphone: 'ok' },
  visitNumber: null,
  call: null,
  serviceRequests: [],
  messages: [],
  help: null,
  entries: { made: 0, openCallIds: [] },
  alerts: [],
  remoteActionRuns: [],
  deviceChoices: [{ kind: 'audioinput', deviceId: 'a', label: 'Jabra Speak' }],
  settings: { quality: 'auto', pathPolicy: 'any', volume: 0.8, audioinput: 'a', videoinput: null, audiooutput: null },
  pages: { build: 'Newest12', isOutdated: false },
  selfTest: null,
  enrolmentEndsAt: null,
  ...change,
});
const call: NonNullable<Terminal['call']> = {
  callId: uuid(1),
  roomId: uuid(1),
  agencyId: 'fpa',
  serviceId: 'fpa.housingAllowance',
  language: 'fi',
  otherLanguages: [],
  queuedAt: minutesAgo(6),
  state: 'queued',
  position: 2,
  isAbsent: false,
  acceptedAt: null,
  expertName: null,
  expertPresence: null,
  advisers: [],
};

const everything: Input = {
  version: 1,
  catalogueVersion: 1,
  now,
  adviser: { id: 'adviser-mikkeli-1', displayName: 'Sari Koski', ...place },
  isPointClosed: false,
  agencies: [
    { agencyId: 'fpa', waiting: 3, expertsOnDuty: 2, opening: { state: 'open', closesAt: inMinutes(240) }, services: [] },
    { agencyId: 'municipality', waiting: 0, expertsOnDuty: 0, opening: { state: 'closed', opensAt: inMinutes(90) }, services: [] },
  ],
  terminals: [
    terminal(1, 'inQueue', {
      visitNumber: 47,
      call,
      serviceRequests: [{ callId: uuid(1), agencyId: 'fpa', serviceId: 'fpa.housingAllowance', state: 'waiting', position: 2 }],
      messages: sentMessages,
      help: { requestedAt: minutesAgo(1), answeredBy: null, reason: 'paper', fromAgencyId: 'fpa' },
    }),
    terminal(2, 'inCall', {
      visitNumber: 48,
      call: {
        ...call,
        callId: uuid(2),
        roomId: uuid(2),
        state: 'active',
        position: null,
        acceptedAt: minutesAgo(4),
        expertName: 'Aino Virtanen',
        expertPresence: present,
      },
      alerts: [
        { alertId: uuid(21), leg: 'terminal', endedAt: null, code: 'uplinkLoss', since: minutesAgo(1), certainty: 'certain', evidence: { fractionLost: 0.12 } },
      ],
    }),
    terminal(3, 'fault', { devices: { camera: 'ok', microphone: 'missing' } }),
    terminal(4, 'choosing', { visitNumber: 49 }),
    terminal(5, 'idle', { pages: { build: 'Older', isOutdated: true } }),
    terminal(6, 'offline', {
      presence: null,
      elsewhere: { sv: 'Servicebilen', fi: 'Palveluauto', en: 'Service car' },
      alerts: [{ alertId: uuid(22), leg: 'terminal', endedAt: null, code: 'terminalOffline', since: minutesAgo(30), certainty: 'certain', evidence: {} }],
    }),
  ],
  calledBack: [
    {
      callId: uuid(31),
      number: 208,
      pointId: 'mikkeli',
      agencyId: 'fpa',
      serviceId: 'fpa.studentAid',
      language: 'sv',
      state: 'awaitingCallback',
      bookedFor: inMinutes(90),
      notBefore: null,
    },
    {
      callId: uuid(32),
      number: 209,
      pointId: 'mikkeli',
      agencyId: 'fpa',
      serviceId: 'fpa.studentAid',
      language: 'fi',
      state: 'summoned',
      bookedFor: null,
      notBefore: null,
    },
  ],
  visitingBookings: [
    {
      bookingId: uuid(41),
      number: 301,
      agencyId: 'municipality',
      serviceId: 'municipality.buildingPermit',
      language: 'fi',
      ...place,
      at: inMinutes(200),
      hasDay: true,
    },
    {
      bookingId: uuid(42),
      number: 302,
      agencyId: 'municipality',
      serviceId: 'municipality.buildingPermit',
      language: 'sv',
      ...place,
      at: inMinutes(1_600),
      hasDay: false,
    },
  ],
  overrides: [{ at: minutesAgo(40), byName: 'Sari Koski', number: 205, deed: 'pinIssued' }],
  joined: null,
};

type Alert = Terminal['alerts'][number];
const alert = (n: number, code: Alert['code'], change: Partial<Alert> = {}): Alert => ({
  alertId: uuid(n),
  leg: 'terminal',
  endedAt: null,
  code,
  since: minutesAgo(3),
  certainty: 'certain',
  evidence: {},
  ...change,
});
const inCall: Partial<Terminal> = {
  visitNumber: 14,
  call: { ...call, state: 'active', position: null, acceptedAt: minutesAgo(6), expertName: 'Anna Lindholm', expertPresence: present },
  deviceChoices: [
    { kind: 'audioinput', deviceId: 'a', label: 'Jabra Speak' },
    { kind: 'audiooutput', deviceId: 'b', label: 'Jabra Speak' },
    { kind: 'videoinput', deviceId: 'c', label: 'Logitech Brio' },
  ],
  settings: { quality: 'auto', pathPolicy: 'any', volume: 0.7, audioinput: 'a', videoinput: 'c', audiooutput: 'b' },
};
const oneWay = alert(51, 'oneWayAudio', { evidence: { silentSeconds: 12 } });
const loss = alert(52, 'downlinkLoss', { since: minutesAgo(4), evidence: { lossRatio: 0.08 } });
const overRelay = alert(53, 'overRelay', { since: minutesAgo(5) });
const wasUneven = alert(54, 'jitter', { leg: 'expert', since: minutesAgo(20), endedAt: minutesAgo(15), certainty: 'likely' });
const run = (n: number, change: Partial<Terminal['remoteActionRuns'][number]>): Terminal['remoteActionRuns'][number] => ({
  remoteActionId: uuid(n),
  at: minutesAgo(1),
  remoteAction: { remoteAction: 'restartIce' },
  byName: 'Sari Koski',
  outcome: 'done',
  before: figures({ downLossRatio: 0.12 }),
  after: figures({ downLossRatio: 0.08 }),
  ...change,
});
const selfTest: Terminal['selfTest'] = {
  at: minutesAgo(200),
  verdict: 'good',
  steps: selfTestSteps.map((name) => ({ name, outcome: 'passed', detail: {} })),
};

/** The terminal of each connection view. */
const connections = {
  'what stops': terminal(1, 'inCall', {
    ...inCall,
    alerts: [oneWay, loss, overRelay],
    remoteActionRuns: [run(61, { remoteAction: { remoteAction: 'attention' }, outcome: 'pending', before: null, after: null }), run(62, { at: minutesAgo(2) })],
    selfTest,
  }),
  'what harms': terminal(1, 'inCall', {
    ...inCall,
    alerts: [loss, wasUneven],
    settings: { quality: 'small', pathPolicy: 'relay', volume: 0.7, audioinput: 'a', videoinput: 'c', audiooutput: 'b' },
    remoteActionRuns: [run(63, { remoteAction: { remoteAction: 'unmute' }, outcome: 'refused', before: null, after: null })],
  }),
  'what is worth knowing': terminal(1, 'inCall', { ...inCall, alerts: [overRelay] }),
  'what is over': terminal(1, 'inCall', { ...inCall, alerts: [wasUneven], remoteActionRuns: [run(64, {})] }),
  'nobody there': terminal(1, 'idle', { selfTest }),
} satisfies Readonly<Record<string, Terminal>>;

const point = (changes: Partial<Input>): AdviserView =>
  made(adviserViewSchema, { ...everything, calledBack: [], visitingBookings: [], overrides: [], ...changes });
const waiting = terminal(2, 'inQueue', { visitNumber: 15, call });
const calls = terminal(3, 'choosing', { visitNumber: 16, help: { requestedAt: minutesAgo(0.4), answeredBy: null, reason: null, fromAgencyId: null } });
const joined = {
  callId: uuid(1),
  terminalId: 'mikkeli-1',
  requestedMode: null,
  expertId: 'expert-fpa-1',
  expertName: 'Anna Lindholm',
  colleague: null,
};

/** The desk in its states. */
export const adviserViews: Readonly<Record<string, AdviserView>> = {
  'nobody needs help': point({ terminals: [terminal(1, 'idle', { selfTest }), waiting] }),
  'a call for help': point({ terminals: [terminal(1, 'inCall', inCall), waiting, calls, terminal(4, 'idle', { selfTest })] }),
  'trouble that stops': point({
    terminals: [waiting, connections['what stops'], terminal(4, 'idle')].map((one, at) => ({ ...one, terminalId: `mikkeli-${at + 1}` })),
  }),
  'several terminals': made(adviserViewSchema, everything),
  'joined call': point({ terminals: [terminal(1, 'inCall', inCall), waiting], joined: { ...joined, microphone: 'muted' } }),
  'joined for the connection': point({ terminals: [connections['what harms'], waiting], joined: { ...joined, microphone: 'connectionOnly' } }),
};

/** One terminal's connection, with each rank of finding. */
export const connectionViews: Readonly<Record<string, AdviserView>> = Object.fromEntries(
  Object.entries(connections).map(([name, one]) => [name, point({ terminals: [one] })]),
);

const series = (leg: 'terminal' | 'expert', lossAt: (minute: number) => number, roundTripTime: number, isRelay: boolean) => ({
  leg,
  ordinal: 1,
  points: Array.from({ length: 60 }, (_, index) => ({
    at: minutesAgo((60 - index) / 6),
    figures: figures({
      downLossRatio: lossAt(index / 6),
      upLossRatio: 0,
      roundTripTime,
      quality: 'full',
      protocol: isRelay ? 'tcp' : 'udp',
      candidateType: isRelay ? 'relay' : 'host',
    }),
  })),
});

/** How the connection went in the last ten minutes. */
export const connectionHistory = made(connectionHistorySchema, {
  legs: [
    series('terminal', (minute) => (minute < 6 ? 0.004 : Math.min(0.08, (minute - 6) * 0.05) + 0.002 * (1 + Math.sin(minute * 9))), 0.14, true),
    series('expert', () => 0.001, 0.022, false),
  ],
  alerts: [loss, oneWay],
  remoteActionRuns: [run(62, { at: minutesAgo(2) })],
  healing: [{ leg: 'terminal', ordinal: 1, at: minutesAgo(3.5), step: 'relay' }],
  quality: { scores: [{ leg: 'terminal', ordinal: 1, mean: 3.9, worst: 2.4 }], rating: null },
});
