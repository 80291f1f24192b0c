import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { describeSettings } from '#server/config.ts';
import { diagramText, stageDiagramText } from '#shared/call/diagram.ts';
import { events, requests } from '#shared/contract/index.ts';
import { catalogueSchema } from '#shared/contract/catalogue.ts';
import { commonRefusals } from '#shared/contract/define.ts';
import { accessCodeSchema, demoPeopleSchema, handshakeSchema, sessionInfoSchema, signOutSchema, subjectSchema } from '#shared/contract/http.ts';
import { protocolVersion } from '#shared/contract/version.ts';
import { errorCodes } from '#shared/errors.ts';
import { testVariablesText } from './testVariables.ts';

const schemaText = (schema: z.ZodType, io: 'input' | 'output'): string => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return ['```json', JSON.stringify(json, null, 2), '```'].join('\n');
};

function protocolText(): string {
  const requestParts = Object.entries(requests).map(([name, { summary, roles, input, reply, refusals }]) =>
    [
      `### \`${name}\``,
      summary,
      `Roles: ${roles.join(', ')}. May refuse with: ${refusals.length === 0 ? 'only what every request may' : refusals.join(', ')}.`,
      'Input:',
      schemaText(input, 'input'),
      'Reply (`data`):',
      schemaText(reply, 'output'),
    ].join('\n\n'),
  );
  const eventParts = Object.entries(events).map(([name, { summary, roles, payload }]) =>
    [`### \`${name}\``, summary, `Sent to: ${roles.join(', ')}.`, schemaText(payload, 'output')].join('\n\n'),
  );
  const httpParts = (
    [
      ['GET /api/catalogue', 'Agencies with services, points with terminals. Public.', catalogueSchema],
      ['GET /api/session', 'Which roles this browser holds a session for.', sessionInfoSchema],
      ['GET /api/demo/people', 'Demo mode: whom one may choose to be.', demoPeopleSchema],
      ['POST /api/demo/sign-in', 'Demo mode: takes and gives a subject, sets the role’s cookie.', subjectSchema],
      ['POST /api/sign-in', 'Takes a one-time access code, gives a subject, sets the role’s cookie.', accessCodeSchema],
      ['POST /api/sign-out', 'Ends the role’s session.', signOutSchema],
    ] as const
  ).map(([route, summary, schema]) => [`### \`${route}\``, summary, schemaText(schema, 'output')].join('\n\n'));
  const errorRows = Object.entries(errorCodes).map(
    ([code, { kind, http, retry, meaning }]) => `| \`${code}\` | ${kind} | ${http} | ${retry ? 'yes' : 'no'} | ${meaning} |`,
  );
  const common = commonRefusals.map((code) => `\`${code}\``).join(', ');
  return [
    '# The protocol',
    'Made from the contracts of the features (`shared/*/contract.ts`, `shared/contract`) by `npm run docs`; do not edit. From this page alone a working terminal can be written in another language.',
    `## Connecting\n\nSocket.IO 4 (Engine.IO 4), transport \`websocket\` only, default path \`/socket.io/\`, no fallback to polling. Protocol version ${protocolVersion}; a page of another version is refused with \`versionNotServed\` and must be loaded again. First get a session over HTTP (below): it comes as the cookie \`distans_<role>\`. The handshake’s \`auth\` object:`,
    schemaText(handshakeSchema, 'input'),
    'The session is read from the cookie, or from `token` where there are no cookies. A refused handshake gives `connect_error` whose `data` is `{code, message}`. A new connection of the same terminal or person replaces the older one, which gets `session:replaced` and must not reconnect by itself. After any other disconnect: reconnect with growing, jittered pauses, then ask `<role>:sync`.',
    `## Requests and replies\n\nA request is an event with exactly one object and an acknowledgement callback. The reply is \`{"ok": true, "data": …}\` or \`{"ok": false, "error": {"code", "message", "params"?}}\`. A payload that does not fit changes nothing. Every request may refuse with ${common}; an unknown name gets \`unknownRequest\`. Commands carry ids made by the client (\`callId\`), so sending one again after a lost answer is the same act.`,
    '## Views\n\nThe reply to `<role>:sync` is the whole truth for one page: its parts, by name, with `version` and `now`, the server’s clock when it was read. At every change the event `<role>:view` carries the parts that differ, each of them whole. What to do with it:\n\n1. Its `version` is not higher than that of the view you hold: ignore it.\n2. `follows` is null: these are all parts; they are your view.\n3. `follows` is the version that you hold: put each of its parts in place of yours, and keep its `version` and `now`.\n4. Otherwise something is missing: ask `<role>:sync`.\n\nA reply to `<role>:sync` takes the place of a view with a lower version. Nothing inside a part is ever merged.',
    '## A terminal’s way through a call\n\n1. `POST /api/demo/sign-in` or `/api/sign-in`, connect as `terminal`, `terminal:sync`.\n2. `media:capabilities` once; `queue:join` with a new UUID as `callId`; the view shows `call.state` `queued` with `position`.\n3. Prepared answer: `media:open` with the `callId`. Create both transports, open `warmUpChannel` on the receive transport, send `media:connectTransport` with DTLS parameters for each, `media:produce` microphone and camera **without letting any RTP leave** (inactive encodings).\n4. While the offer rings, `media:consumerAdded` comes: create the consumers, `media:consumerReady` for each.\n5. At the answer `media:producersOpened {isOpen: true}` comes: let RTP flow; `call.state` goes `connecting`, then `active` after `call:confirmConnected`. On hold it comes with `false`, on resume with `true`.\n6. `call:leave` ends; the view shows `ended`; `visit:close` frees the terminal.\n7. `media:sessionLost`, or the refusal `mediaSessionGone`: `media:open` again. After a signalling break: `media:sync`.\n\nMedia parameters are mediasoup’s (ORTC, https://draft.ortc.org): ICE-lite server, DTLS-SRTP, RTP over UDP or TCP at the given candidates.',
    '## Requests',
    ...requestParts,
    '## Events',
    ...eventParts,
    '## HTTP\n\nBodies and answers are JSON. A refusal is `{"error": {"code", "message", "params"?}}` with the status of the table below. `GET /healthz` says that the process lives, `GET /readyz` that it can take calls.',
    ...httpParts,
    '## Error codes\n\n| code | kind | HTTP status | try again | meaning |\n| --- | --- | --- | --- | --- |\n' + errorRows.join('\n'),
    '',
  ].join('\n\n');
}

