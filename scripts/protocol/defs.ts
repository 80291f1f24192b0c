/** A JSON Schema as zod writes it, as far as these scripts look into it. */
export type JsonSchema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly format?: string;
  readonly pattern?: string;
};
export type Defs = Readonly<Record<string, JsonSchema>>;

const prefix = '#/$defs/';
export const refName = (ref: string): string => ref.slice(prefix.length);

const refsIn = (schema: unknown): string[] => [...JSON.stringify(schema).matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g)].map(([, name = '']) => name);

const withRefs = (schema: JsonSchema, renamed: ReadonlyMap<string, string>): JsonSchema =>
  JSON.parse(
    JSON.stringify(schema).replaceAll(/"\$ref":"#\/\$defs\/([^"]+)"/g, (_, name: string) => `"$ref":"${prefix}${renamed.get(name) ?? name}"`),
  ) as JsonSchema;

/** One list of both directions. What differs between them has a second name when it is sent, `…Input`, and so has what refers to it. */
export function mergeDefs(input: Defs, output: Defs): { readonly defs: Defs; readonly renamed: ReadonlyMap<string, string> } {
  const renamed = new Map<string, string>();
  const differs = (name: string): boolean => output[name] !== undefined && JSON.stringify(input[name]) !== JSON.stringify(output[name]);
  const isTouched = (name: string): boolean => output[name] !== undefined && (differs(name) || refsIn(input[name]).some((one) => renamed.has(one)));
  for (let before = -1; before !== renamed.size;) {
    before = renamed.size;
    for (const name of Object.keys(input)) if (isTouched(name)) renamed.set(name, `${name}Input`);
  }
  const sent = Object.entries(input).map(([name, schema]) => [renamed.get(name) ?? name, withRefs(schema, renamed)] as const);
  return { defs: { ...output, ...Object.fromEntries(sent) }, renamed };
}

/** Those that the given ones lead to. */
export function reachableFrom(defs: Defs, names: readonly string[]): Defs {
  const found = new Map<string, JsonSchema>();
  const visit = (name: string): void => {
    const schema = defs[name];
    if (schema === undefined) throw new Error(`no definition ${name}`);
    if (found.has(name)) return;
    found.set(name, schema);
    refsIn(schema).forEach(visit);
  };
  names.forEach(visit);
  return Object.fromEntries(found);
}
