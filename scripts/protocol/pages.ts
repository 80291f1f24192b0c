import { type EventDefinition, type RequestDefinition, type Role, commonRefusals, roles } from '#shared/contract/define.ts';
import { events, requests } from '#shared/contract/index.ts';
import { errorCodes } from '#shared/errors.ts';
import { type JsonSchema, refName } from './defs.ts';
import { httpRoutes } from './http.ts';
import { typeText } from './listing.ts';
import { defOf, defs } from './schema.ts';

type Page = 'common' | 'media' | Role;
const requestList = Object.entries(requests) as [string, RequestDefinition][];
const eventList = Object.entries(events) as [string, EventDefinition][];

/** A message of one role is on its page; others are on the page that all roles share, or on that of media. */
const pageOf = (name: string, its: readonly Role[]): Page => {
  if (/^media:|^call:confirmConnected$/.test(name)) return 'media';
  const [only, ...more] = its;
  return only !== undefined && more.length === 0 ? only : 'common';
};

const defNamed = (name: string): JsonSchema => {
  const schema = defs[name];
  if (schema === undefined) throw new Error(`no definition ${name}`);
  return schema;
};
const refsIn = (schema: unknown): string[] => [...JSON.stringify(schema).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref = '']) => refName(ref));
const isMessage = (name: string): boolean => name.includes(':') || name.includes('/') || name === 'handshake';

type Listed = { readonly page: Page; readonly messages: readonly string[] };
const listed: readonly Listed[] = [
  ...httpRoutes.map(({ route, body, answer }): Listed => ({
    page: 'common',
    messages: [body && `${route}.body`, answer && `${route}.answer`].filter((one) => one !== null) as string[],
  })),
  ...requestList.map(([name, { roles: its }]): Listed => ({ page: pageOf(name, its), messages: [`${name}.input`, `${name}.reply`] })),
  ...eventList.map(([name, { roles: its }]): Listed => ({ page: pageOf(name, its), messages: [name] })),
];

/** The types that a page shows: those that only its own messages lead to. The others are on the page that all share. */
function typesByPage(): ReadonlyMap<string, Page> {
  const pages = new Map<string, Set<Page>>();
  const visit = (name: string, page: Page): void => {
    const known = pages.get(name) ?? pages.set(name, new Set()).get(name);
    if (known === undefined || known.has(page)) return;
    known.add(page);
    for (const next of refsIn(defNamed(name))) visit(next, page);
  };
  for (const { page, messages } of listed) for (const message of messages) visit(defOf(message), page);
  return new Map([...pages].map(([name, of]) => [name, of.size === 1 ? ([...of][0] ?? 'common') : 'common']));
}
const pageOfType = typesByPage();

const links = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
/** Ids of requirements help only who has the repository. */
const withoutIds = (summary: string): string => summary.replaceAll(/ \((?:[FCQESM]\d+(?:, )?)+\)/g, '');

const code = (text: string): string => ['```ts', text, '```'].join('\n');

/** The type of a message: its name where it has one of its own, else what is in it. */
const messageType = (message: string): string => {
  const name = defOf(message);
  if (name === 'Nothing' || name === 'NothingInput') return '{}';
  return isMessage(name) ? typeText(defNamed(name)) : name;
};

/** One block; what is an empty object is left out. */
const messageBlock = (parts: readonly (readonly [label: string, message: string])[]): string[] => {
  const lines = parts.map(([label, message]) => [label, messageType(message)] as const).filter(([, type]) => type !== '{}');
  return lines.length === 0 ? [] : [code(lines.map((line) => line.join(' ')).join('\n'))];
};
const rolesText = (label: string, its: readonly Role[]): string =>
  its.length === 1 ? '' : ` ${label}: ${its.length === roles.length ? 'all roles' : its.join(', ')}.`;

function requestText([name, { summary, roles: its, refusals }]: [string, RequestDefinition]): string {
  const refused = refusals.length === 0 ? '' : ` May refuse with ${links(refusals)}.`;
  const text = `${withoutIds(summary)}${rolesText('For', its)}${refused}`;
  return [
    `### \`${name}\``,
    text,
    ...messageBlock([
      ['input', `${name}.input`],
      ['reply', `${name}.reply`],
    ]),
    '',
  ].join('\n');
}

const eventText = ([name, { summary, roles: its }]: [string, EventDefinition]): string =>
  [`### \`${name}\``, `${withoutIds(summary)}${rolesText('To', its)}`, ...messageBlock([['payload', name]]), ''].join('\n');

/** The parts of a change are those of its view, which the page has too. */
function withoutParts(name: string, schema: JsonSchema): JsonSchema {
  const parts = schema.properties?.['parts'];
  if (!name.endsWith('ViewChange') || parts?.description === undefined) return schema;
  const type = `Partial<Omit<${name.replace(/Change$/, '')}, "version" | "now">>`;
  return { ...schema, properties: { ...schema.properties, parts: { type, description: parts.description } } };
}

