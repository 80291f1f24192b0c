import { readFileSync } from 'node:fs';
import type { Defs, JsonSchema } from './defs.ts';

type Table = Readonly<Record<string, string>>;
const read = (name: string): Table => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as Table;

const descriptions = read('fields.json');
const definitions = read('definitions.json');
const used = new Set<string>();

/** The description of a field: its own in that definition, in that part of one, or that of its name wherever it occurs. */
function descriptionOf(def: string, parent: string, name: string): string | undefined {
  const key = [`${def}.${name}`, `${parent}.${name}`, name].find((candidate) => Object.hasOwn(descriptions, candidate));
  if (key !== undefined) used.add(key);
  return key === undefined ? undefined : descriptions[key];
}

const allowsNull = ({ type, anyOf, oneOf }: JsonSchema): boolean =>
  type === 'null' || (Array.isArray(type) && type.includes('null')) || [...(anyOf ?? []), ...(oneOf ?? [])].some(allowsNull);

/** What null means is left out where there is none. */
const fitting = (description: string, schema: JsonSchema): string =>
  allowsNull(schema) ? description : description.replaceAll(/;? null [^.;]*(?=[.;])| Null[^.]*\./g, '');

function described(schema: JsonSchema, def: string, parent: string): JsonSchema {
  const within = (one: JsonSchema): JsonSchema => described(one, def, parent);
  const { properties, items, anyOf, oneOf, additionalProperties } = schema;
  const field = ([name, one]: [string, JsonSchema]): [string, JsonSchema] => {
    const description = descriptionOf(def, parent, name);
    return [name, { ...described(one, def, name), ...(description === undefined ? {} : { description: fitting(description, one) }) }];
  };
  return {
    ...schema,
    ...(properties === undefined ? {} : { properties: Object.fromEntries(Object.entries(properties).map(field)) }),
    ...(items === undefined ? {} : { items: within(items) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(within) }),
    ...(oneOf === undefined ? {} : { oneOf: oneOf.map(within) }),
    ...(typeof additionalProperties === 'object' ? { additionalProperties: within(additionalProperties) } : {}),
  };
}

/** Gives each definition and each field its description from the tables. */
export const describeFields = (defs: Defs): Defs =>
  Object.fromEntries(
    Object.entries(defs).map(([name, schema]) => {
      const description = definitions[name];
      if (description !== undefined) used.add(`definition ${name}`);
      // The parts of a change are those of its view.
      return [name, { ...(description === undefined ? {} : { description }), ...described(schema, name.replace(/ViewChange$/, 'View'), name) }];
    }),
  );

/** Fields that have neither a description nor a definition that has one, as `Definition.path.field`. */
export function undescribed(defs: Defs): string[] {
  const found: string[] = [];
  const visit = (schema: JsonSchema, path: string): void => {
    for (const [name, one] of Object.entries(schema.properties ?? {})) {
      const isDefined = one.$ref !== undefined && defs[one.$ref.slice('#/$defs/'.length)]?.description !== undefined;
      if (one.description === undefined && !isDefined) found.push(`${path}.${name}`);
      visit(one, `${path}.${name}`);
    }
    for (const one of [schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) if (one !== undefined) visit(one, path);
    if (typeof schema.additionalProperties === 'object') visit(schema.additionalProperties, path);
  };
  for (const [name, schema] of Object.entries(defs)) visit(schema, name);
  return found;
}

/** Rows of the tables that describe nothing. */
export const unusedDescriptions = (): string[] =>
  [...Object.keys(descriptions), ...Object.keys(definitions).map((name) => `definition ${name}`)].filter((key) => !used.has(key));
