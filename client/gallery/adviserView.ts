import { type AdviserView, adviserViewSchema } from '#shared/contract/views/index.ts';
import { place } from './catalogue.ts';
import { sentMessages } from './messages.ts';
import { type InputOf, inMinutes, made, minutesAgo, now, uuid } from './made.ts';

type Input = InputOf<typeof adviserViewSchema>;
type Terminal = Input['terminals'][number];

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

export const adviserView: AdviserView = made(adviserViewSchema, {
  version: 1,
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
});
