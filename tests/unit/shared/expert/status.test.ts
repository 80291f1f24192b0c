import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expertOf } from '#shared/call/lifecycle.ts';
import { type ChosenStatus, type SystemChange, afterSystemChange, effectiveStatus } from '#shared/expert/status.ts';
import { run, stepsArbitrary } from '#tests/support/callArbitraries.ts';

const chosen: fc.Arbitrary<ChosenStatus> = fc.constantFrom<ChosenStatus>(
  { status: 'available' },
  { status: 'break', breakCode: 'lunch' },
  { status: 'away' },
  { status: 'missed' },
  { status: 'offline' },
);
const change = fc.constantFrom<SystemChange>('missedOffer', 'connectionLost', 'signedOut', 'microphoneFailed');

describe('the status of an expert', () => {
  it('[F35] the system never makes anyone available', () => {
    fc.assert(
      fc.property(chosen, fc.array(change, { minLength: 1, maxLength: 6 }), (start, changes) => {
        const end = changes.reduce(afterSystemChange, start);
        if (end.status === 'available') expect(start.status).toBe('available');
      }),
    );
  });

  it('[C5] a chosen break is not taken back by a missed offer or a failing microphone', () => {
    const onBreak: ChosenStatus = { status: 'break', breakCode: 'lunch' };
    expect(afterSystemChange(onBreak, 'missedOffer')).toEqual(onBreak);
    expect(afterSystemChange(onBreak, 'microphoneFailed')).toEqual(onBreak);
  });

  it('is taken from the call that occupies the expert, whatever was chosen', () => {
    fc.assert(
      fc.property(stepsArbitrary, chosen, (steps, choice) => {
        for (const { call } of run(steps)) {
          const { status } = effectiveStatus(choice, call);
          if (expertOf(call) === null) expect(status).toBe(choice.status);
          else expect(['offered', 'inCall', 'wrapUp']).toContain(status);
        }
      }),
    );
  });
});
