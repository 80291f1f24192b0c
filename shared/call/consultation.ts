import type { CallEvent, ConsultationStage } from '#shared/call/lifecycle.ts';

type StageStep = readonly [from: ConsultationStage, event: CallEvent['type'], to: ConsultationStage];

/** Every step of a question to a colleague; ARCHITECTURE.md's second picture is made from it. Handing over ends it in the stages of `canBeHandedOver`. */
export const stageSteps: readonly StageStep[] = [
  ['private', 'CustomerAsked', 'customerAsked'],
  ['customerRefused', 'CustomerAsked', 'customerAsked'],
  ['customerAsked', 'CustomerRefused', 'customerRefused'],
  ['customerAsked', 'QuestionWithdrawn', 'private'],
  ['customerAsked', 'CustomerBroughtIn', 'joint'],
  ['private', 'CustomerBroughtIn', 'joint'],
  ['customerRefused', 'CustomerBroughtIn', 'joint'],
  ['takenOut', 'CustomerBroughtIn', 'joint'],
  ['joint', 'CustomerTakenOut', 'takenOut'],
];

/** The stage after an event; undefined where it cannot happen in this one. */
export const stageAfter = (stage: ConsultationStage, type: CallEvent['type']): ConsultationStage | undefined =>
  stageSteps.find(([from, event]) => from === stage && event === type)?.[2];

/** A customer who is being asked about the colleague, or has said no, is not handed over to them. */
export const canBeHandedOver = (stage: ConsultationStage): boolean => stage !== 'customerAsked' && stage !== 'customerRefused';
