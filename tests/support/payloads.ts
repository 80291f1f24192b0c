import fc from 'fast-check';
import { z } from 'zod';

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

/** Payloads that have the form that the schema asks for; its finer rules may still refuse them. */
export const payloadsOf = (schema: z.ZodType, text: fc.Arbitrary<string>): fc.Arbitrary<unknown> =>
  payloads(schemaOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })), text);
