import { globSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { type EventDefinition, type RequestDefinition, commonRefusals } from '#shared/contract/define.ts';
import { events, requests } from '#shared/contract/index.ts';
import { protocolVersion } from '#shared/contract/version.ts';
import { httpRoutes } from './http.ts';
import { describeFields } from './fields.ts';
import { type Defs, type JsonSchema, mergeDefs, reachableFrom } from './defs.ts';

const nothing = z.strictObject({});

/** Schemas that two names would fit, since they are one and the same object. */
const sharedNames: Record<string, string> = { AdministratorId: 'CatalogueId' };

const pascal = (name: string): string => name[0]?.toUpperCase() + name.slice(1).replace(/Schema$/, '');
const isSchema = (value: unknown): value is z.ZodType => value instanceof z.ZodType;
const isEmpty = (schema: z.ZodType): boolean => schema instanceof z.ZodObject && Object.keys(schema.shape).length === 0;

/** Every exported `…Schema` of the shared folders under its name: so a definition has the name by which the code knows it. */
async function namedSchemas(): Promise<ReadonlyMap<z.ZodType, string>> {
  const names = new Map<z.ZodType, string>([[nothing, 'Nothing']]);
  for (const file of globSync('shared/**/*.ts').sort()) {
    const exported = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(exported).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      if (!name.endsWith('Schema') || !isSchema(value) || names.has(value)) continue;
      const id = pascal(name);
      names.set(value, sharedNames[id] ?? id);
    }
  }
  return names;
}

type Direction = 'input' | 'output';
const names = await namedSchemas();

/** All definitions as they look in one direction: what a client sends is closed, what the server sends is open. */
function defsFor(io: Direction, messages: ReadonlyMap<string, z.ZodType>): { readonly defs: Defs; readonly ids: ReadonlyMap<string, string> } {
  const registry = z.registry<{ id: string }>();
  const idOf = new Map<z.ZodType, string>();
  for (const [schema, id] of names) idOf.set(schema, id);
  for (const [name, schema] of messages) if (!isEmpty(schema) && !idOf.has(schema)) idOf.set(schema, name);
  for (const [schema, id] of idOf) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io, unrepresentable: 'any', uri: (id) => `#/$defs/${id}` });
  const defs = Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, tidied(schema as JsonSchema, io)]));
  return { defs, ids: new Map([...messages].map(([name, schema]) => [name, idOf.get(isEmpty(schema) ? nothing : schema) ?? name])) };
}

/** Without what says nothing: the dialect and id of each part, and bounds that are only JavaScript's own. */
function tidied(value: unknown, io: Direction): JsonSchema {
  if (Array.isArray(value)) return value.map((item) => tidied(item, io)) as unknown as JsonSchema;
  if (typeof value !== 'object' || value === null) return value as unknown as JsonSchema;
  const isDropped = (key: string, part: unknown): boolean =>
    key === '$schema' ||
    key === '$id' ||
    key === 'id' ||
    (key === 'additionalProperties' && part === false && io === 'output') ||
    Math.abs(Number(part)) === Number.MAX_SAFE_INTEGER;
  const isProperties = (key: string): boolean => key === 'properties' || key === '$defs';
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, part]) => !isDropped(key, part))
      .map(([key, part]) => [
        key,
        isProperties(key) ? Object.fromEntries(Object.entries(part as object).map(([name, one]) => [name, tidied(one, io)])) : tidied(part, io),
      ]),
  );
}

const requestList = Object.entries(requests) as [string, RequestDefinition][];
const eventList = Object.entries(events) as [string, EventDefinition][];

const sent = new Map<string, z.ZodType>([
  ...requestList.map(([name, { input }]) => [`${name}.input`, input] as const),
  ...httpRoutes.flatMap(({ route, body }) => (body === null ? [] : [[`${route}.body`, body] as const])),
]);
const received = new Map<string, z.ZodType>([
  ...requestList.map(([name, { reply }]) => [`${name}.reply`, reply] as const),
  ...eventList.map(([name, { payload }]) => [name, payload] as const),
  ...httpRoutes.flatMap(({ route, answer }) => (answer === null ? [] : [[`${route}.answer`, answer] as const])),
]);

const input = defsFor('input', sent);
const output = defsFor('output', received);
const { defs: all, renamed } = mergeDefs(input.defs, output.defs);

/** The definition of a message: `queue:join.input`, `queue:join.reply`, `terminal:view`. */
export const defOf = (message: string): string => {
  const sentId = input.ids.get(message);
  const id = sentId === undefined ? output.ids.get(message) : (renamed.get(sentId) ?? sentId);
  if (id === undefined) throw new Error(`no message ${message}`);
  return id;
};

export const defs: Defs = describeFields(reachableFrom(all, [...sent.keys(), ...received.keys()].map(defOf)));

const ref = (message: string) => ({ $ref: `#/$defs/${defOf(message)}` });

/** docs/protocol/schema.json. */
export function schemaText(): string {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'The Distans protocol',
    description: `Version ${protocolVersion}. What a client sends is closed: an unknown field is refused. What the server sends is open: ignore fields that you do not know.`,
    'x-version': protocolVersion,
    'x-common-refusals': commonRefusals,
    'x-requests': Object.fromEntries(
      requestList.map(([name, { summary, roles, refusals }]) => [name, { summary, roles, input: ref(`${name}.input`), reply: ref(`${name}.reply`), refusals }]),
    ),
    'x-events': Object.fromEntries(eventList.map(([name, { summary, roles }]) => [name, { summary, roles, payload: ref(name) }])),
    $defs: Object.fromEntries(Object.entries(defs).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
  return `${JSON.stringify(schema, null, 1)}\n`;
}
