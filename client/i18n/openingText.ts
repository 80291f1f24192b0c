import type { Opening } from '#shared/contract/views/index.ts';
import type { Language } from '#shared/language.ts';

/** Day and time as clocks in Finland show them, wherever the page is. */
export const clockTime = (at: number, language: Language, withDay: boolean): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: 'Europe/Helsinki',
    ...(withDay && { weekday: 'long', day: 'numeric', month: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);

/** The key and values of what to say of a closed door; null where it is open. */
export function closedText(opening: Opening | undefined, language: Language) {
  if (opening?.state !== 'closed') return null;
  return opening.opensAt === null
    ? ({ key: 'opening.closed', values: { time: '' } } as const)
    : ({ key: 'opening.opensAt', values: { time: clockTime(opening.opensAt, language, true) } } as const);
}
