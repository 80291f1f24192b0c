import type { z } from 'zod';
import { type ConsultationStage, type StateName, consultationStages, stateNames } from '#shared/call/lifecycle.ts';
import { allowedSteps } from '#shared/call/diagram.ts';
import { stageSteps } from '#shared/call/consultation.ts';
import type { TerminalCall, VisitServiceRequest } from '#shared/contract/views/index.ts';
import type { chosenStatusSchema, occupiedStatusSchema } from '#shared/contract/views/index.ts';

type Status = z.output<typeof chosenStatusSchema>['status'] | z.output<typeof occupiedStatusSchema>['status'];
type EndedBy = Extract<TerminalCall, { state: 'ended' }>['endedBy'];

/** What each state means; a new state without a row does not compile. */
const states: Record<StateName, string> = {
  queued: 'The customer waits at a terminal.',
  offered: 'It rings at one expert.',
  parked: 'The customer fetches something, or has walked away. The place is kept and it rings nowhere.',
  awaitingCallback: 'The customer has gone away with a number. No terminal is held.',
  summoned: 'The point shows the number until somebody answers.',
  connecting: 'An expert has accepted; media is about to flow.',
  active: 'Customer and expert talk.',
  onHold: 'The customer neither sees nor hears the expert.',
  wrapUp: 'The call is over for the customer; the expert records its outcome.',
  closed: 'Over for everybody.',
};

const terminalCalls: Record<TerminalCall['state'], readonly [means: string, todo: string]> = {
  queued: ['in the queue', 'show `position` and `estimate`; `media:open` now, so that the answer is fast; `call:leave` leaves the queue'],
  offered: ['it rings at an expert', 'say that it is soon the customer’s turn; receive nothing yet'],
  parked: ['the place is kept', 'offer `queue:return`; the place is lost at `parkedUntil`'],
  connecting: ['an expert has accepted', 'send and play media; at the first frame or sound `call:confirmConnected`'],
  active: ['the conversation', 'send and play media'],
  onHold: ['on hold', 'send nothing (`media:producersOpened` says so); keep the session'],
  ended: ['over', 'offer `call:rate`, then `visit:close`; with another service request in the visit the view goes straight to that one, with another `callId`'],
};

const ended: Record<EndedBy, string> = {
  customer: 'The customer ended the call.',
  expert: 'The expert ended the call.',
  adviser: 'The adviser ended the call.',
  terminalLost: 'The terminal was away for longer than its grace time.',
  expertLost: 'The expert was away for longer than the grace time.',
  handedOver: 'The customer went on to another expert.',
  abandoned: 'The customer left the queue.',
  removedByAdviser: 'The adviser took the customer out of the queue.',
  queueClosed: 'The queue closed, and its agency lets nobody wait on.',
  notBack: 'The customer did not come back in time.',
  moved: 'A supervisor moved the customer to another queue; a new call follows.',
};

const serviceRequests: Record<VisitServiceRequest['state'], string> = {
  planned: 'Its queue is joined when the others are done.',
  waiting: 'In the queue (`call.state` is `queued` where it is the present call).',
  ringing: 'It rings at an expert (`offered`).',
  parked: 'The place is kept (`parked`), or the customer is busy with another service request.',
  talking: 'In a call (`connecting`, `active` or `onHold`).',
  done: 'The call is over.',
  left: 'The customer left the queue, or was taken out.',
  closed: 'The queue had closed when its turn came.',
};

const statuses: Record<Status, readonly [by: string, means: string]> = {
  available: ['the expert', 'calls are offered'],
  break: ['the expert', 'a break, with its kind'],
  away: ['the expert, or a microphone that failed', 'no calls'],
  missed: ['an offer that rang out', 'no calls until the expert chooses `available` again'],
  offline: ['signed out, or the page was gone for too long', 'no calls until the expert chooses `available` again'],
  offered: ['an offer', 'it rings; `chosen` comes back afterwards'],
  inCall: ['an accept', 'in a call'],
  wrapUp: ['the call’s end', 'records the outcome; then `chosen` is in force'],
};

const stages: Record<ConsultationStage, string> = {
  private: 'The two experts talk alone.',
  customerAsked: 'The customer is asked whether the colleague may join.',
  customerRefused: 'The customer said no; the experts talk alone.',
  joint: 'The customer is with the two.',
  takenOut: 'The experts talk alone again; the customer can come back without a question.',
};

const rows = (cells: readonly (readonly string[])[]): string[] => cells.map((row) => `| ${row.join(' | ')} |`);
const table = (head: readonly string[], cells: readonly (readonly string[])[]): string => rows([head, head.map(() => '---'), ...cells]).join('\n');
const named = (entries: Readonly<Record<string, string>>): string[][] => Object.entries(entries).map(([name, text]) => [`\`${name}\``, text]);

/** Which events lead where; those after which the state is the same are left out. */
function stepsFrom(steps: readonly (readonly [from: string, event: string, to: string])[], state: string): string {
  const leaving = steps.filter(([from, , to]) => from === state && to !== state);
  return leaving.map(([, event, to]) => `${event} → \`${to}\``).join('<br>');
}

export const statesPage = (): string =>
  [
    '# States',
    'Made from the rules by `npm run docs`; do not edit.',
    '## A call',
    'The server’s own states. Pages see them in their views, in the forms of the tables below. The events are those that the database keeps.',
    table(
      ['State', 'Meaning', 'Leaves by'],
      stateNames.map((state) => [`\`${state}\``, states[state], stepsFrom(allowedSteps, state)]),
    ),
    'A call becomes `active` when either the terminal or the expert confirms media, or after `CONNECT_MS` ([numbers.md](numbers.md)).',
    '## `call.state` at the terminal',
    table(
      ['`call.state`', 'Meaning', 'What the client does'],
      Object.entries(terminalCalls).map(([state, [means, todo]]) => [`\`${state}\``, means, todo]),
    ),
    '`call` is null before the first service request, after `visit:close`, and while the customer is away with a number.',
    '## `endedBy`',
    table(['Value', 'Meaning'], named(ended)),
    '## `serviceRequests[].state`',
    table(['Value', 'Meaning'], named(serviceRequests)),
    '## `status` of an expert',
    'The system takes an expert off duty, and never makes anyone available.',
    table(
      ['Status', 'Set by', 'Meaning'],
      Object.entries(statuses).map(([status, [by, means]]) => [`\`${status}\``, by, means]),
    ),
    '## `stage` of a question to a colleague',
    table(
      ['Stage', 'Meaning', 'Leaves by'],
      consultationStages.map((stage) => [`\`${stage}\``, stages[stage], stepsFrom(stageSteps, stage)]),
    ),
    '',
  ].join('\n\n');
