import { describe, expect, expectTypeOf, it } from 'vitest';
import { type Feature, merge } from '#server/feature.ts';
import type { Handlers } from '#server/platform/gateway/port.ts';

const pinging = { handlers: { 'connection:ping': async () => ({}) } } satisfies Feature;
const helping = { handlers: { 'help:request': async () => ({}), 'help:cancel': async () => ({}) } } satisfies Feature;

describe('the handlers of all features', () => {
  it('are one object, with the names that there are', () => {
    const merged = merge([pinging, {}, helping]);
    expect(Object.keys(merged).sort()).toEqual(['connection:ping', 'help:cancel', 'help:request']);
    expectTypeOf<keyof typeof merged>().toEqualTypeOf<'connection:ping' | 'help:request' | 'help:cancel'>();
  });

  it('do not compile as those of the whole contract while one request has none', () => {
    // @ts-expect-error: every other request has no handler here.
    const handlers: Handlers = merge([pinging, helping]);
    expect(Object.keys(handlers)).toHaveLength(3);
  });

  it('are refused at start where two features bring the same request', () => {
    expect(() => merge([helping, pinging, helping])).toThrow('two features handle the same request: help:request, help:cancel');
  });
});
