import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TerminalCall } from '#shared/contract/views/index.ts';
import { idleState, idleTimes } from '#client/roles/terminal/idleReset.ts';
import { wasLostByServer, queueEntryAfter } from '#client/roles/terminal/rejoinQueue.ts';
import { type Choice, type RequestedService, screenOf, stepBack, widenText, withRequestedService } from '#client/roles/terminal/steps.ts';

const choices: readonly Choice[] = [
  { step: 'start' },
  { step: 'agency' },
  { step: 'search' },
  { step: 'serviceRequest', agencyId: 'fpa' as never },
  { step: 'closed', requestedService: { agencyId: 'fpa' as never, serviceId: 'fpa.studentAid' as never } },
  { step: 'ticket', ticket: { kind: 'callback', number: 7, pin: '0123', issue: 'first' } },
  { step: 'number', number: null },
  { step: 'deviceCheck' },
];
const talking = ['connecting', 'active', 'onHold'] as const;
const callIn = (state: TerminalCall['state']): TerminalCall =>
  ({ callId: 'c1', state, ...(talking.some((one) => one === state) && { expertName: 'E' }) }) as never;

describe('the terminal’s screen', () => {
  it('follows the server’s call before anything chosen on the page', () => {
    for (const choice of choices.filter(({ step }) => step !== 'ticket')) {
      expect(screenOf(choice, null, null)).toBe(choice.step);
      for (const state of ['queued', 'offered', 'parked'] as const) expect(screenOf(choice, callIn(state), 'c1')).toBe('waiting');
      for (const state of talking) expect(screenOf(choice, callIn(state), 'c1')).toBe('call');
      expect(screenOf(choice, callIn('ended'), null)).toBe('thanks');
      expect(screenOf(choice, callIn('ended'), 'c1')).toBe(choice.step);
    }
  });

  it('[F25] [F27] a number is shown till it is known, whatever has ended or waits behind it; an expert’s face alone goes before it', () => {
    const ticket: Choice = { step: 'ticket', ticket: { kind: 'callback', number: 7, pin: '0123', issue: 'first' } };
    expect(screenOf(ticket, null, null)).toBe('ticket');
    for (const state of ['queued', 'offered', 'parked', 'ended'] as const) expect(screenOf(ticket, callIn(state), null)).toBe('ticket');
    for (const state of talking) expect(screenOf(ticket, callIn(state), null)).toBe('call');
  });

  it('going back always ends at the start', () => {
    for (const choice of choices) expect(stepBack(stepBack(stepBack(choice, []), []), [])).toEqual({ step: 'start' });
  });

  it('who adds one more matter goes back to those chosen before', () => {
    const chosen = [{ agencyId: 'fpa', serviceId: 'fpa.studentAid' }] as unknown as readonly RequestedService[];
    expect(stepBack({ step: 'serviceRequest', agencyId: 'dvv' as never }, chosen)).toEqual({ step: 'agency' });
    expect(stepBack({ step: 'agency' }, chosen)).toEqual({ step: 'deviceCheck' });
    expect(stepBack({ step: 'deviceCheck' }, chosen)).toEqual({ step: 'serviceRequest', agencyId: 'fpa' });
  });
});

describe('what the customer has chosen', () => {
  it('keeps its order and holds each matter once', () => {
    const requestedService = (serviceId: string) => ({ agencyId: 'fpa' as never, serviceId: serviceId as never });
    const all = ['a', 'b', 'a', 'c'].map(requestedService).reduce<readonly RequestedService[]>(withRequestedService, []);
    expect(all.map(({ serviceId }) => serviceId)).toEqual(['a', 'b', 'c']);
  });

  it('[F26] says honestly who is asked next, and when', () => {
    const at = (language: number, neighbours: number | null, pool: number | null) => ({ language, neighbours, pool }) as never;
    expect(widenText(at(0, 60, 120), 10 as never)).toEqual({ key: 'neighboursLater', inMs: 50 });
    expect(widenText(at(0, 60, 120), 100 as never)).toEqual({ key: 'poolLater', inMs: 20 });
    expect(widenText(at(0, null, 120), 100 as never)).toEqual({ key: 'poolLater', inMs: 20 });
    expect(widenText(at(0, 60, 120), 130 as never)).toEqual({ key: 'poolNow', inMs: 0 });
    expect(widenText(at(0, null, null), 130 as never)).toBeNull();
  });
});

describe('[Q7] a place that the server has forgotten', () => {
  const waiting = { ...callIn('queued'), agencyId: 'fpa', serviceId: 'fpa.pension', language: 'sv' } as TerminalCall;
  const view = (call: TerminalCall | null, visitNumber: number | null, now = 1_000) => ({ call, visitNumber, now }) as never;

  it('is entered again once, when the visit is gone and nobody has ended it', () => {
    const known = queueEntryAfter(null, view(waiting, 5));
    expect(known).toMatchObject({ callId: 'c1', agencyId: 'fpa', serviceId: 'fpa.pension' });
    expect(wasLostByServer(known, view(null, null))).toBe(true);
    expect(wasLostByServer(known, view(waiting, 5))).toBe(false);
  });

  it('is not entered again when it has ended, when the visit goes on, or when the customer may have gone home', () => {
    const known = queueEntryAfter(null, view(waiting, 5));
    expect(queueEntryAfter(known, view(callIn('ended'), 5))).toBeNull();
    expect(wasLostByServer(known, view(null, 5))).toBe(false);
    expect(wasLostByServer(known, view(null, null, 200_000))).toBe(false);
    expect(wasLostByServer(null, view(null, null))).toBe(false);
  });
});

describe('[F5] idle reset', () => {
  it('asks first, and wipes what a customer left behind', () => {
    for (const screen of ['agency', 'serviceRequest', 'deviceCheck', 'thanks']) {
      expect(idleState(screen, idleTimes.askAfterMs - 1)).toBe('inUse');
      expect(idleState(screen, idleTimes.askAfterMs)).toBe('asking');
      expect(idleState(screen, idleTimes.resetAfterMs)).toBe('reset');
    }
  });

  it('[E8] on the start screen nobody is asked, and what a passer-by has chosen goes', () => {
    expect(idleState('start', idleTimes.resetAfterMs - 1)).toBe('inUse');
    expect(idleState('start', idleTimes.resetAfterMs)).toBe('reset');
  });

  it('never wipes a customer who waits or talks', () => {
    fc.assert(
      fc.property(fc.constantFrom('waiting', 'call'), fc.nat({ max: 86_400_000 }), (screen, idleMs) => {
        expect(idleState(screen, idleMs)).toBe('inUse');
      }),
    );
  });
});
