import type { AdviserReason, OutcomeCode } from '#shared/call/lifecycle.ts';
import type { Rating } from '#shared/contract/rating.ts';
import type { BreakCode } from '#shared/expert/status.ts';
import type { Language } from '#shared/language.ts';

/** What somebody wants at a terminal; the agency is the service's first part. */
export type ServiceRequest = { readonly terminalId: string; readonly serviceId: string; readonly language: Language };
export type PastCall = ServiceRequest & {
  readonly expertId: string;
  readonly outcomeCode: OutcomeCode;
  readonly note: string;
  readonly rating: Rating | null;
  readonly isHeld?: boolean;
  /** An expert who was offered the customer first and declined. */
  readonly declinedBy?: string;
  /** Why the customer was sent on to the adviser of the point. */
  readonly toAdviser?: AdviserReason;
};
export type RunningCall = ServiceRequest & { readonly expertId: string; readonly isHeld?: boolean; readonly microphone?: 'missing' };

export const points = ['mikkeli', 'kiiminki', 'pargas', 'saarijarvi'] as const;

/** Whom people choose first in the demo, so nobody here stays signed in as them: adviser-mikkeli-1, and of experts and supervisors those with number 1. */
export const pastCalls: readonly PastCall[] = [
  {
    terminalId: 'mikkeli-1',
    serviceId: 'fpa.housingAllowance',
    language: 'fi',
    expertId: 'expert-fpa-1',
    outcomeCode: 'settled',
    note: 'Vuokra nousi 1.12.; uusi hakemus tehty yhdessä.',
    rating: 5,
  },
  {
    terminalId: 'kiiminki-1',
    serviceId: 'fpa.pension',
    language: 'fi',
    expertId: 'expert-fpa-4',
    outcomeCode: 'settled',
    note: 'Päätös käyty läpi.',
    rating: 4,
  },
  {
    terminalId: 'pargas-1',
    serviceId: 'fpa.studentAid',
    language: 'sv',
    expertId: 'expert-fpa-1',
    declinedBy: 'expert-fpa-3',
    outcomeCode: 'continues',
    note: 'Antagningsbeskedet saknas, kommer tillbaka med det.',
    rating: 4,
  },
  {
    terminalId: 'mikkeli-2',
    serviceId: 'fpa.unemployment',
    language: 'en',
    expertId: 'expert-fpa-1',
    outcomeCode: 'referred',
    note: 'Needs the employment certificate; advised on the e-service.',
    rating: 3,
    isHeld: true,
  },
  {
    terminalId: 'mikkeli-1',
    serviceId: 'municipality.dayCare',
    language: 'fi',
    expertId: 'expert-municipality-1',
    outcomeCode: 'settled',
    note: 'Paikka Rouhialan päiväkodista tammikuusta.',
    rating: 5,
  },
  {
    terminalId: 'pargas-2',
    serviceId: 'municipality.school',
    language: 'sv',
    expertId: 'expert-municipality-1',
    declinedBy: 'expert-municipality-3',
    outcomeCode: 'settled',
    note: 'Skolskjuts beviljad.',
    rating: 4,
    isHeld: true,
  },
  {
    terminalId: 'kiiminki-2',
    serviceId: 'municipality.buildingPermit',
    language: 'fi',
    expertId: 'expert-municipality-4',
    outcomeCode: 'continues',
    note: 'Pohjapiirros puuttuu.',
    rating: null,
  },
  {
    terminalId: 'mikkeli-2',
    serviceId: 'municipality.buildingPermit',
    language: 'fi',
    expertId: 'expert-municipality-1',
    outcomeCode: 'wrongPlace',
    note: 'Kuuluu naapurikuntaan.',
    rating: 2,
  },
  {
    terminalId: 'saarijarvi-1',
    serviceId: 'tax.taxCard',
    language: 'fi',
    expertId: 'expert-tax-2',
    outcomeCode: 'settled',
    note: 'Uusi verokortti lähetetty.',
    rating: 5,
    toAdviser: 'eService',
  },
];

export const runningCalls: readonly RunningCall[] = [
  { terminalId: 'mikkeli-2', serviceId: 'municipality.dayCare', language: 'fi', expertId: 'expert-municipality-2', microphone: 'missing' },
  { terminalId: 'pargas-2', serviceId: 'municipality.school', language: 'sv', expertId: 'expert-municipality-3', isHeld: true },
  { terminalId: 'kiiminki-1', serviceId: 'fpa.unemployment', language: 'fi', expertId: 'expert-fpa-2' },
  { terminalId: 'pargas-1', serviceId: 'fpa.pension', language: 'sv', expertId: 'expert-fpa-3', isHeld: true },
];

/** `next`: what the customer has planned for afterwards. */
export const waiting: readonly (ServiceRequest & { readonly next?: string; readonly priority?: 1; readonly asksForHelp?: true })[] = [
  { terminalId: 'mikkeli-1', serviceId: 'fpa.housingAllowance', language: 'fi', next: 'tax.taxCard', asksForHelp: true },
  { terminalId: 'kiiminki-2', serviceId: 'municipality.school', language: 'fi' },
  { terminalId: 'saarijarvi-1', serviceId: 'municipality.buildingPermit', language: 'sv', priority: 1 },
  { terminalId: 'pelkosenniemi-1', serviceId: 'fpa.pension', language: 'en' },
];

/** Who has gone away with a number, and who has booked a time. */
export const calledBack: readonly ServiceRequest[] = [{ terminalId: 'mikkeli-1', serviceId: 'fpa.pension', language: 'sv' }];
export const bookedTimes: readonly ServiceRequest[] = [
  { terminalId: 'mikkeli-1', serviceId: 'municipality.buildingPermit', language: 'fi' },
  { terminalId: 'kiiminki-1', serviceId: 'municipality.dayCare', language: 'fi' },
  { terminalId: 'mikkeli-2', serviceId: 'fpa.housingAllowance', language: 'en' },
];
export const bookedVisits: readonly ServiceRequest[] = [
  { terminalId: 'mikkeli-1', serviceId: 'municipality.buildingPermit', language: 'fi' },
  { terminalId: 'mikkeli-2', serviceId: 'municipality.buildingPermit', language: 'sv' },
  { terminalId: 'mikkeli-1', serviceId: 'police.weapons', language: 'fi' },
];

export const breaks: Readonly<Record<string, BreakCode>> = { 'expert-fpa-4': 'lunch', 'expert-municipality-4': 'meeting', 'expert-tax-2': 'pause' };

/** A microphone that is gone, and a self-test that found the network bad. */
export const withoutMicrophone = 'saarijarvi-2';
export const failedSelfTest = 'serviceCar-1';
