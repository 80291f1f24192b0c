import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { type Tick, measureSteadily, wasTooSlow } from '#tests/support/steadyMachine.ts';

const calm: Tick = { lateMs: 2, slowdown: 1.1 };
const many = (count: number, tick: Tick): Tick[] => Array.from({ length: count }, () => tick);
const slow: Tick = { lateMs: 600, slowdown: 4 };

/** A machine that does as told, and no sooner than a thousandth of a second after it was asked. */
const machine = (told: () => Tick) => async (): Promise<Tick> => {
  await sleep(1);
  return told();
};

describe('[E32] a machine is too slow to measure on', () => {
  it('when more than a tenth of the ticks are late or computed slowly, or when it stood still once', () => {
    expect(wasTooSlow([])).toBe(false);
    expect(wasTooSlow(many(100, calm))).toBe(false);
    expect(wasTooSlow([...many(90, calm), ...many(10, { lateMs: 40, slowdown: 1 })])).toBe(false);
    expect(wasTooSlow([...many(89, calm), ...many(11, { lateMs: 40, slowdown: 1 })])).toBe(true);
    expect(wasTooSlow([...many(89, calm), ...many(11, { lateMs: 0, slowdown: 3 })])).toBe(true);
    expect(wasTooSlow([...many(99, calm), { lateMs: 600, slowdown: 1 }])).toBe(true);
  });
});

describe('[E32] what is measured', () => {
  const outcomes = (...seconds: readonly (number | Error)[]) => {
    const left = [...seconds];
    return vi.fn(async (): Promise<number> => {
      await sleep(20);
      const next = left.shift();
      if (typeof next !== 'number') throw next ?? new Error('measured too often');
      return next;
    });
  };
  const isGood = (seconds: number): boolean => seconds < 5;

  it('and keeps its limit is taken, however slow the machine was', async () => {
    const always = machine(() => slow);
    expect(await measureSteadily(outcomes(4), isGood, always)).toBe(4);
  });

  it('and does not keep it on a calm machine is taken too: the product is to blame', async () => {
    const always = machine(() => calm);
    expect(await measureSteadily(outcomes(9), isGood, always)).toBe(9);
    await expect(measureSteadily(outcomes(new Error('timed out')), isGood, always)).rejects.toThrow(/^timed out$/);
  });

  it.each([9, new Error('timed out')])('and does not keep it while the machine was too slow is measured again once that is calm: %s', async (first) => {
    let isSlow = true;
    let calmTicks = 0;
    const recovering = machine(() => {
      if (!isSlow) calmTicks += 1;
      return isSlow ? slow : calm;
    });
    const measure = outcomes(first, 4);
    const measured = measureSteadily(measure, isGood, recovering);
    await sleep(100);
    expect(measure).toHaveBeenCalledTimes(1);
    isSlow = false;
    expect(await measured).toBe(4);
    expect(calmTicks).toBeGreaterThanOrEqual(20);
  });

  it('and never finds the machine calm enough fails with that cause', async () => {
    // Calm while it is waited for, and slow while it is measured.
    let isMeasuring = false;
    const busy = machine(() => (isMeasuring ? slow : calm));
    const measure = async (): Promise<number> => {
      isMeasuring = true;
      await sleep(20);
      isMeasuring = false;
      return 9;
    };
    await expect(measureSteadily(measure, isGood, busy)).rejects.toThrow('3 times the machine was too slow to measure (a timer 600.0 ms late');
  });
});
