import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchTimer } from '#client/media/measure/timer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('[E60] an idle page is not woken to measure its timer; while it is in a call, lateness is known', () => {
  const timer = watchTimer();
  expect([vi.getTimerCount(), timer.read()]).toEqual([0, 0]);
  timer.run(true);
  timer.run(true);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(1_000);
  expect(timer.read()).toBe(0);
  // The clock goes on while no timer is served.
  vi.setSystemTime(Date.now() + 400);
  const now = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => now() + 1_400);
  expect(timer.read()).toBeGreaterThan(1_000);
  vi.restoreAllMocks();
  timer.run(false);
  expect([vi.getTimerCount(), timer.read()]).toEqual([0, 0]);
});
