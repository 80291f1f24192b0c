import { type ExpertView, expertViewSchema } from '#shared/contract/views/index.ts';
import { place } from './catalogue.ts';
import { sentMessages } from './messages.ts';
import { type InputOf, inMinutes, made, minutesAgo, now, uuid } from './made.ts';

type Input = InputOf<typeof expertViewSchema>;

const head = {
  callId: uuid(1),
  roomId: uuid(1),
  agencyId: 'fpa',
  serviceId: 'fpa.housingAllowance',
  language: 'fi' as const,
  otherLanguages: [],
  queuedAt: minutesAgo(6),
};
const terminal = { ...place, terminalId: 'mikkeli-1', terminalNames: { sv: 'Rum 1', fi: 'Huone 1', en: 'Room 1' } };
const present = { state: 'present' as const };
const available = { status: 'available' as const };
const entry = {
  ...head,
  state: 'queued' as const,
  isConsultation: false,
  ...place,
  priority: 0,
  bookedFor: null,
  terminalPresence: present,
  isForMe: true,
  messages: [],
};

const plain: Input = {
  version: 1,
  catalogueVersion: 1,
  now,
  expert: {
    id: 'expert-fpa-1',
    displayName: 'Aino Virtanen',
    agencyId: 'fpa',
    languages: ['sv', 'fi', 'en'],
    services: [{ serviceId: 'fpa.housingAllowance', level: 1 }],
  },
  status: available,
  chosen: available,
  statusSince: minutesAgo(12),
  queue: [],
  waiting: 0,
  bookings: [],
  visitingBookings: [],
  colleaguesOnDuty: 2,
  offer: null,
  call: null,
  muted: [],
  wrapUp: null,
  today: { answered: 0, missed: 0, declined: 0, meanHandlingMs: null, heldMs: 0, calls: [] },
  findings: [],
};

const busyDay: Partial<Input> = {
  queue: [
    { ...entry, messages: sentMessages },
    { ...entry, callId: uuid(2), roomId: uuid(2), serviceId: 'fpa.studentAid', language: 'sv', queuedAt: minutesAgo(3), isForMe: false },
    { ...entry, callId: uuid(8), roomId: uuid(8), serviceId: 'fpa.pension', otherLanguages: ['sv'], queuedAt: minutesAgo(14), terminalPresence: present },
    { ...entry, callId: uuid(9), roomId: uuid(9), state: 'offered', language: 'en', queuedAt: minutesAgo(1) },
    { ...entry, callId: uuid(6), roomId: uuid(6), state: 'awaitingCallback', queuedAt: minutesAgo(9), terminalPresence: null },
    { ...entry, callId: uuid(10), roomId: uuid(10), bookedFor: inMinutes(12), queuedAt: minutesAgo(1) },
    {
      ...entry,
      callId: uuid(3),
      roomId: uuid(3),
      state: 'parked',
      queuedAt: minutesAgo(2),
      terminalPresence: { state: 'lost', since: minutesAgo(1), graceUntil: inMinutes(1) },
    },
  ],
  waiting: 9,
  bookings: [{ callId: uuid(7), serviceId: 'fpa.studentAid', language: 'en', pointNames: place.pointNames, at: inMinutes(90) }],
  today: {
    answered: 2,
    missed: 1,
    declined: 1,
    meanHandlingMs: 540_000,
    heldMs: 75_000,
    calls: [
      {
        callId: uuid(11),
        serviceId: 'fpa.housingAllowance',
        acceptedAt: minutesAgo(50),
        handlingMs: 600_000,
        heldMs: 75_000,
        outcomeCode: 'settled',
        agencyOutcome: null,
      },
      {
        callId: uuid(12),
        serviceId: 'fpa.studentAid',
        acceptedAt: minutesAgo(30),
        handlingMs: 480_000,
        heldMs: 0,
        outcomeCode: 'referred',
        agencyOutcome: null,
      },
    ],
  },
};
const call: NonNullable<Input['call']> = {
  ...head,
  ...terminal,
  state: 'active',
  visitNumber: 47,
  note: 'Puhuu hiljaa, kuulolaite.',
  acceptedAt: null,
  startedAt: minutesAgo(4),
  heldAt: null,
  terminalPresence: present,
  terminalDevices: { camera: 'ok', microphone: 'ok' },
  terminalFindings: [],
  advisers: [],
  earlierNote: '',
  sharedNotes: [],
  askedBy: null,
  consultation: null,
  proposals: [],
};
const inCall: Partial<Input> = { ...busyDay, status: { status: 'inCall', callId: uuid(1) } };