const settingsText = (): string =>
  [
    '| Setting | Default | Meaning |',
    '| --- | --- | --- |',
    ...describeSettings().map(({ name, byDefault, meaning }) => `| \`${name}\` | ${byDefault} | ${meaning} |`),
  ].join('\n');

const mermaid = (diagram: string): string => ['```mermaid', diagram, '```'].join('\n');
const diagramsIn = (file: string): string => between(file, 'stages', mermaid(stageDiagramText()), between(file, 'diagram', mermaid(diagramText())));

function between(file: string, marker: string, content: string, text = readFileSync(file, 'utf8')): string {
  const [start, end] = [`<!-- ${marker} -->`, `<!-- /${marker} -->`];
  if (!text.includes(start) || !text.includes(end)) throw new Error(`${file} has no place marked ${marker}`);
  return `${text.slice(0, text.indexOf(start) + start.length)}\n\n${content}\n\n${text.slice(text.indexOf(end))}`;
}

/** Every document that is made from the code, by path, with the content it should have. */
export const generatedDocuments = (): Record<string, string> => ({
  'docs/protocol.md': protocolText(),
  'README.md': between('README.md', 'settings', settingsText()),
  'ARCHITECTURE.md': diagramsIn('ARCHITECTURE.md'),
  'CONTRIBUTING.md': between('CONTRIBUTING.md', 'test-variables', testVariablesText()),
});

if (import.meta.main) for (const [file, content] of Object.entries(generatedDocuments())) writeFileSync(file, content);
