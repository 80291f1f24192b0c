import { type JsonSchema, refName } from './defs.ts';

const literal = (value: unknown): string => JSON.stringify(value);

/** What a field's comment adds to its description: bounds and default, which a type does not show. */
function remarks({ maxLength, maxItems, format, pattern, default: byDefault }: JsonSchema): string[] {
  return [
    ...(maxLength === undefined ? [] : [`at most ${maxLength} characters`]),
    ...(maxItems === undefined ? [] : [`at most ${maxItems}`]),
    ...(format === undefined ? [] : [format]),
    ...(pattern === undefined || format !== undefined ? [] : [`fits /${pattern}/`]),
    ...(byDefault === undefined ? [] : [`by default ${literal(byDefault)}`]),
  ];
}

const commentOf = (schema: JsonSchema): string => {
  const description = schema.description?.replace(/\.$/, '') ?? '';
  const isSaid = (remark: string): boolean => description.toLowerCase().includes(remark.startsWith('at most') ? 'at most' : remark);
  const parts = [description, ...remarks(schema).filter((remark) => !isSaid(remark))].filter((part) => part !== '');
  return parts.length === 0 ? '' : `  // ${parts.join('; ')}`;
};

const alternativesOf = ({ anyOf, oneOf }: JsonSchema): readonly JsonSchema[] | undefined => anyOf ?? oneOf;

/** The type on one line. */
export function flat(schema: JsonSchema): string {
  const alternatives = alternativesOf(schema);
  if (schema.$ref !== undefined) return refName(schema.$ref);
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(literal).join(' | ');
  if (alternatives !== undefined) return alternatives.map(flat).join(' | ');
  if (schema.type === 'array') return `${bracketed(flat(schema.items ?? {}), schema.items ?? {})}[]`;
  if (schema.type === 'object') return flatObject(schema);
  if (typeof schema.type === 'string') return schema.type;
  return schema.type === undefined ? 'any' : schema.type.join(' | ');
}

const isUnion = (schema: JsonSchema): boolean => schema.enum !== undefined || alternativesOf(schema) !== undefined || Array.isArray(schema.type);
const bracketed = (text: string, schema: JsonSchema): string => (isUnion(schema) ? `(${text})` : text);

function flatObject({ properties = {}, required = [], additionalProperties }: JsonSchema): string {
  const fields = Object.entries(properties).map(([name, one]) => `${name}${required.includes(name) ? '' : '?'}: ${flat(one)}`);
  if (typeof additionalProperties === 'object' && fields.length === 0)
    return Object.keys(additionalProperties).length === 0 ? '{ … }' : `{ [name]: ${flat(additionalProperties)} }`;
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** The type over several lines where one does not hold it; each field with what it means. */
export function typeText(schema: JsonSchema, indent = ''): string {
  const text = flat(schema);
  const alternatives = alternativesOf(schema);
  if (!text.includes('{ ') || (indent.length + text.length < 70 && !text.includes('?:'))) return text;
  if (alternatives !== undefined) return unionText(alternatives, indent);
  if (schema.type === 'array') return `${bracketed(typeText(schema.items ?? {}, indent), schema.items ?? {})}[]`;
  if (schema.type !== 'object' || schema.properties === undefined) return text;
  const { properties, required = [] } = schema;
  const lines = Object.entries(properties).map(([name, one]) => {
    const type = typeText(one, `${indent}  `);
    const head = `${indent}  ${name}${required.includes(name) ? '' : '?'}: `;
    const comment = commentOf(one);
    // Of a type over several lines the comment stands behind its first line.
    const [first = '', ...rest] = type.split('\n');
    return [`${head}${first}${comment}`, ...rest].join('\n');
  });
  return ['{', ...lines, `${indent}}`].join('\n');
}

/** Alternatives; the fields that all of them have, once. */
function unionText(alternatives: readonly JsonSchema[], indent: string): string {
  const [first = {}, ...others] = alternatives;
  const isCommon = ([name, one]: [string, JsonSchema]): boolean =>
    others.every(({ properties = {} }) => JSON.stringify(properties[name]) === JSON.stringify(one));
  const common = Object.entries(first.properties ?? {}).filter(isCommon);
  const parts = (left: readonly JsonSchema[]): string => left.map((one) => typeText(one, indent)).join(' | ');
  if (others.length === 0 || common.length < 3) return parts(alternatives);
  const names = common.map(([name]) => name);
  const rest = alternatives.map(({ properties = {}, ...one }) => ({
    ...one,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name))),
  }));
  return `${typeText({ ...first, properties: Object.fromEntries(common) }, indent)} & (${parts(rest)})`;
}