const view = (change: Partial<Input> = {}): ExpertView => made(expertViewSchema, { ...plain, ...change });

/** The desk's states, by name. */
export const expertViews: Readonly<Record<string, ExpertView>> = {
  'available, nobody waits': view(),
  'on a break': view({ ...busyDay, status: { status: 'break', breakCode: 'lunch' }, chosen: { status: 'break', breakCode: 'lunch' } }),
  'after a missed offer': view({ ...busyDay, status: { status: 'missed' }, chosen: { status: 'missed' } }),
  offered: view({
    ...busyDay,
    status: { status: 'offered', callId: uuid(1) },
    offer: {
      ...head,
      ...terminal,
      offerNumber: 1,
      note: 'Har svårt att höra.',
      ringUntil: now + 15_000,
      setUpByAdviser: true,
      bookedFor: null,
      reason: 'onlyOne',
      choice: { setAside: [], turn: ['longestWait'] },
      earlierNote: 'Beslutet från mars är klart. Bilaga 2 saknas.',
      sharedNotes: [{ fromAgencyId: 'municipality', note: 'Har flyttat till staden i november.' }],
      askedBy: null,
    },
  }),
  'in a call': view({ ...inCall, call }),
  'in a call, with the adviser': view({
    ...inCall,
    call: {
      ...call,
      advisers: [
        { adviserId: 'adviser-mikkeli-1', displayName: 'Sari Koski', role: 'adviser', microphone: 'muted', requestedMode: null, presence: present },
        {
          adviserId: 'adviser-mikkeli-2',
          displayName: 'Ritva Kettunen',
          role: 'adviser',
          microphone: 'connectionOnly',
          requestedMode: null,
          presence: present,
        },
      ],
      proposals: [
        { noteId: uuid(5), toAgencyId: 'municipality', note: 'Vuokra 640 euroa.', state: 'asked' },
        { noteId: uuid(13), toAgencyId: 'te', note: 'Työ päättyi 1. marraskuuta.', state: 'agreed' },
      ],
      earlierNote: '',
      sharedNotes: [{ fromAgencyId: 'te', note: 'Työ päättyi 1. marraskuuta.' }],
    },
  }),
  'in a call, on hold': view({ ...inCall, call: { ...call, state: 'onHold', heldAt: minutesAgo(1) } }),
  'in a call, the customer is lost and the line is bad': view({
    ...inCall,
    call: {
      ...call,
      terminalPresence: { state: 'lost', since: now - 5_000, graceUntil: inMinutes(2) },
      terminalDevices: { camera: 'busy', microphone: 'ok' },
      terminalFindings: [{ code: 'uplinkLoss', since: minutesAgo(1), certainty: 'certain', evidence: { fractionLost: 0.12 } }],
    },
  }),
  'in a call, a colleague is asked': view({
    ...inCall,
    call: {
      ...call,
      consultation: {
        callId: uuid(4),
        agencyId: 'municipality',
        serviceId: 'municipality.dayCare',
        state: 'active',
        stage: 'private',
        expertId: 'expert-municipality-1',
        displayName: 'Johan Lind',
      },
      proposals: [{ noteId: uuid(5), toAgencyId: 'municipality', note: 'Hyra 640 euro.', state: 'asked' }],
    },
  }),
  'wrap-up': view({
    ...busyDay,
    status: { status: 'wrapUp', callId: uuid(1) },
    wrapUp: {
      ...head,
      endedBy: 'customer',
      wrapUpUntil: inMinutes(2),
      isExtended: false,
      draft: { outcomeCode: 'settled', referral: null, agencyOutcome: null, agencyReferral: null, note: 'Hakemus tehty.' },
    },
  }),
};
