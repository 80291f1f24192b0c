import { expect, it } from 'vitest';
import { Temporal } from 'temporal-polyfill';
import type { Instant } from '#shared/instant.ts';
import { pastDay } from '../../../scripts/demo/pastDay.ts';

const at = (time: string): Instant => Temporal.ZonedDateTime.from(`2026-12-01T${time}[Europe/Helsinki]`).epochMilliseconds as Instant;

it('the demo’s day grows with the hours: nothing is told that is not over, and something even at night', () => {
  expect(pastDay(at('00:00'))).toEqual([]);
  expect(pastDay(at('03:00')).length).toBeGreaterThan(5);
  const [morning, afternoon, evening] = [pastDay(at('10:00')), pastDay(at('14:30')), pastDay(at('22:00'))];
  expect(morning.length).toBeGreaterThan(5);
  expect(morning.every(({ queuedAt }) => queuedAt >= at('08:00'))).toBe(true);
  expect(afternoon.length).toBeGreaterThan(25);
  expect(evening.every(({ wrappedUpAt }) => wrappedUpAt < at('16:15'))).toBe(true);
  expect(afternoon.every(({ wrappedUpAt }) => wrappedUpAt < at('14:30'))).toBe(true);
  // A later load tells the same calls and more.
  expect(evening.map(({ callId }) => callId)).toEqual(expect.arrayContaining(afternoon.map(({ callId }) => callId)));
  expect(new Set(evening.map(({ callId }) => callId)).size).toBe(evening.length);
});

it('nobody is in two calls at once, an expert takes customers in their order, and each step comes after the one before', () => {
  const calls = pastDay(at('16:15'));
  for (const [index, call] of calls.entries()) {
    const { queuedAt, acceptedAt, hold, endedAt, wrappedUpAt } = call;
    const steps = [queuedAt, acceptedAt, ...(hold === null ? [] : [hold.from, hold.to]), endedAt, wrappedUpAt];
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    for (const other of calls.slice(index + 1)) {
      if (other.expertId === call.expertId) expect(other.acceptedAt).toBeGreaterThan(wrappedUpAt);
      if (other.terminalId === call.terminalId) expect(other.queuedAt > endedAt || other.endedAt < queuedAt).toBe(true);
    }
  }
});
