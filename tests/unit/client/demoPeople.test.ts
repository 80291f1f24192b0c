import { expect, it } from 'vitest';
import type { DemoPeople } from '#shared/contract/http.ts';
import type { Language } from '#shared/language.ts';
import { listOf, matching } from '#client/roles/signIn/people.ts';

const tax = { sv: 'Skatteförvaltningen', fi: 'Verohallinto', en: 'Tax Administration' };
const point = { sv: 'Servicepunkten i S:t Michel', fi: 'Mikkelin asiointipiste', en: 'Mikkeli service point' };
const house: DemoPeople = {
  terminals: [{ id: 'mikkeli-1', names: { sv: 'Kundterminal 1', fi: 'Asiakaspääte 1', en: 'Terminal 1' }, pointId: 'mikkeli', pointNames: point }],
  experts: [{ id: 'expert-tax-1', displayName: 'Laura Mäkinen', agencyId: 'tax', agencyNames: tax, languages: ['sv', 'fi'] }],
  advisers: [{ id: 'adviser-mikkeli-1', displayName: 'Ritva Kettunen', pointId: 'mikkeli', pointNames: point }],
  supervisors: [{ id: 'supervisor-tax-1', displayName: 'Kari Laine', agencyId: 'tax', agencyNames: tax }],
  administrators: [{ id: 'administrator-1', displayName: 'Helena Nyman', placeNames: null }],
};
const names: Record<Language, string> = { sv: 'Svenska', fi: 'Suomi', en: 'English' };
const found = (search: string, role: Parameters<typeof matching>[1] = null): string[] =>
  matching(listOf(house), role, search, (language) => names[language] ?? language).map(({ id }) => id);

it.each([
  ['', ['mikkeli-1', 'expert-tax-1', 'adviser-mikkeli-1', 'supervisor-tax-1', 'administrator-1']],
  ['makinen', ['expert-tax-1']],
  ['  MÄKINEN svenska ', ['expert-tax-1']],
  ['verohallinto', ['expert-tax-1', 'supervisor-tax-1']],
  ['skatte laine', ['supervisor-tax-1']],
  ['asiakaspaate', ['mikkeli-1']],
  ['english', []],
])('finds by every word of %j, in any language, with or without dots', (search, ids) => {
  expect(found(search)).toEqual(ids);
});

it('keeps to the role whose door is open', () => {
  expect(found('', 'adviser')).toEqual(['adviser-mikkeli-1']);
  expect(found('verohallinto', 'supervisor')).toEqual(['supervisor-tax-1']);
});
