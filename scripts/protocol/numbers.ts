import { describeSettings } from '#server/config.ts';
import { addressLimit as codeLimit } from '#server/accounts/routes.ts';
import { connectLimit, guessLimit } from '#server/platform/gateway/index.ts';
import { backlogLimit } from '#server/platform/gateway/backlog.ts';
import { houseLimit, inFlight, refusalLimit, subjectLimit } from '#server/platform/gateway/requestLimits.ts';
import { maxMessageBytes, pingIntervalMs, pingTimeoutMs } from '#server/platform/gateway/sockets.ts';
import { publicLimit } from '#server/platform/http/index.ts';
import { openLimit } from '#server/calls/mediaHandlers.ts';
import { testLimit } from '#server/media/index.ts';
import { sessionIdleMinutes, terminalSessionDays } from '#server/identity/sessions.ts';
import type { Limit } from '#server/limits.ts';
import { noteMaxLength } from '#shared/call/contract.ts';
import { chatMaxLength } from '#shared/chat/contract.ts';
import { reportAtMostEveryMs, reportEveryMs } from '#shared/contract/connectionReport.ts';
import { selfTestBytes } from '#shared/contract/http.ts';
import { preCallNoteMaxLength } from '#shared/queue/contract.ts';

/** Settings that a client can notice. */
const noticed = [
  'RING_MS',
  'REFUSAL_MS',
  'CONNECT_MS',
  'CONNECTING_GRACE_MS',
  'EXPERT_GRACE_MS',
  'TERMINAL_GRACE_MS',
  'ADVISER_GRACE_MS',
  'WRAP_UP_MS',
  'OFFLINE_AFTER_MS',
  'PARK_MS',
  'SUMMON_MS',
  'SUMMON_PAUSE_MS',
  'SUMMON_TRIES',
  'VISIT_IDLE_MS',
  'ENTRIES_AN_HOUR',
  'SESSION_HOURS',
  'TURN_LIFETIME_SECONDS',
];

/** A setting's value with the unit that its name ends in. */
const withUnit = (name: string, value: string): string => {
  if (name.endsWith('_MS')) return seconds(Number(value));
  return `${value}${name.endsWith('_HOURS') ? ' h' : name.endsWith('_SECONDS') ? ' s' : ''}`;
};
const seconds = (ms: number): string => `${ms / 1_000} s`;
const limit = ({ points, duration }: Limit): string => `${points} in ${duration} s`;
const bytes = (count: number): string => `${count / 1_000} kB`;

/** A value with what happens beyond it; a setting where there is one. */
const fixed: readonly (readonly [what: string, value: string, beyond: string])[] = [
  ['Size of a message', `${maxMessageBytes / 1024} KiB`, 'the socket is closed without an answer'],
  [
    'Engine.IO ping: interval, time to answer',
    `${seconds(pingIntervalMs)}, ${seconds(pingTimeoutMs)}`,
    'the socket is closed; keep heavy work off the thread that answers',
  ],
  ['Requests of one terminal or person, whole views and the like weighing more', limit(subjectLimit), '`tooMany`; free again when the time is over'],
  ['Requests of all of an agency’s people, or of a point’s terminals and advisers', limit(houseLimit), '`tooMany`'],
  ['Requests of one socket that are worked on at once', `${inFlight}`, 'the others wait in line'],
  [
    'Refusals with `invalidPayload`, `unknownRequest`, `forbidden` or `tooMany`',
    limit(refusalLimit),
    `the socket is closed, and \`tooMany\` in \`connect_error\` for ${refusalLimit.duration} s`,
  ],
  [
    'What a page has not taken',
    `${backlogLimit.packets} packets or ${backlogLimit.bytes / 1024 / 1024} MiB`,
    'the socket is closed; a slow page is sent the newest state only',
  ],
  ['Connections of one terminal or person', limit(connectLimit), '`tooMany` in `connect_error`'],
  ['Handshakes with a wrong session from one address', limit(guessLimit), '`tooMany` in `connect_error`'],
  ['Wrong access codes from one address', limit(codeLimit), 'HTTP 429, `tooMany`'],
  ['HTTP requests under `/api` from one address', limit(publicLimit), 'HTTP 429, `tooMany`'],
  ['`media:open` of one participant', limit(openLimit), '`tooMany`'],
  ['`selfTest:open` of one participant', limit(testLimit), '`tooMany`'],
  ['`connection:report`: usual, shortest interval', `${seconds(reportEveryMs)}, ${seconds(reportAtMostEveryMs)}`, ''],
  ['A terminal’s session ends without use after', `${terminalSessionDays} days`, '`notSignedIn`'],
  ['A person’s session ends without use after', `${sessionIdleMinutes} minutes`, '`session:ended`, `notSignedIn`'],
  ['Note before the call', `${preCallNoteMaxLength} UTF-16 code units`, '`invalidPayload`'],
  ['Note of a wrap-up', `${noteMaxLength} UTF-16 code units`, '`invalidPayload`'],
  ['Line of chat', `${chatMaxLength} UTF-16 code units`, '`invalidPayload`'],
  ['`GET`, `POST /api/self-test/bytes`', `${bytes(selfTestBytes.down)} down, ${bytes(selfTestBytes.up)} up`, ''],
];

const settingRows = (): string[] =>
  noticed.map((name) => {
    const setting = describeSettings().find((one) => one.name === name);
    if (setting === undefined) throw new Error(`no setting ${name}`);
    return `| ${setting.meaning} | ${withUnit(name, setting.byDefault)} | \`${name}\` | |`;
  });

export const numbersPage = (): string =>
  [
    '# Numbers',
    'Made from settings and code by `npm run docs`; do not edit.',
    'An installation may set other values, so build on none of them: views carry the moments (`graceUntil`, `ringUntil`, `wrapUpUntil`, `parkedUntil`).',
    [
      '| What | Value | Setting | Beyond it |',
      '| --- | --- | --- | --- |',
      ...settingRows(),
      ...fixed.map(([what, value, beyond]) => `| ${what} | ${value} | | ${beyond} |`),
    ].join('\n'),
    '## How to reconnect',
    'After any disconnect but `session:replaced` and `session:ended`: try again after 0.3 s, then after growing pauses of up to 3 s (0.8 s in a call), each between half and one and a half times as long by chance. Give each try 2 s, and every fourth 8 s. Then ask `<role>:sync` and, with a media session, `media:sync`.',
    'Media goes on meanwhile: the terminal keeps its call for `TERMINAL_GRACE_MS`, the expert for `EXPERT_GRACE_MS`.',
    '',
  ].join('\n\n');
