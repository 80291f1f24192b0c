import { describe, expect, it } from 'vitest';
import { freeDays } from '#client/roles/terminal/freeDays.ts';
import { signalBetween } from '#client/roles/terminal/signals.ts';

const seen = (state: string) => ({ state });

describe('the terminal’s signals', () => {
  it('are heard where it becomes one’s turn, and where a call begins and ends', () => {
    expect(signalBetween(seen('queued'), seen('offered'))).toBe('yourTurn');
    expect(signalBetween(seen('connecting'), seen('active'))).toBe('callBegins');
    for (const talking of ['connecting', 'active', 'onHold']) expect(signalBetween(seen(talking), seen('ended'))).toBe('callEnds');
  });

  it('are not heard for a page that has just been loaded, a hold, a wait that is given up, or nothing new', () => {
    expect(signalBetween(null, seen('offered'))).toBeNull();
    expect(signalBetween(seen('onHold'), seen('active'))).toBeNull();
    expect(signalBetween(seen('queued'), seen('ended'))).toBeNull();
    expect(signalBetween(seen('offered'), seen('offered'))).toBeNull();
    expect(signalBetween(seen('ended'), null)).toBeNull();
  });
});

describe('free times', () => {
  it('are grouped by the days of Finland, in their order, and named by weekday and date', () => {
    const at = (iso: string) => Date.parse(iso) as never;
    const days = freeDays([at('2026-11-30T13:30:00Z'), at('2026-11-30T22:30:00Z'), at('2026-12-01T07:00:00Z')], 'sv');
    expect(days.map(({ name, times }) => [name, times.length])).toEqual([
      ['måndag 30/11', 1],
      ['tisdag 1/12', 2],
    ]);
    expect(freeDays([at('2026-11-30T13:30:00Z')], 'fi')[0]?.name).toBe('maanantai 30.11.');
  });
});
