import { describe, expect, it } from 'vitest';
import type { TerminalCall } from '#shared/contract/views/index.ts';
import { isMotion, signOfLife, signOfLifeTimes } from '#client/roles/terminal/signOfLife.ts';

const { askAfterMs, parkAfterMs } = signOfLifeTimes;
const waiting = (position: number): TerminalCall => ({ state: 'queued', position }) as TerminalCall;
const ringing = { state: 'offered' } as TerminalCall;

describe('[E19] a customer who waits', () => {
  it('is asked after five minutes without a sign, from the third place on', () => {
    expect(signOfLife(waiting(3), askAfterMs - 1, 0)).toBe('none');
    expect(signOfLife(waiting(3), askAfterMs, 0)).toBe('ask');
    expect(signOfLife(waiting(4), 10 * askAfterMs, 0)).toBe('none');
    expect(signOfLife(waiting(3), 10 * askAfterMs, 0)).toBe('ask');
  });

  it('loses the turn, not the place, 30 seconds after the question; when it rings, at once', () => {
    expect(signOfLife(waiting(1), askAfterMs + parkAfterMs, parkAfterMs - 1)).toBe('ask');
    expect(signOfLife(waiting(1), askAfterMs + parkAfterMs, parkAfterMs)).toBe('park');
    expect(signOfLife(ringing, askAfterMs - 1, 0)).toBe('none');
    expect(signOfLife(ringing, askAfterMs, 0)).toBe('park');
  });

  it('is not asked while the place is kept, or in a call', () => {
    for (const state of ['parked', 'connecting', 'active', 'onHold', 'ended'])
      expect(signOfLife({ state } as TerminalCall, 10 * askAfterMs, 10 * parkAfterMs)).toBe('none');
    expect(signOfLife(null, 10 * askAfterMs, 0)).toBe('none');
  });

  it('gives a sign by moving, which a sensor’s noise does not', () => {
    expect([null, 0, 0.004].map(isMotion)).toEqual([false, false, false]);
    expect([0.02, 0.3].map(isMotion)).toEqual([true, true]);
  });
});