/** All types of a page in one block, by name. */
function typesText(page: Page): string[] {
  const names = [...pageOfType].filter(([name, its]) => its === page && !isMessage(name) && !name.startsWith('Nothing')).map(([name]) => name);
  const types = names.toSorted().map((name) => {
    const { description, ...schema } = defNamed(name);
    return [...(description === undefined ? [] : [`// ${description}`]), `type ${name} = ${typeText(withoutParts(name, schema))}`].join('\n');
  });
  return types.length === 0 ? [] : [code(types.join('\n\n')), ''];
}

/** Requests, events and types of one page. */
export function listingOf(page: Page): string {
  const itsRequests = requestList.filter(([name, { roles: its }]) => pageOf(name, its) === page).map(requestText);
  const itsEvents = eventList.filter(([name, { roles: its }]) => pageOf(name, its) === page).map(eventText);
  const types = typesText(page);
  return [
    ...(itsRequests.length === 0 ? [] : ['## Requests', '', ...itsRequests]),
    ...(itsEvents.length === 0 ? [] : ['## Events', '', ...itsEvents]),
    ...(types.length === 0 ? [] : ['## Types', '', ...types]),
  ].join('\n');
}

export function rolePage(role: Role): string {
  const shared = requestList.filter(([name, { roles: its }]) => its.includes(role) && pageOf(name, its) === 'common').map(([name]) => name);
  const media = requestList.filter(([name, { roles: its }]) => its.includes(role) && pageOf(name, its) === 'media').map(([name]) => name);
  return [
    `# The ${role}’s messages`,
    '',
    'Made from the contract by `npm run docs`; do not edit. How to read it: [common.md](common.md), which also has the types that several roles share.',
    '',
    `The ${role} also has ${links(shared)} ([common.md](common.md)) and ${links(media)} ([media.md](media.md)).`,
    '',
    listingOf(role),
  ].join('\n');
}

const errorRows = (): string[] =>
  Object.entries(errorCodes).map(([name, { kind, http, retry, meaning }]) => `| \`${name}\` | ${kind} | ${http} | ${retry ? 'yes' : 'no'} | ${meaning} |`);

const httpText = (): string[] =>
  httpRoutes.flatMap(({ route, summary, body, answer }) => {
    const parts = [...(body === null ? [] : [['body', `${route}.body`] as const]), ...(answer === null ? [] : [['answer', `${route}.answer`] as const])];
    return [`### \`${route}\``, summary, ...messageBlock(parts), ''];
  });

export const commonPage = (): string =>
  [
    '# What all roles share',
    '',
    'Made from the contract by `npm run docs`; do not edit. `schema.json` says the same as JSON Schema (2020-12), with a description and unit for every field; the server answers it at `GET /api/protocol/schema.json`.',
    '',
    '## How to read the listings',
    '',
    '- `field?` may be left out. `A | B` is one or the other. `T[]` is a list. What follows `//` is the meaning, the bounds and the default.',
    '- Where `input`, `reply` or `payload` is not listed, it is an empty object.',
    '- Names with a capital are types. A type ending in `Input` is what you send; the same type without it is what you get.',
    '- What you send is closed: an unknown field is refused with `invalidPayload`, and `params.places` names the field.',
    '- **What the server sends is open.** Ignore fields, events and enum values that you do not know; they can come without a new protocol version.',
    '',
    '## Replies',
    '',
    'A request is an event with exactly one object and an acknowledgement. The reply is `{"ok": true, "data": …}`, where `data` is the listed `reply`, or `{"ok": false, "error": {"code", "message", "params"?}}`.',
    `Every request may refuse with ${links(commonRefusals)}; an unknown name gets \`unknownRequest\`. A refused request has changed nothing.`,
    '',
    '## Views',
    '',
    'The reply to `<role>:sync` is the whole view: its parts, by name, with `version` and `now`. After every change the event `<role>:view` carries the parts that differ, each of them whole. What to do with it:',
    '',
    '1. Its `version` is not higher than that of the view you hold: ignore it.',
    '2. `follows` is null: these are all parts; they are your view.',
    '3. `follows` is the version that you hold: put each of its parts in place of yours, and keep its `version` and `now`.',
    '4. Otherwise something is missing: ask `<role>:sync`.',
    '',
    'A reply to `<role>:sync` takes the place of a view with a lower version. Nothing inside a part is ever merged.',
    '',
    '## Error codes',
    '',
    'Over HTTP a refusal is `{"error": {"code", "message", "params"?}}` with the status of this table.',
    '',
    '| code | kind | HTTP status | try again | meaning |',
    '| --- | --- | --- | --- | --- |',
    ...errorRows(),
    '',
    '## HTTP and handshake',
    '',
    'Bodies are JSON and need `Content-Type: application/json`. Also: `GET /healthz` and `GET /readyz` answer `{"status":"ok"}`; the first says that the process lives, the second that it can take calls.',
    '',
    ...httpText(),
    listingOf('common'),
  ].join('\n');

export const rolePages = (): Record<string, string> => Object.fromEntries(roles.map((role) => [`docs/protocol/${role}.md`, rolePage(role)]));
