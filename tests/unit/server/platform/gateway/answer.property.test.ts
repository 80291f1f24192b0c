import fc from 'fast-check';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { type RequestName, requests } from '#shared/contract/index.ts';
import { answer } from '#server/platform/gateway/answer.ts';
import type { Handlers, Session } from '#server/platform/gateway/port.ts';
import { payloadsOf } from '#tests/support/payloads.ts';

/** What a database would not take. */
const isBad = (text: string): boolean => text.includes('\0') || !text.isWellFormed();
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [key, ...textsIn(one)]);
}

const badText = fc
  .tuple(fc.constantFrom('\0', '\0\0', '\ud83d', '\ude00', '\0\udfff'), fc.string({ minLength: 1, maxLength: 6 }))
  .map(([bad, good]) => good + bad + good);
const logger = pino({ level: 'silent' });

describe('[E27] texts that no database takes', () => {
  const reached = new Set<RequestName>();

  it.each(Object.entries(requests))('%s: they are cleaned or refused, wherever they stand', async (name, definition) => {
    const received: unknown[] = [];
    const handlers = new Proxy({}, { get: () => async (_session: Session, input: unknown) => void received.push(input) }) as Handlers;
    const session = { role: definition.roles[0], id: 'x', key: 'x:x', connectionId: 'x' } as unknown as Session;
    await fc.assert(
      fc.asyncProperty(payloadsOf(definition.input, badText), async (payload) => {
        received.length = 0;
        const reply = await answer(name as RequestName, session, payload, { handlers, isStrict: true, logger });
        if (!reply.ok) expect(reply.error.code).toBe('invalidPayload');
        else if (textsIn(payload).some(isBad)) reached.add(name as RequestName);
        expect(textsIn(received).filter(isBad)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('most requests that have texts are reached in spite of them', () => {
    expect(reached.size).toBeGreaterThan(20);
  });

  it('what a person has typed keeps all but what cannot be kept, and what is nested without end is refused', async () => {
    const received: unknown[] = [];
    const handlers = new Proxy({}, { get: () => async (_session: Session, input: unknown) => void received.push(input) }) as Handlers;
    const session = { role: 'adviser', id: 'x', key: 'x:x', connectionId: 'x' } as unknown as Session;
    const callId = '3d1c5a35-5e2c-4d2c-9d0e-2f1d6b1f7a11';
    const say = (text: unknown) => answer('chat:send', session, { callId, text, to: 'staff' }, { handlers, isStrict: true, logger });
    expect(await say('Hej\0 då 😀\ud83d')).toMatchObject({ ok: true });
    expect(received).toMatchObject([{ text: 'Hej då 😀\ufffd' }]);
    let nested: unknown = 'x';
    for (let depth = 0; depth < 60_000; depth += 1) nested = [nested];
    expect(await say(nested)).toMatchObject({ ok: false, error: { code: 'invalidPayload' } });
  });
});
