import { stageSteps } from '#shared/call/consultation.ts';
import type { CallEvent, StateName } from '#shared/call/lifecycle.ts';

const connected = ['connecting', 'active', 'onHold'] as const;
const stays = (states: readonly StateName[], types: readonly CallEvent['type'][]): Step[] =>
  states.flatMap((state) => types.map((type): Step => [state, type, state]));

type Step = readonly [from: StateName, event: CallEvent['type'], to: StateName];

/** The diagram of a call's states: every step that exists. ARCHITECTURE.md's picture is made from it, and a test holds the code to it. */
export const allowedSteps: readonly Step[] = [
  ['queued', 'EntryOffered', 'offered'],
  ['queued', 'EntryClosed', 'closed'],
  ['queued', 'EntryParked', 'parked'],
  ['parked', 'EntryReturned', 'queued'],
  ['parked', 'EntryClosed', 'closed'],
  ['queued', 'CallbackChosen', 'awaitingCallback'],
  ['awaitingCallback', 'CustomerSummoned', 'summoned'],
  ['awaitingCallback', 'CallbackAnswered', 'queued'],
  ['awaitingCallback', 'EntryClosed', 'closed'],
  ['summoned', 'CallbackAnswered', 'queued'],
  ['summoned', 'SummonMissed', 'awaitingCallback'],
  ['summoned', 'SummonWithdrawn', 'awaitingCallback'],
  ['summoned', 'EntryClosed', 'closed'],
  ['offered', 'EntryMissed', 'queued'],
  ['offered', 'EntryDeclined', 'queued'],
  ['offered', 'EntryParked', 'parked'],
  ['offered', 'EntryAccepted', 'connecting'],
  ['offered', 'EntryClosed', 'closed'],
  ['connecting', 'CallStarted', 'active'],
  ['active', 'CallHeld', 'onHold'],
  ['onHold', 'CallResumed', 'active'],
  ...connected.flatMap((state): Step[] => [
    [state, 'EntryRequeued', 'queued'],
    [state, 'CallEnded', 'wrapUp'],
  ]),
  ...(['active', 'onHold'] as const).flatMap((state): Step[] => [[state, 'EntryParked', 'parked']]),
  ...stays(connected, ['CustomerAsked', 'CustomerRefused', 'QuestionWithdrawn', 'CustomerBroughtIn', 'CustomerTakenOut', 'CallHandedOver']),
  ['wrapUp', 'WrapUpExtended', 'wrapUp'],
  ['wrapUp', 'WrapUpEnded', 'closed'],
  ...stays(['queued', 'offered', 'parked', 'awaitingCallback', 'summoned'], ['LanguagesAccepted', 'PriorityChanged']),
  ...stays(['queued', 'parked', 'awaitingCallback'], ['BookedTimeCame']),
  ['parked', 'ParkProlonged', 'parked'],
  ['awaitingCallback', 'CallbackMoved', 'awaitingCallback'],
  ...stays(['queued', 'offered', 'parked', ...connected], ['ParticipantDropped', 'ParticipantRejoined']),
  ...stays(connected, ['AdviserJoined', 'AdviserMicrophoneChanged', 'AdviserAsked', 'AdviserRefused', 'AdviserDropped', 'AdviserRejoined', 'AdviserLeft']),
];

/** Steps between the same two states share an arrow, those that stay are left out. */
function arrowsOf(steps: readonly (readonly [from: string, event: string, to: string])[]): string[] {
  const arrows = new Map<string, string[]>();
  for (const [from, event, to] of steps) {
    if (from === to) continue;
    const arrow = `${from} --> ${to}`;
    arrows.set(arrow, [...(arrows.get(arrow) ?? []), event]);
  }
  return [...arrows].map(([arrow, events]) => `  ${arrow}: ${events.join(', ')}`);
}

/** The diagram as Mermaid text. */
export const diagramText = (): string => ['stateDiagram-v2', '  [*] --> queued: EntryQueued', ...arrowsOf(allowedSteps), '  closed --> [*]'].join('\n');

/** The stages of a question to a colleague, likewise. */
export const stageDiagramText = (): string => ['stateDiagram-v2', '  [*] --> private: EntryQueued', ...arrowsOf(stageSteps)].join('\n');
