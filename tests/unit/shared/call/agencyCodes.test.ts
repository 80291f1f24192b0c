import { describe, expect, it } from 'vitest';
import { agencyOutcomesOf, agencyReferralsOf, hasAgencyCodes } from '#shared/call/agencyCodes.ts';

const named = (code: string) => ({ code, names: { sv: code } });
const agency = {
  outcomes: [{ ...named('decided'), refines: 'settled' as const }, named('other')],
  referrals: [{ ...named('office'), refines: 'onSite' as const }],
};
const result = { outcomeCode: 'settled', referral: null, agencyOutcome: null, agencyReferral: null } as const;

describe('[F101] an agency’s own codes', () => {
  it('are offered for what they refine, or for anything', () => {
    expect(agencyOutcomesOf(agency, 'settled').map(({ code }) => code)).toEqual(['decided', 'other']);
    expect(agencyOutcomesOf(agency, 'continues').map(({ code }) => code)).toEqual(['other']);
    expect(agencyReferralsOf(agency, 'onSite').map(({ code }) => code)).toEqual(['office']);
    expect(agencyReferralsOf(agency, 'phone')).toEqual([]);
  });

  it('are none where nothing is chosen that they could refine, or where the agency has none', () => {
    expect([agencyOutcomesOf(agency, null), agencyReferralsOf(agency, null), agencyOutcomesOf({}, 'settled')]).toEqual([[], [], []]);
  });

  it('fit only beside what they refine', () => {
    expect(hasAgencyCodes({}, result)).toBe(true);
    expect(hasAgencyCodes(agency, { ...result, agencyOutcome: 'decided' })).toBe(true);
    expect(hasAgencyCodes(agency, { ...result, outcomeCode: 'continues', agencyOutcome: 'decided' })).toBe(false);
    expect(hasAgencyCodes(agency, { ...result, agencyOutcome: 'unknown' })).toBe(false);
    expect(hasAgencyCodes(agency, { ...result, outcomeCode: 'referred', referral: 'onSite', agencyReferral: 'office' })).toBe(true);
    expect(hasAgencyCodes(agency, { ...result, outcomeCode: 'referred', referral: null, agencyReferral: 'office' })).toBe(false);
  });
});
