import type { StageRole } from '#shared/contract/http.ts';
import type { TerminalCall } from '#shared/contract/views/index.ts';
import type { ExpertStatus } from '#shared/expert/status.ts';

/** How the visit stands, as the three pages are told. */
export type StageFacts = {
  readonly callState: TerminalCall['state'] | null;
  readonly status: ExpertStatus['status'];
  readonly isRinging: boolean;
  readonly hasTrouble: boolean;
  readonly isWrappingUp: boolean;
  readonly isRated: boolean;
};

/** One thing that is shown. */
type Step = {
  readonly id: string;
  /** Where one looks. */
  readonly role: StageRole;
  /** Whether it has come about; a step without it is only to be read. */
  readonly isDone?: (facts: StageFacts) => boolean;
};

const isIn = ({ callState }: StageFacts, ...states: readonly StageFacts['callState'][]): boolean => states.includes(callState);
const isTalking = (facts: StageFacts): boolean => isIn(facts, 'active', 'onHold');

/** A whole visit, in its order. */
export const steps = [
  { id: 'welcome', role: 'terminal' },
  { id: 'choose', role: 'terminal', isDone: (facts) => !isIn(facts, null, 'ended') },
  { id: 'wait', role: 'terminal' },
  { id: 'offer', role: 'expert', isDone: (facts) => facts.isRinging || isIn(facts, 'connecting', 'active') },
  { id: 'answer', role: 'expert', isDone: isTalking },
  { id: 'talk', role: 'terminal' },
  { id: 'trouble', role: 'expert', isDone: (facts) => facts.hasTrouble },
  { id: 'remedy', role: 'adviser', isDone: (facts) => !facts.hasTrouble },
  { id: 'repaired', role: 'expert' },
  { id: 'end', role: 'expert', isDone: (facts) => isIn(facts, null, 'ended') },
  { id: 'wrapUp', role: 'expert', isDone: (facts) => !facts.isWrappingUp },
  { id: 'rate', role: 'terminal', isDone: (facts) => facts.isRated || isIn(facts, null) },
  { id: 'over', role: 'terminal' },
] as const satisfies readonly Step[];
export type StepId = (typeof steps)[number]['id'];

export type Tour = {
  readonly index: number;
  /** The viewer has pressed: the step is being done for them. */
  readonly isActing: boolean;
  /** Whether the step had come about when it was last looked at. */
  readonly wasDone: boolean;
};

export const firstStep: Tour = { index: 0, isActing: false, wasDone: false };

const stepAt = (index: number): Step & { readonly id: StepId } => steps[index] ?? steps[steps.length - 1] ?? steps[0];
export const stepOf = ({ index }: Tour) => stepAt(index);
export const isLast = ({ index }: Tour): boolean => index >= steps.length - 1;

const at = (index: number, facts: StageFacts): Tour => ({ index, isActing: false, wasDone: stepAt(index).isDone?.(facts) ?? false });

/** A step that comes about, whoever has pressed, leads to the next one. */
export function looked(tour: Tour, facts: StageFacts): Tour {
  const isDone = stepOf(tour).isDone?.(facts) ?? false;
  if (isDone && !tour.wasDone) return at(tour.index + 1, facts);
  return isDone === tour.wasDone ? tour : { ...tour, wasDone: isDone };
}

/** On: at once where there is nothing to be done, or no longer. */
export function pressedNext(tour: Tour, facts: StageFacts): Tour {
  const { isDone } = stepOf(tour);
  if (isDone === undefined || isDone(facts)) return isLast(tour) ? tour : at(tour.index + 1, facts);
  return { ...tour, isActing: true };
}

/** To what was said before; what has happened stays. */
export const pressedBack = (tour: Tour, facts: StageFacts): Tour => at(Math.max(0, tour.index - 1), facts);
