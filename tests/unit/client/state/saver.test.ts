import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSaver, saverTimes } from '#client/app/state/saver.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const { saveAfterMs, retryMs } = saverTimes;

it('[E20] saves what is typed without a pause too, and the newest last', async () => {
  const saved: string[] = [];
  const saver = createSaver(
    (text: string) => Promise.resolve(saved.push(text)),
    () => false,
  );
  for (let typed = 1; typed <= 10; typed += 1) {
    saver.change('x'.repeat(typed));
    await vi.advanceTimersByTimeAsync(saveAfterMs / 3);
  }
  expect(saved.length).toBeGreaterThan(1);
  await vi.advanceTimersByTimeAsync(saveAfterMs);
  expect(saved.at(-1)).toBe('x'.repeat(10));
});

it('[E20] has one save under way at a time, tries a failed one again, and gives up what nobody takes any more', async () => {
  const answers: ((failure: Error | null) => void)[] = [];
  const asked: string[] = [];
  const save = (text: string) => {
    asked.push(text);
    return new Promise<void>((resolve, reject) => answers.push((failure) => (failure === null ? resolve() : reject(failure))));
  };
  const saver = createSaver(save, (error) => error instanceof Error && error.message === 'over');
  saver.change('a');
  await vi.advanceTimersByTimeAsync(saveAfterMs);
  saver.change('ab');
  await vi.advanceTimersByTimeAsync(10 * saveAfterMs);
  expect(asked).toEqual(['a']);
  answers[0]?.(new Error('offline'));
  await vi.advanceTimersByTimeAsync(retryMs);
  expect(asked).toEqual(['a', 'ab']);
  answers[1]?.(new Error('offline'));
  await vi.advanceTimersByTimeAsync(retryMs);
  expect(asked).toEqual(['a', 'ab', 'ab']);
  answers[2]?.(new Error('over'));
  await vi.advanceTimersByTimeAsync(10 * retryMs);
  expect(asked).toHaveLength(3);
});
