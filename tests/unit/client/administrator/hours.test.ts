import { expect, it } from 'vitest';
import { datesOfMonth, monthsAfter, spansOfAll, spansOn, weekdayOf } from '#shared/catalogue/hours.ts';
import { openingHoursSchema } from '#shared/contract/catalogue.ts';
import { holidaysOf } from '#server/administration/holidays.ts';
import { timeOf, without } from '#client/roles/administrator/catalogue/hours/hoursOf.ts';

it('[F24] a time is read however it is written, and nothing else is one', () => {
  expect(['9', '9.30', '0930', '9:30', '24', '24.00', '0', ' 16.00 '].map(timeOf)).toEqual([
    '09:00',
    '09:30',
    '09:30',
    '09:30',
    '24:00',
    '24:00',
    '00:00',
    '16:00',
  ]);
  expect(['', 'nine', '25', '24.30', '9.60', '9.3'].map(timeOf)).toEqual([null, null, null, null, null, null]);
});

it('[F24] an exception goes before its weekday, and two hours are open where both are', () => {
  const hours = openingHoursSchema.parse({ weekly: { tue: [{ from: '09:00', to: '16:00' }] }, exceptions: [{ date: '2026-12-08', spans: [] }] });
  expect(weekdayOf('2026-12-01')).toBe('tue');
  expect(spansOn(hours, '2026-12-01')).toEqual([{ from: '09:00', to: '16:00' }]);
  expect(spansOn(hours, '2026-12-08')).toEqual([]);
  const other = openingHoursSchema.parse({ weekly: { tue: [{ from: '12:00', to: '18:00' }] } });
  expect(spansOfAll([hours, other], '2026-12-01')).toEqual([{ from: '12:00', to: '16:00' }]);
  expect(spansOfAll([], '2026-12-01')).toEqual([{ from: '00:00', to: '24:00' }]);
  expect([datesOfMonth('2027-02-10').length, monthsAfter('2026-12-01', 1), monthsAfter('2026-01-31', -1)]).toEqual([28, '2027-01-01', '2025-12-01']);
  expect(without({ ...hours, weekly: { ...hours.weekly, wed: [] } })).toEqual({
    weekly: { tue: [{ from: '09:00', to: '16:00' }] },
    exceptions: hours.exceptions,
  });
});

it('[F24] Finnish holidays are proposed with their names; eves are marked as no public ones', () => {
  const holidays = holidaysOf(2026);
  const independence = holidays.find(({ date }) => date === '2026-12-06');
  expect(independence).toMatchObject({ isPublic: true, names: { fi: 'itsenäisyyspäivä' } });
  expect(holidays.find(({ date }) => date === '2026-06-19')).toMatchObject({ isPublic: false });
  expect(holidays.some(({ date }) => date === '2026-05-10')).toBe(false);
  expect(holidays.map(({ date }) => date)).toEqual(holidays.map(({ date }) => date).toSorted());
});
