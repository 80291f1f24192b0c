import type { Agency } from '#shared/contract/catalogue.ts';
import type { OutcomeCode, ReferralCode } from './lifecycle.ts';

type Codes = Pick<Agency, 'outcomes' | 'referrals'>;
export type AgencyCode = NonNullable<Agency['outcomes'] | Agency['referrals']>[number];

/** The agency's own codes with which an expert can refine the outcome: those of that outcome, and those that fit any. */
export const agencyOutcomesOf = ({ outcomes }: Codes, outcomeCode: OutcomeCode | null): readonly AgencyCode[] =>
  outcomeCode === null ? [] : (outcomes ?? []).filter(({ refines = outcomeCode }) => refines === outcomeCode);

/** The agency's own codes with which an expert can say more exactly where the customer was sent. */
export const agencyReferralsOf = ({ referrals }: Codes, referral: ReferralCode | null): readonly AgencyCode[] =>
  referral === null ? [] : (referrals ?? []).filter(({ refines = referral }) => refines === referral);

type Result = {
  readonly outcomeCode: OutcomeCode | null;
  readonly referral: ReferralCode | null;
  readonly agencyOutcome: string | null;
  readonly agencyReferral: string | null;
};

const isAmong = (codes: readonly AgencyCode[], wanted: string | null): boolean => wanted === null || codes.some(({ code }) => code === wanted);

/** Whether the agency has the codes, each for what it refines. */
export const hasAgencyCodes = (agency: Codes, { outcomeCode, referral, agencyOutcome, agencyReferral }: Result): boolean =>
  isAmong(agencyOutcomesOf(agency, outcomeCode), agencyOutcome) && isAmong(agencyReferralsOf(agency, referral), agencyReferral);
