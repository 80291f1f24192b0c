import type { Instant } from '#shared/instant.ts';
import type { Language } from '#shared/language.ts';
import { dayAt } from '#client/app/i18n/openingText.ts';
import type { FreeDay } from './TimePicker.tsx';

/** Free times by the days of the calendar in Finland, in their order. */
export function freeDays(times: readonly Instant[], language: Language): readonly FreeDay[] {
  const byDay = Map.groupBy(times, (at) => dayAt(at, language));
  return [...byDay].map(([name, ofDay]) => ({ id: name, name, times: ofDay }));
}
