import { expect, it } from 'vitest';
import { readingOrder } from '#server/views/readingOrder.rules.ts';
import { type ParticipantKey, splitKey } from '#shared/call/mediaRouting.ts';
import type { Topic } from '#server/platform/changes.ts';

it('[F49] who joins a call is told first, since their media begins with their view; then its two sides, then the rest', () => {
  const keys = ['expert:e2', 'terminal:t1', 'adviser:a2', 'expert:e1', 'adviser:a1'] as unknown as ParticipantKey[];
  const pages = keys.map((key) => ({ session: { key, role: splitKey(key).role } }));
  const topics = new Set<Topic>(['call:c1', 'point:p1', 'terminal:t1', 'expert:e1', 'adviser:a1']);
  expect(readingOrder(pages, topics).map(({ session }) => session.key)).toEqual(['adviser:a1', 'terminal:t1', 'expert:e1', 'expert:e2', 'adviser:a2']);
});
