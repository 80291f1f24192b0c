import { type SupervisorView, supervisorViewSchema } from '#shared/contract/views/index.ts';
import { place } from './catalogue.ts';
import { inMinutes, made, minutesAgo, now, uuid } from './made.ts';

const head = { agencyId: 'fpa', serviceId: 'fpa.housingAllowance', language: 'fi' as const, otherLanguages: [], isConsultation: false, ...place };
const expert = {
  languages: ['sv' as const, 'fi' as const],
  services: [{ serviceId: 'fpa.housingAllowance', level: 1 }],
  answered: 4,
  missed: 1,
  heldMs: 90_000,
};

export const supervisorView: SupervisorView = made(supervisorViewSchema, {
  version: 1,
  catalogueVersion: 1,
  now,
  supervisor: { id: 'supervisor-fpa-1', displayName: 'Mikael Berg', agencyId: 'fpa' },
  closure: null,
  queues: [
    { serviceId: 'fpa.housingAllowance', waiting: 2, booked: 1, longestSince: minutesAgo(6), ableOnDuty: 2, closure: null },
    { serviceId: 'fpa.studentAid', waiting: 1, booked: 0, longestSince: minutesAgo(2), ableOnDuty: 0, closure: { until: inMinutes(60) } },
  ],
  bookings: [{ callId: uuid(7), serviceId: 'fpa.studentAid', language: 'en', pointNames: place.pointNames, at: inMinutes(90) }],
  visitingBookings: [
    { bookingId: uuid(41), number: 301, agencyId: 'fpa', serviceId: 'fpa.housingAllowance', language: 'fi', ...place, at: inMinutes(200), hasDay: true },
  ],
  dayEndsAt: inMinutes(900),
  entries: [
    {
      ...head,
      callId: uuid(1),
      roomId: uuid(1),
      state: 'queued',
      queuedAt: minutesAgo(6),
      priority: 1,
      bookedFor: null,
      terminalPresence: { state: 'present' },
      ringingAt: null,
    },
    {
      ...head,
      callId: uuid(2),
      roomId: uuid(2),
      state: 'offered',
      queuedAt: minutesAgo(8),
      priority: 0,
      bookedFor: null,
      terminalPresence: { state: 'present' },
      ringingAt: 'Aino Virtanen',
    },
    {
      ...head,
      callId: uuid(3),
      roomId: uuid(3),
      state: 'parked',
      queuedAt: minutesAgo(4),
      priority: -1,
      bookedFor: null,
      terminalPresence: { state: 'lost', since: minutesAgo(1), graceUntil: inMinutes(1) },
      ringingAt: null,
    },
  ],
  experts: [
    { ...expert, id: 'expert-fpa-1', displayName: 'Aino Virtanen', status: { status: 'offered', callId: uuid(2) }, since: minutesAgo(1) },
    { ...expert, id: 'expert-fpa-2', displayName: 'Johan Lind', status: { status: 'break', breakCode: 'lunch' }, since: minutesAgo(20) },
    { ...expert, id: 'expert-fpa-3', displayName: 'Eeva Aalto', status: { status: 'offline' }, since: minutesAgo(200) },
  ],
  calls: [
    {
      callId: uuid(4),
      serviceId: 'fpa.housingAllowance',
      state: 'onHold',
      isConsultation: false,
      expertId: 'expert-fpa-4',
      expertName: 'Olli Nieminen',
      ...place,
      acceptedAt: minutesAgo(12),
      heldAt: minutesAgo(2),
    },
  ],
  offers: [
    {
      callId: uuid(5),
      at: minutesAgo(15),
      expertName: 'Olli Nieminen',
      reason: 'onlyOne',
      choice: { setAside: [], turn: ['longestWait'] },
      note: null,
      outcome: 'accepted',
      declineReason: null,
    },
    {
      callId: uuid(5),
      at: minutesAgo(16),
      expertName: 'Aino Virtanen',
      reason: 'picked',
      choice: null,
      note: 'knowsCase',
      outcome: 'declined',
      declineReason: 'notMySkill',
    },
  ],
  listening: null,
});

/** Nobody waits, nobody calls, and the agency is closed by hand. */
export const quietSupervisorView: SupervisorView = {
  ...supervisorView,
  closure: { until: null },
  queues: supervisorView.queues.map((queue) => ({ ...queue, waiting: 0, booked: 0, longestSince: null })),
  entries: [],
  calls: [],
  offers: [],
  bookings: [],
  visitingBookings: [],
};

const listening = { callId: supervisorView.calls[0]!.callId, expertId: supervisorView.calls[0]!.expertId, expertName: 'Olli Nieminen', colleague: null };

export const supervisorListening = {
  asking: { ...listening, isAsking: true },
  known: { ...listening, isAsking: false },
};
