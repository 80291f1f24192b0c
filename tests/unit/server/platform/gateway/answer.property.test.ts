import fc from 'fast-check';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type RequestName, requests } from '#shared/contract/index.ts';
import { answer } from '#server/platform/gateway/answer.ts';
import type { Handlers, Session } from '#server/platform/gateway/port.ts';

type Json = { readonly [key: string]: unknown };
const schemaOf = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

/** Payloads that fit a JSON schema, with texts from `text` wherever a text may stand, keys of records included. */
function payloads(schema: Json, text: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const options = (schema['anyOf'] ?? schema['oneOf']) as Json[] | undefined;
  if (options !== undefined) return fc.oneof(...options.map((option) => payloads(option, text)));
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  switch (schema['type']) {
    case 'string':
      return schema['format'] === 'uuid' ? fc.tuple(fc.uuid({ version: 4 }), text).map(([id, noise]) => noise.replaceAll(/[^\0]/g, '') + id) : text;
    case 'integer':
    case 'number': {
      const [least, most] = [Number(schema['minimum'] ?? 0), Number(schema['maximum'] ?? 1_000)];
      return fc.integer({ min: Math.ceil(least), max: Math.max(Math.ceil(least), Math.min(most, 1_000)) });
    }
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const [least, most] = [Number(schema['minItems'] ?? 0), Number(schema['maxItems'] ?? 2)];
      return fc.array(payloads(schemaOf(schema['items']), text), { minLength: least, maxLength: Math.max(least, Math.min(most, 2)) });
    }
    case 'object': {
      if (schema['properties'] === undefined) return fc.dictionary(text, payloads(schemaOf(schema['additionalProperties']), text), { maxKeys: 2 });
      const fields = Object.entries(schemaOf(schema['properties'])).map(([key, field]) => [key, payloads(schemaOf(field), text)] as const);
      return fc.record(Object.fromEntries(fields));
    }
    default:
      return text;
  }
}

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
    const schema = z.toJSONSchema(definition.input, { io: 'input', unrepresentable: 'any' }) as Json;
    await fc.assert(
      fc.asyncProperty(payloads(schema, badText), async (payload) => {
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
