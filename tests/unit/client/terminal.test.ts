import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TerminalCall } from '#shared/contract/views.ts';
import { idleState, idleTimes } from '#client/terminal/idleReset.ts';
import { type Choice, screenOf, stepBack } from '#client/terminal/steps.ts';

const choices: readonly Choice[] = [
  { step: 'start' },
  { step: 'agency' },
  { step: 'errand', agencyId: 'fpa' as never },
  { step: 'deviceCheck', agencyId: 'fpa' as never, serviceId: 'fpa.studentAid' as never },
];
const callIn = (state: TerminalCall['state']): TerminalCall => ({ callId: 'c1', state }) as never;

describe('the terminal’s screen', () => {
  it('follows the server’s call before anything chosen on the page', () => {
    for (const choice of choices) {
      expect(screenOf(choice, null, null)).toBe(choice.step);
      for (const state of ['queued', 'offered'] as const) expect(screenOf(choice, callIn(state), 'c1')).toBe('waiting');
      for (const state of ['connecting', 'active', 'onHold'] as const) expect(screenOf(choice, callIn(state), 'c1')).toBe('call');
      expect(screenOf(choice, callIn('ended'), null)).toBe('thanks');
      expect(screenOf(choice, callIn('ended'), 'c1')).toBe(choice.step);
    }
  });

  it('going back always ends at the start', () => {
    for (const choice of choices) expect(stepBack(stepBack(stepBack(choice)))).toEqual({ step: 'start' });
  });
});

describe('[F5] idle reset', () => {
  it('asks first, and wipes what a customer left behind', () => {
    for (const screen of ['agency', 'errand', 'deviceCheck', 'thanks']) {
      expect(idleState(screen, idleTimes.askAfterMs - 1)).toBe('inUse');
      expect(idleState(screen, idleTimes.askAfterMs)).toBe('asking');
      expect(idleState(screen, idleTimes.resetAfterMs)).toBe('reset');
    }
  });

  it('never wipes a customer who waits or talks', () => {
    fc.assert(
      fc.property(fc.constantFrom('waiting', 'call', 'start'), fc.nat({ max: 86_400_000 }), (screen, idleMs) => {
        expect(idleState(screen, idleMs)).toBe('inUse');
      }),
    );
  });
});
