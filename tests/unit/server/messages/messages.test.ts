import { describe, expect, it } from 'vitest';
import type { MessageContent } from '#shared/messages/contract.ts';
import type { Instant } from '#shared/instant.ts';
import { comesTooSoon, isSameContent, lastShown } from '#server/messages/messages.rules.ts';

const now = 1_800_000_000_000;
const secondsAgo = (seconds: number): Instant => (now - seconds * 1_000) as Instant;
const text = (words: string, language: 'sv' | 'fi' = 'sv'): MessageContent => ({ kind: 'text', text: words, language });
const phrase = (name: 'soonWithYou' | 'inTurn'): MessageContent => ({ kind: 'phrase', phrase: name });

describe('[F9] lines to who waits', () => {
  it('a customer gets five within a minute, and the next when the first is a minute old', () => {
    const five = [1, 10, 20, 30, 59].map(secondsAgo);
    expect(comesTooSoon(five.slice(1), now as Instant)).toBe(false);
    expect(comesTooSoon(five, now as Instant)).toBe(true);
    expect(comesTooSoon([...five.slice(0, 4), secondsAgo(60)], now as Instant)).toBe(false);
  });

  it('the three newest of the own entries are shown', () => {
    const lines = ['a', 'b', 'a', 'a', 'b', 'a'].map((callId, at) => ({ callId, at }));
    expect(lastShown(lines, ['a']).map(({ at }) => at)).toEqual([0, 2, 3]);
    expect(lastShown(lines, ['a', 'b']).map(({ at }) => at)).toEqual([0, 1, 2]);
    expect(lastShown(lines, ['c'])).toEqual([]);
  });

  it('content is the same with the same words in the same language, or the same phrase', () => {
    expect(isSameContent(text('Hej'), text('Hej'))).toBe(true);
    expect(isSameContent(phrase('inTurn'), phrase('inTurn'))).toBe(true);
    const others = [text('Hej'), text('Hej', 'fi'), text('Hej då'), phrase('inTurn'), phrase('soonWithYou')];
    for (const one of others) expect(others.filter((other) => isSameContent(one, other))).toEqual([one]);
  });
});
