import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ClaimRule, claimRuleSchema } from '#shared/accounts/claims.ts';
import { claimAt, givenBy, resultsOf, textsOf } from '#server/accounts/claims.rules.ts';

const known = { isAgency: (id: string) => id === 'fpa', isPoint: (id: string) => id === 'mikkeli', isMunicipality: (name: string) => name === 'Mikkeli' };
const languages = [{ language: 'sv', level: 5 }];
const rule = (equals: string, gives: object): ClaimRule => claimRuleSchema.parse({ when: [{ claim: 'realm_access.roles', equals }], gives });
const expert = { role: 'expert', agency: { from: 'claim', claim: 'office' }, languages };

it('[F104] a claim is found by its whole name, and by its parts', () => {
  expect(claimAt({ realm_access: { roles: ['a'] } }, 'realm_access.roles')).toEqual(['a']);
  expect(claimAt({ 'http://schemas.example.fi/groups': 'a' }, 'http://schemas.example.fi/groups')).toBe('a');
  expect(claimAt({}, 'a.b.c')).toBeUndefined();
});

it.each(['__proto__', 'constructor.name', 'toString', 'groups.length', 'a.__proto__.b'])(
  '[Q25] no claim is found at %s that the token does not have',
  (path) => {
    expect(textsOf(claimAt({ groups: ['x'], a: {} }, path))).toEqual([]);
  },
);

it('[F104] a role comes of all conditions together, at a place that there is', () => {
  const claims = { realm_access: { roles: ['adviser', 'expert'] }, office: ['nowhere', 'fpa'] };
  const rules = [rule('expert', expert), rule('adviser', { role: 'adviser', point: { from: 'fixed', id: 'mikkeli' }, languages }), rule('chief', expert)];
  expect(resultsOf(rules, claims, known)).toEqual([
    { result: 'gives', role: 'expert', placeId: 'fpa' },
    { result: 'gives', role: 'adviser', placeId: 'mikkeli' },
    { result: 'conditionFails', claim: 'realm_access.roles', equals: 'chief', found: 'adviser, expert' },
  ]);
  const both = claimRuleSchema.parse({
    when: [
      { claim: 'office', equals: 'fpa' },
      { claim: 'office', equals: 'tax' },
    ],
    gives: expert,
  });
  expect(givenBy([both], claims, known)).toEqual([]);
});

it.each([
  [{ kind: 'nation' }, { result: 'gives', role: 'administrator', placeId: null }],
  [
    { kind: 'agency', agencyId: 'fpa' },
    { result: 'gives', role: 'administrator', placeId: 'fpa' },
  ],
  [
    { kind: 'agency', agencyId: 'gone' },
    { result: 'placeUnknown', claim: null, found: 'gone' },
  ],
  [
    { kind: 'municipality', municipality: 'Mikkeli' },
    { result: 'gives', role: 'administrator', placeId: 'Mikkeli' },
  ],
  [
    { kind: 'point', pointId: 'gone' },
    { result: 'placeUnknown', claim: null, found: 'gone' },
  ],
])('[F104] an administrator of %j', (scope, result) => {
  expect(resultsOf([rule('a', { role: 'administrator', scope, languages })], { realm_access: { roles: 'a' } }, known)).toEqual([result]);
});

it('[Q20] without the claim that a rule asks for nobody gets a role, whatever else a token says', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (claims) => {
      fc.pre(!textsOf(claimAt(claims, 'realm_access.roles')).includes('expert'));
      expect(givenBy([rule('expert', expert)], claims, known)).toEqual([]);
    }),
  );
});
