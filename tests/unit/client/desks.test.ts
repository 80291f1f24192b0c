import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AdviserTerminal } from '#shared/contract/views/index.ts';
import { canSetUp, holdPlaces, sortTerminals } from '#client/roles/adviser/terminals.ts';
import { backOffMs } from '#client/media/recovery/backOff.ts';
import { deviceStateOf } from '#client/media/mediaErrors.ts';
import { clockText } from '#client/ui/duration.ts';
import { actionOf, doesEnterAnswer, isShortcut } from '#client/roles/expert/shortcuts.ts';

const terminal = (terminalId: string, changes: Partial<AdviserTerminal> = {}): AdviserTerminal =>
  ({ terminalId, state: 'idle', help: null, call: null, alerts: [], ...changes }) as AdviserTerminal;
const help = (requestedAt: number, answeredBy: string | null = null) => ({ requestedAt, answeredBy }) as never;

describe('[F47] the adviser’s terminals', () => {
  it('who asks for help longest stands first, then whom somebody is coming to, then faults; the rest keeps its order', () => {
    const sorted = sortTerminals([
      terminal('a'),
      terminal('b', { state: 'fault' }),
      terminal('c', { help: help(200) }),
      terminal('d', { help: help(50, 'Ritva') }),
      terminal('e', { help: help(100) }),
      terminal('f', { state: 'inCall' }),
    ]);
    expect(sorted.map(({ terminalId }) => terminalId)).toEqual(['e', 'c', 'd', 'b', 'a', 'f']);
  });

  it('[F51] after the calls for help what stops a call, then what harms one; what is over or only worth knowing moves no card', () => {
    const alerts = (code: string, endedAt: number | null = null) => ({ alerts: [{ code, endedAt }] }) as never;
    const sorted = sortTerminals([
      terminal('a', alerts('overTcp')),
      terminal('b', alerts('mediaLost', 7)),
      terminal('c', { help: help(100) }),
      terminal('d', alerts('jitter')),
      terminal('e', alerts('mediaLost')),
    ]);
    expect(sorted.map(({ terminalId }) => terminalId)).toEqual(['c', 'e', 'd', 'a', 'b']);
  });

  it('a card that is held stays at its place, and the others are ordered around it', () => {
    expect(holdPlaces(['c', 'a', 'b'], ['a', 'b', 'c'], new Set(['b']))).toEqual(['c', 'b', 'a']);
    expect(holdPlaces(['c', 'a', 'b'], ['a', 'b', 'c'], new Set(['a', 'c']))).toEqual(['a', 'b', 'c']);
    expect(holdPlaces(['c', 'a', 'b'], ['a', 'b', 'c'], new Set())).toEqual(['c', 'a', 'b']);
    expect(holdPlaces(['a'], ['b', 'a'], new Set(['a', 'b']))).toEqual(['a']);
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 9 })), fc.uniqueArray(fc.nat({ max: 9 })), fc.uniqueArray(fc.nat({ max: 9 })), (sorted, shown, held) => {
        const order = holdPlaces(sorted.map(String), shown.map(String), new Set(held.map(String)));
        expect([...order].sort()).toEqual(sorted.map(String).sort());
      }),
    );
  });

  it('a call is set up wherever one can be carried, also as the next matter of a visit', () => {
    expect((['offline', 'fault', 'idle', 'choosing', 'inQueue', 'inCall'] as const).filter((state) => canSetUp(terminal('a', { state })))).toEqual([
      'offline',
      'idle',
      'choosing',
      'inQueue',
      'inCall',
    ]);
  });
});

describe('[F44] the expert’s shortcuts', () => {
  const call = (state: string) => ({ state }) as never;
  it('do only what the moment allows', () => {
    expect(actionOf('KeyA', { offer: {} as never, call: null })).toBe('accept');
    expect(actionOf('KeyA', { offer: null, call: call('active') })).toBeNull();
    expect(actionOf('KeyN', { offer: {} as never, call: null })).toBe('decline');
    expect(actionOf('KeyN', { offer: null, call: call('active') })).toBeNull();
    expect(actionOf('KeyM', { offer: null, call: call('connecting') })).toBe('microphone');
    expect(actionOf('KeyM', { offer: {} as never, call: null })).toBeNull();
    expect(actionOf('KeyH', { offer: null, call: call('active') })).toBe('hold');
    expect(actionOf('KeyH', { offer: null, call: call('onHold') })).toBe('resume');
    expect(actionOf('KeyH', { offer: null, call: call('connecting') })).toBeNull();
    expect(actionOf('KeyE', { offer: null, call: null })).toBeNull();
    expect(actionOf('KeyE', { offer: null, call: call('onHold') })).toBe('end');
    expect(actionOf('KeyQ', { offer: null, call: call('active') })).toBeNull();
  });

  it('[E14] are Alt alone, pressed once, where nobody writes', () => {
    const alt = { altKey: true, ctrlKey: false, metaKey: false, shiftKey: false, repeat: false, isAltGraph: false, isInTextField: false };
    expect(isShortcut(alt)).toBe(true);
    expect(isShortcut({ ...alt, altKey: false })).toBe(false);
    for (const one of ['ctrlKey', 'metaKey', 'shiftKey', 'repeat', 'isAltGraph', 'isInTextField']) expect(isShortcut({ ...alt, [one]: true }), one).toBe(false);
  });

  it('[E14] Enter answers an offer that was seen for half a second, when the focus is nowhere and nothing else is held', () => {
    const enter = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, repeat: false, isAltGraph: false, isInTextField: false };
    const focus = { isNowhere: true, offerSeenForMs: 500 };
    expect(doesEnterAnswer(enter, focus)).toBe(true);
    expect(doesEnterAnswer(enter, { ...focus, offerSeenForMs: 499 })).toBe(false);
    expect(doesEnterAnswer(enter, { ...focus, isNowhere: false })).toBe(false);
    for (const one of ['altKey', 'ctrlKey', 'metaKey', 'shiftKey', 'repeat', 'isAltGraph', 'isInTextField'])
      expect(doesEnterAnswer({ ...enter, [one]: true }, focus), one).toBe(false);
  });
});

describe('small rules of the pages', () => {
  it('pauses between attempts grow, are never the same for all, and never exceed 7.5 s', () => {
    fc.assert(
      fc.property(fc.nat({ max: 100 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, random) => {
        const ms = backOffMs(attempt, () => random);
        expect(ms).toBeGreaterThanOrEqual(125);
        expect(ms).toBeLessThanOrEqual(7_500);
        expect(backOffMs(attempt + 1, () => random)).toBeGreaterThanOrEqual(ms);
      }),
    );
  });

  it('[C12] [C13] each refusal of a device has its own words', () => {
    const state = (name: string) => deviceStateOf(new DOMException('', name));
    expect(['NotAllowedError', 'NotFoundError', 'OverconstrainedError', 'NotReadableError', 'AbortError', 'SecurityError'].map(state)).toEqual([
      'denied',
      'missing',
      'missing',
      'busy',
      'busy',
      'denied',
    ]);
    expect(deviceStateOf(new Error('odd'))).toBe('unknown');
  });

  it('time is shown as a clock shows it', () => {
    expect([0, 59_999, 60_000, 3_600_000, -5].map(clockText)).toEqual(['0:00', '0:59', '1:00', '1:00:00', '0:00']);
  });
});
