import { describe, expect, it } from 'vitest';
import { type StageFacts, type Tour, firstStep, isLast, looked, pressedBack, pressedNext, stepOf, steps } from '#client/roles/stage/tour.ts';

const idle: StageFacts = { callState: null, status: 'break', isRinging: false, hasTrouble: false, isWrappingUp: false, isRated: false };
const idOf = (tour: Tour): string => stepOf(tour).id;
const at = (id: string, facts: StageFacts): Tour => looked({ index: steps.findIndex((step) => step.id === id), isActing: false, wasDone: false }, facts);

describe('the tour', () => {
  it('goes through a whole visit, step by step, as what each step is about comes true', () => {
    const story: readonly [Partial<StageFacts>, string][] = [
      [{ callState: 'queued' }, 'wait'],
      [{}, 'offer'],
      [{ callState: 'offered', isRinging: true }, 'answer'],
      [{ callState: 'active', isRinging: false }, 'talk'],
      [{}, 'trouble'],
      [{ hasTrouble: true }, 'remedy'],
      [{ hasTrouble: false }, 'repaired'],
      [{}, 'end'],
      [{ callState: 'ended', isWrappingUp: true }, 'wrapUp'],
      [{ isWrappingUp: false }, 'rate'],
      [{ isRated: true }, 'over'],
    ];
    let facts = idle;
    let tour = pressedNext(firstStep, facts);
    expect(idOf(tour)).toBe('choose');
    for (const [change, next] of story) {
      tour = pressedNext(tour, facts);
      facts = { ...facts, ...change };
      tour = looked(tour, facts);
      expect(idOf(tour), JSON.stringify(change)).toBe(next);
      expect(tour.isActing).toBe(false);
    }
    expect(isLast(tour)).toBe(true);
    expect(pressedNext(tour, facts)).toEqual(tour);
  });

  it('waits for what the press has begun', () => {
    const acting = pressedNext(at('choose', idle), idle);
    expect(acting).toMatchObject({ isActing: true });
    expect(looked(acting, idle)).toBe(acting);
  });

  it('goes on by itself where the viewer does the step on the page', () => {
    const offered = at('offer', { ...idle, callState: 'queued' });
    expect(idOf(looked(offered, { ...idle, callState: 'offered', isRinging: true }))).toBe('answer');
  });

  it('goes back to what was said, stays there, and on without doing it again', () => {
    const facts: StageFacts = { ...idle, callState: 'active' };
    const back = pressedBack(at('talk', facts), facts);
    expect(idOf(back)).toBe('answer');
    expect(looked(back, facts)).toBe(back);
    expect(pressedNext(back, facts)).toMatchObject({ index: back.index + 1, isActing: false });
    expect(pressedBack(firstStep, facts).index).toBe(0);
  });

  it('takes up the wrap-up also where the end of the call is told first', () => {
    const facts: StageFacts = { ...idle, callState: 'ended' };
    let tour = looked(at('end', { ...idle, callState: 'active' }), facts);
    expect(idOf(tour)).toBe('wrapUp');
    tour = looked(tour, { ...facts, isWrappingUp: true });
    tour = pressedNext(tour, { ...facts, isWrappingUp: true });
    expect(tour).toMatchObject({ isActing: true });
    expect(idOf(looked(tour, facts))).toBe('rate');
  });
});
