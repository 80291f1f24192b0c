import fc from 'fast-check';
import type { z } from 'zod';
import { payloadsOf } from './payloads.ts';

/** What a kind of input is: its form, and what it is called when one fails. */
export type FuzzInput = { readonly kind: string; readonly payload: unknown };

/** Texts that have hurt others: names of Object, markup, SQL, halves of emojis, paths, formats, and what is read as a number. */
const nasty = [
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '\0', '\ud83d', '\udc00x', '<img src=x onerror=alert(1)>', '" onmouseover=alert(1) x="',
  "'; drop table calls; --", '$1', '%s%n', '${7*7}', '{{7*7}}', '../../../etc/passwd', 'file:///etc/passwd', 'javascript:alert(1)', '\u202eabc', '\ufeff', '\n\r\t',
  'NaN', 'Infinity', '1e309', '-0', 'null', 'undefined', '[object Object]', 'ﷺ'.repeat(60), '🇫🇮'.repeat(40), '',
]; // prettier-ignore

const polluted: readonly string[] = [
  '{"__proto__":{"isAdmin":true,"role":"administrator"}}',
  '{"constructor":{"prototype":{"isAdmin":true}}}',
  '{"callId":{"__proto__":{"isAdmin":true}},"__proto__":{"callId":"x"}}',
  '{"toString":1,"valueOf":null,"hasOwnProperty":"x","then":1}',
  '{"then":{"__proto__":null},"toJSON":"x","length":4294967295}',
];

const nested = (depth: number, isArray: boolean): unknown => {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level += 1) value = isArray ? [value] : { a: value };
  return value;
};

const garbage: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.anything({ maxDepth: 3, withNullPrototype: true, withSparseArray: true, withDate: true, withTypedArray: true }),
  fc.constantFrom<unknown>(undefined, null, 0, -1, Number.NaN, Number.POSITIVE_INFINITY, '', [], {}, true, Buffer.from('binary'), new Uint8Array(4)),
);
const deep = fc.tuple(fc.integer({ min: 20, max: 3_000 }), fc.boolean()).map(([depth, isArray]) => nested(depth, isArray));
const huge: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  'x'.repeat(60_000),
  Array.from({ length: 8_000 }, (_, index) => index),
  Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`key${index}`, index])),
  Number.MAX_SAFE_INTEGER,
  -Number.MAX_VALUE,
);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The payload with one thing in it that does not belong: a field gone, one too many, or one that holds something else. */
function nearly(payload: unknown, at: number, how: 'gone' | 'more' | 'else', other: unknown): unknown {
  if (!isObject(payload)) return other;
  const keys = Object.keys(payload);
  const key = keys[at % Math.max(1, keys.length)] ?? 'field';
  const inner = payload[key];
  if (isObject(inner) && at % 3 === 0) return { ...payload, [key]: nearly(inner, at >> 1, how, other) };
  switch (how) {
    case 'gone':
      return Object.fromEntries(Object.entries(payload).filter(([name]) => name !== key));
    case 'more':
      return { ...payload, [`${key}2`]: other };
    case 'else':
      return { ...payload, [key]: other };
  }
}

/**
 * Inputs for a schema, of every kind: of its form and with known ids in it, nearly so, garbage, deep, huge, and such as would change what every
 * object has. `change` puts into those of its form what is somebody's own.
 */
export function fuzzInputs(schema: z.ZodType, ids: fc.Arbitrary<string>, change: (payload: unknown) => unknown): fc.Arbitrary<FuzzInput> {
  const text = fc.oneof(ids, fc.constantFrom(...nasty), fc.string({ maxLength: 30, unit: 'binary' }));
  const formed = payloadsOf(schema, text);
  const other = fc.oneof(garbage, fc.constantFrom<unknown>(...nasty), deep, huge);
  const kind = (name: string, inputs: fc.Arbitrary<unknown>) => inputs.map((payload): FuzzInput => ({ kind: name, payload }));
  const near = fc.tuple(formed, fc.nat(30), fc.constantFrom('gone', 'more', 'else'), other);
  return fc.oneof(
    { weight: 3, arbitrary: kind('own', formed.map(change)) },
    { weight: 3, arbitrary: kind('formed', formed) },
    {
      weight: 4,
      arbitrary: kind(
        'nearly',
        near.map(([payload, at, how, value]) => nearly(change(payload), at, how, value)),
      ),
    },
    { weight: 2, arbitrary: kind('garbage', garbage) },
    { weight: 1, arbitrary: kind('deep', deep) },
    { weight: 1, arbitrary: kind('huge', huge) },
    {
      weight: 1,
      arbitrary: kind(
        'polluting',
        fc.tuple(formed, fc.constantFrom(...polluted)).map(([payload, json]) => {
          const pollution = JSON.parse(json) as Record<string, unknown>;
          // As the parser makes them: __proto__ is a field of its own there.
          for (const [key, value] of Object.entries(isObject(payload) ? payload : {}))
            if (!Object.hasOwn(pollution, key)) Object.defineProperty(pollution, key, { value, enumerable: true });
          return pollution;
        }),
      ),
    },
  );
}
